import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { certificatesInside } from "./install-protocol.ts";
import type { Toolchain } from "./language.ts";
import type { PackageClientSettings } from "./package-client.ts";

/** Node and npm, which every install finds, and the system's programs. */
interface NodeToolchain {
  readonly path: string;
  readonly nodedir: string;
}

/** The whole environment of an install: packages come from this machine's registries, by way of our proxy where there is one. */
export function installEnvironment(
  settings: PackageClientSettings,
  { folders, installEnvironment: own }: Pick<Toolchain, "folders" | "installEnvironment">,
  { path, nodedir }: NodeToolchain,
  proxyPort?: number,
): Readonly<Record<string, string>> {
  const proxy = `http://127.0.0.1:${proxyPort}`;
  const { registry, scopedRegistries, certificates } = settings;
  return {
    PATH: [...folders, path].join(":"),
    HOME: "/home/app",
    LANG: "C.UTF-8",
    CI: "1",
    npm_config_registry: registry,
    ...Object.fromEntries(
      Object.entries(scopedRegistries).map(([scope, address]) => [`npm_config_${scope}:registry`, address]),
    ),
    // Lock files name the registry that made them; packages come from this machine's, and are checked by their digests.
    npm_config_replace_registry_host: "always",
    npm_config_nodedir: nodedir,
    npm_config_cache: "/home/app/.npm",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    // What install scripts print is often the only reason for a failure.
    npm_config_foreground_scripts: "true",
    npm_config_progress: "false",
    // Yarn since version 2 has settings of its own. What is installed is started with npm, which knows no plug'n'play.
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_NODE_LINKER: "node-modules",
    YARN_ENABLE_TELEMETRY: "0",
    YARN_ENABLE_GLOBAL_CACHE: "0",
    npm_config_fetch_retry_mintimeout: "1000",
    npm_config_fetch_retry_maxtimeout: "5000",
    ...(certificates && {
      npm_config_cafile: certificatesInside,
      NODE_EXTRA_CA_CERTS: certificatesInside,
      SSL_CERT_FILE: certificatesInside,
      PIP_CERT: certificatesInside,
      YARN_HTTPS_CA_FILE_PATH: certificatesInside,
    }),
    ...(proxyPort !== undefined && {
      npm_config_proxy: proxy,
      npm_config_https_proxy: proxy,
      HTTP_PROXY: proxy,
      HTTPS_PROXY: proxy,
      http_proxy: proxy,
      https_proxy: proxy,
      NODE_USE_ENV_PROXY: "1",
      YARN_HTTP_PROXY: proxy,
      YARN_HTTPS_PROXY: proxy,
      MAVEN_OPTS: mavenOptions(proxyPort),
    }),
    ...own,
  };
}

/** Java reads neither HOME nor the usual variables for proxies, and sees no control group to measure its memory by. */
function mavenOptions(proxyPort: number): string {
  return [
    "-Duser.home=/home/app",
    "-XX:MaxRAM=2g",
    // A build ends before the code that the second compiler makes has saved what making it cost: half of all its CPU time.
    "-XX:TieredStopAtLevel=1",
    ...["http", "https"].flatMap((name) => [`-D${name}.proxyHost=127.0.0.1`, `-D${name}.proxyPort=${proxyPort}`]),
    // Maven since version 3.9 and since 4 must be told to look.
    ...["connector", "transport"].map((name) => `-Daether.${name}.http.useSystemProperties=true`),
  ].join(" ");
}

/** Without a sandbox nothing stands below `/opt`: the same node and npm, where they are. `programs` is a folder for ours. */
export async function toolchainOnHost(programs: string, views: Toolchain["views"]): Promise<NodeToolchain> {
  const [home = "", npm = ""] = ["/opt/node", "/opt/npm"].map((at) => views.find(({ to }) => to === at)?.from);
  const runtime = join(home, "bin", "node");
  await mkdir(programs);
  for (const name of ["npm", "npx"]) {
    const script = `#!/bin/sh\nexec '${runtime}' '${join(npm, "bin", `${name}-cli.js`)}' "$@"\n`;
    await writeFile(join(programs, name), script, { mode: 0o755 });
  }
  const path = [programs, dirname(runtime), process.env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"].join(":");
  return { path, nodedir: dirname(dirname(runtime)) };
}
