import type { Configuration } from "./configuration.ts";

/**
 * What a worker on this machine gets of our own environment. It's a list of what it needs, so that what's secret stays out
 * by being new: it never gets the secret of sessions, the mail server's password or the server's own database address.
 */
const names = new Set([
  // The engine's.
  ...["ASSAY_CACHE", "ASSAY_INSTALL_HOSTS"],
  // Of the system, and of systemd, which hands out control groups.
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "LANG", "LANGUAGE", "TZ"],
  ...["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"],
  // Where this machine gets packages, and through what.
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"],
  ...["GOPROXY", "GOSUMDB", "GONOSUMDB", "GONOPROXY", "GOPRIVATE", "GOFLAGS", "GOPATH", "GOROOT", "GOTOOLCHAIN"],
  ...["GOMODCACHE", "GOCACHE", "GOENV", "JAVA_HOME", "MAVEN_HOME", "M2_HOME", "MAVEN_OPTS", "COMPOSER_HOME"],
  ...["NODE_COMPILE_CACHE", "NODE_OPTIONS"],
]);
const prefixes = ["LC_", "npm_config_", "NPM_CONFIG_", "PIP_", "MAVEN_ARGS", "CONTAINERS_", "PODMAN_"];

export function workerEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  {
    storage,
    challenges,
    databaseUrl,
  }: Pick<Configuration, "storage" | "challenges"> & {
    /** With the workers' own database role. */
    readonly databaseUrl: string;
  },
): Record<string, string> {
  const isFor = (name: string) =>
    names.has(name) ||
    prefixes.some((prefix) => name.startsWith(prefix)) ||
    // The storage's client reads these: who we are to a bucket.
    (storage.startsWith("s3://") && name.startsWith("AWS_"));
  const passedOn = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && isFor(name) ? [[name, value] as const] : [],
  );
  return {
    ...Object.fromEntries(passedOn),
    DATABASE_URL: databaseUrl,
    ASSAY_STORAGE: storage,
    ASSAY_CHALLENGES: challenges,
  };
}
