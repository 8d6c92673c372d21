import { databaseAddress } from "./database-address.ts";
import { prefixedVariables } from "./flask-variables.ts";
import type { ServiceName } from "../check/check.ts";
import type { SourceFile } from "./set-up.ts";
import { configVariables } from "./node-config.ts";
import { neededByNode } from "./node-variables.ts";
import { neededVariables } from "./python-variables.ts";

/** Variables that every backend gets, by these names. */
const given = new Set([
  "PORT",
  "DATABASE_URL",
  "REDIS_URL",
  "SMTP_URL",
  "PUBLIC_URL",
  "AUTH_SECRET",
  "DATA_DIR",
  "MAIL_FROM",
  "NODE_ENV",
  "HOME",
  "PATH",
  "LANG",
  "USER",
  "HOST",
]);

const database = "(?:DB|DATABASE|PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MONGO|MONGODB|SQL)";
const mail = "(?:SMTP|MAIL|EMAIL)";
/** Spring's own are set by its address. */
const redis = "(?!SPRING_)(?:\\w+_)?REDIS";

const addressNames = new RegExp(
  `^(?:\\w+_)?${database}_?(?:\\w+_)?(?:URL|URI|DSN|CONN|CONNECT|CONNECTION_?STRING|CONN_?STR(?:ING)?|STRING)$|^SQLALCHEMY_DATABASE_(?:URI|URL)$|_DATABASE_URL$|^(?:MONGO|MONGODB|ATLAS_?(?:URI|URL)|CONNECTION_?(?:STRING|URI|URL))$`,
);

/** Those of which a port is another server's, not the app's. */
const otherServices =
  "(?:\\w+_)?(?:REDIS|CACHE|MEMCACHED?|RABBIT(?:_?MQ)?|AMQP|MQTT|KAFKA|NATS|ELASTIC(?:_?SEARCH)?|OPENSEARCH|MINIO|CONSUL|ZOOKEEPER|CASSANDRA|LDAP|FTP|SSH|PROXY)_";

/** Which of our variables a variable of theirs is likely to mean. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^${database}_?(?:\\w+_)?(?:HOST|HOSTNAME|SERVER)$`), "${DATABASE_HOST}"],
  [new RegExp(`^${database}_?(?:\\w+_)?PORT$`), "${DATABASE_PORT}"],
  [new RegExp(`^${database}_?(?:\\w+_)?(?:USER|USERNAME)$`), "${DATABASE_USER}"],
  [new RegExp(`^${database}_?(?:\\w+_)?(?:PASS|PASSWORD|PASSWD)$`), "${DATABASE_PASSWORD}"],
  [new RegExp(`^${database}_?(?:\\w+_)?(?:NAME|DATABASE|DB)$`), "${DATABASE_NAME}"],
  [new RegExp(`^${mail}_?(?:\\w+_)?(?:HOST|SERVER)$`), "${SMTP_HOST}"],
  [new RegExp(`^${mail}_?(?:\\w+_)?PORT$`), "${SMTP_PORT}"],
  [/SSL_?MODE$/, "disable"],
  [/(?:^|_)TIME_?ZONE$/, "UTC"],
  [/ALLOWED_?HOSTS$/, "*"],
  [/SECRET|(?:JWT|TOKEN|SESSION|APP|COOKIE|SIGNING)_?KEY$|_SALT$|PEPPER$/, "${AUTH_SECRET}"],
  [new RegExp(`^(?!${otherServices})(?:\\w+_)?PORT$`), "${PORT}"],
  [/^(?:APP|BASE|SITE|FRONTEND|CLIENT|PUBLIC|SERVER)_(?:URL|URI|ORIGIN)$/, "${PUBLIC_URL}"],
  [/^(?:\w+_)?(?:ALLOWED|TRUSTED|CORS)_?(?:ALLOWED_?)?ORIGINS?$/, "${PUBLIC_URL}"],
];

/** The same for a backend that uses Redis. */
const redisMeanings: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^${redis}_?(?:\\w+_)?(?:URL|URI|DSN|CONN(?:ECTION)?_?STR(?:ING)?)$`), "${REDIS_URL}"],
  [new RegExp(`^${redis}_?(?:\\w+_)?ADDR(?:ESS)?$`), "${REDIS_HOST}:${REDIS_PORT}"],
  [new RegExp(`^${redis}_?(?:\\w+_)?(?:HOST|HOSTNAME|SERVER)$`), "${REDIS_HOST}"],
  [new RegExp(`^${redis}_?(?:\\w+_)?PORT$`), "${REDIS_PORT}"],
  [new RegExp(`^${redis}_?(?:\\w+_)?(?:USER|USERNAME)$`), "${REDIS_USER}"],
  [new RegExp(`^${redis}_?(?:\\w+_)?(?:PASS|PASSWORD|PASSWD)$`), "${REDIS_PASSWORD}"],
  // In Go an empty number is refused.
  [new RegExp(`^${redis}_?(?:\\w+_)?(?:DB|DATABASE)$`), "0"],
];

const readings = [
  /\b(?:process\.)?env\.([A-Z][A-Z0-9_]+)/g,
  /process\.env\[["']([A-Z][A-Z0-9_]+)["']\]/g,
  /(?:os\.environ(?:\.get\(|\[)|getenv\(|os\.(?:Getenv|LookupEnv)\(|\benv(?:\.\w+)?\(|\bconfig\()\s*["']([A-Z][A-Z0-9_]+)["']/g,
  // Nest's ConfigService, Viper and their like.
  /\.(?:get|getOrThrow|GetString|GetInt)(?:<[\w ]{1,40}>)?\(\s*["']([A-Z][A-Z0-9_]{2,})["']/g,
  // A helper of the project's own.
  /\b\w{0,30}[eE]nv\w{0,30}\(\s{0,9}["']([A-Z][A-Z0-9_]{2,})["']/g,
  /\$_(?:ENV|SERVER)\[["']([A-Z][A-Z0-9_]+)["']\]/g,
  /\$\{([A-Z][A-Z0-9_]+)(?=[:}])/g,
  // Go's struct tags.
  /\b(?:env|envconfig|mapstructure):"([A-Z][A-Z0-9_]+)/g,
];

/**
 * The variables of its environment that a project reads, by those of ours that they seem to mean. Pure.
 * @param services whose drivers the project names.
 */
export function variablesIn(
  files: readonly SourceFile[],
  services: readonly ServiceName[],
): Readonly<Record<string, string>> {
  const allMeanings = services.includes("redis") ? [...redisMeanings, ...meanings] : meanings;
  const examples = new Map(files.filter(({ path }) => isExample.test(path)).flatMap(({ text }) => exampleValues(text)));
  for (const [name, value] of configVariables(files)) if (!examples.has(name)) examples.set(name, value);
  const needed = { ...neededByHelpers(files), ...neededVariables(files, examples), ...neededByNode(files, examples) };
  const names = new Set([
    ...examples.keys(),
    ...Object.keys(needed),
    ...files.flatMap(({ text }) => namesReadIn(text)),
  ]);
  const address = databaseAddress(files);
  const environment: Record<string, string> = {};
  for (const name of [...names].sort()) {
    if (addressNames.test(name)) {
      if (name !== "DATABASE_URL" || address !== "${DATABASE_URL}") environment[name] = address;
      continue;
    }
    if (given.has(name)) continue;
    if (/^(?:mongodb(?:\+srv)?|postgres(?:ql)?|mysql):\/\//.test(examples.get(name) ?? "")) {
      environment[name] = address;
      continue;
    }
    const meaning = allMeanings.find(([pattern]) => pattern.test(name))?.[1];
    const isPlain = isMailEncryption.test(name) && (name in needed || isOnUnlessSet(name, files));
    const example = isMailEncryption.test(name) ? "" : examples.get(name);
    const value = meaning ?? (isPlain ? "false" : forDevelopment.test(name) ? "" : example) ?? "";
    const filled = value === "" ? (needed[name] ?? "") : value;
    if (filled !== "") environment[name] = filled;
  }
  return { ...withOtherSecrets(environment), ...prefixedVariables(files, address) };
}

/** Some backends refuse to start where their two secrets are one. */
function withOtherSecrets(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const isRefresh = (name: string) => environment[name] === "${AUTH_SECRET}" && name.includes("REFRESH");
  const secrets = Object.keys(environment).filter((name) => environment[name] === "${AUTH_SECRET}");
  if (secrets.every(isRefresh)) return environment;
  // In letters that hexadecimal and base64 have, and as many as leave the length fit for both.
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, isRefresh(name) ? `${value}0ef0e5b0` : value]),
  );
}

/** The mail server of a run speaks without encryption. */
const isMailEncryption = new RegExp(`^${mail}_?(?:\\w+_)?(?:TLS|SSL|STARTTLS|SECURE)$`);

/**
 * `os.getenv("EMAIL_USE_TLS", "True")`. What is off unless it is set stays unset: code that asks only whether there is a
 * value takes "false" for one.
 */
function isOnUnlessSet(name: string, files: readonly SourceFile[]): boolean {
  const withDefault = new RegExp(
    String.raw`\b${name}\b["']?\s{0,5}(?:,|:\s{0,5}bool\s{0,5}=|\?\?|\|\|)\s{0,20}(?:default\s{0,5}=\s{0,5})?["']?(?:true|yes|on|1)\b`,
    "i",
  );
  return files.some(({ text }) => withDefault.test(text));
}

const isExample = /(^|\/)(\.env(\.\w+)*|(example|sample)\.env|env\.(example|sample))$/;

/** What an example of a project's `.env` gives, where it isn't only said what belongs there. */
function exampleValues(text: string): readonly (readonly [name: string, value: string])[] {
  return [...text.matchAll(/^(?:export )?([A-Z][A-Z0-9_]+)[ \t]*=(.*)$/gm)].map(([, name = "", line = ""]) => {
    const value = /^(["'])(.*)\1$/.exec(line.trim())?.[2] ?? line.replace(/\s#.*$/, "").trim();
    return [name, isPlaceholder.test(value) ? "" : value];
  });
}

/** An example says what a developer's machine wants. */
const forDevelopment = /DEBUG|(?:^|_)ENV(?:IRONMENT)?$|REDIS|LOG_LEVEL|HOSTS$|ORIGINS?$/;

const isPlaceholder = /your|change|replace|example|xxx|<|>|\.\.\.|\$\{|^todo/i;

function namesReadIn(text: string): readonly string[] {
  return [
    ...readings.flatMap((reading) => [...text.matchAll(reading)]).map(([, name = ""]) => name),
    ...[...text.matchAll(/\{([^{}]{0,1000})\}\s*=\s*process\.env\b/g)].flatMap(([, list = ""]) =>
      [...list.matchAll(/(?:^|,)\s*([A-Z][A-Z0-9_]+)/g)].map(([, name = ""]) => name),
    ),
    ...settingsIn(text),
  ];
}

/** What a helper of the project's own insists on, as `mustGetEnv("ENVIRONMENT")` does. */
function neededByHelpers(files: readonly SourceFile[]): Readonly<Record<string, string>> {
  const insisting = /\b(?:[mM]ust|[rR]equire)\w{0,15}[eE]nv\w{0,15}\(\s{0,9}["']([A-Z][A-Z0-9_]{2,})["']/g;
  const names = files.flatMap(({ text }) => [...text.matchAll(insisting)].map(([, name = ""]) => name));
  return Object.fromEntries(names.map((name) => [name, forDevelopment.test(name) ? "development" : "something"]));
}

/** The members of a pydantic settings class: the variable is the member's name in capitals. */
function settingsIn(text: string): readonly string[] {
  return [...text.matchAll(/^class \w+\((?:\w+\.)?BaseSettings\):/gm)].flatMap(({ 0: heading, index }) => {
    const rest = text.slice(index + heading.length);
    const end = rest.search(/\n\S/);
    const body = end < 0 ? rest : rest.slice(0, end);
    return [...body.matchAll(/^[ \t]+([A-Za-z_]\w*)[ \t]*:/gm)].map(([, name = ""]) => name.toUpperCase());
  });
}
