import type { Replacement } from "./fixed-settings.ts";
import type { FrameworkSetUp } from "./framework-set-up.ts";
import { JavaProject } from "./java-project.ts";
import type { SourceFile } from "./set-up.ts";
import { withoutComments } from "./source-comments.ts";
import { roleRows } from "./spring-roles.ts";
import { springSettings } from "./spring-settings.ts";

type Environment = Readonly<Record<string, string>>;

/** Variables win over Spring's own files, in which a port and a database's address usually stand. Pure. */
export function springSetUp(files: readonly SourceFile[]): FrameworkSetUp | undefined {
  const pom = files
    .filter(({ path }) => /(^|\/)pom\.xml$/.test(path))
    .map(({ text }) => text)
    .join("\n");
  if (!pom.includes("spring-boot")) return undefined;
  const settings = springSettings(files);
  const code = files.filter(({ path }) => path.endsWith(".java") && !/(^|\/)test\//.test(path)).map(withoutComments);
  const kind = databaseKind(pom, settings);
  const rows = kind === undefined ? undefined : roleRows(new JavaProject(code), files);
  return {
    environment: {
      SERVER_PORT: "${PORT}",
      ...(kind === undefined ? {} : databaseSettings(kind, pom, settings, files)),
      ...(rows === undefined ? {} : { ...initialRows, SPRING_SQL_INIT_DATA_LOCATIONS: `file:./${rowsFile}` }),
      ...(pom.includes("data-mongodb")
        ? { SPRING_DATA_MONGODB_URI: "${DATABASE_URL}", SPRING_MONGODB_URI: "${DATABASE_URL}" }
        : {}),
      ...(pom.includes("data-redis")
        ? { SPRING_DATA_REDIS_URL: "${REDIS_URL}", SPRING_REDIS_URL: "${REDIS_URL}" }
        : {}),
      ...(pom.includes("starter-mail") ? mailSettings : {}),
      ...lackingSettings(code, settings),
    },
    writable: [],
    commands: [],
    replace: files.filter(({ path }) => path.endsWith("pom.xml")).flatMap(withXmlBinding),
    ...(rows === undefined ? {} : { files: { [rowsFile]: rows } }),
    ...(pom.includes("lombok") ? { relaxed: newLombok } : {}),
  };
}

/** Tokens of jjwt up to 0.9 need what Java left out in its version 11. */
function withXmlBinding({ path, text }: SourceFile): readonly Replacement[] {
  if (/\bjaxb-api\b|xml\.bind/.test(text)) return [];
  const dependency = text
    .split("<dependency>")
    .slice(1)
    .map((part) => part.split("</dependency>", 1)[0] ?? "")
    .find((part) => part.length < 1_000 && part.includes("<artifactId>jjwt</artifactId>"));
  const version = /<version>\s{0,20}([^<\s]{1,100})/.exec(dependency ?? "")?.[1] ?? "";
  const property = /^\$\{([\w.-]{1,80})\}$/.exec(version)?.[1];
  const named = property === undefined ? version : (text.split(`<${property}>`, 2)[1] ?? "").trim();
  if (dependency === undefined || !/^0\.\d\./.test(named)) return [];
  const whole = `<dependency>${dependency}</dependency>`;
  return [{ file: path, text: whole, with: `${whole}${xmlBinding}` }];
}

const xmlBinding =
  "<dependency><groupId>javax.xml.bind</groupId><artifactId>jaxb-api</artifactId><version>2.3.1</version></dependency>";

const rowsFile = "assay-data.sql";

/** An old Lombok fails with a new Java, which since 23 runs processors only where it is asked to. */
const newLombok = [
  String.raw`sed -i '/<artifactId>lombok<\/artifactId>/{n;s/<version>[^<]*</<version>1.18.42</}' pom.xml`,
  "mvn -B -ntp -DskipTests -Dlombok.version=1.18.42 -Dmaven.compiler.proc=full clean package",
];

const drivers = ["postgresql", "mariadb", "mysql"] as const;

/** By the address that it names, or else by its drivers. One in memory is its own. */
function databaseKind(pom: string, settings: ReadonlyMap<string, string>): string | undefined {
  const address = settings.get("spring.datasource.url") ?? "";
  const named = /\bjdbc:(\w+):/.exec(address)?.[1];
  if (named === "h2" || named === "hsqldb" || named === "sqlite") return undefined;
  return (
    drivers.find((driver) => driver === named && pom.includes(driver)) ?? drivers.find((driver) => pom.includes(driver))
  );
}

function databaseSettings(
  kind: string,
  pom: string,
  settings: ReadonlyMap<string, string>,
  files: readonly SourceFile[],
): Environment {
  const address = `jdbc:${kind}://\${DATABASE_HOST}:\${DATABASE_PORT}/\${DATABASE_NAME}`;
  const others = [...settings].filter(([name, value]) => value.startsWith("jdbc:") && name !== "spring.datasource.url");
  const has = (file: string) => files.some(({ path }) => new RegExp(`(^|/)src/main/resources/${file}$`).test(path));
  const isMigrated = /flyway|liquibase/.test(pom);
  const said = settings.get("spring.jpa.hibernate.ddl-auto");
  const isMade = isMigrated || has("schema.sql") || said === "update";
  return {
    SPRING_DATASOURCE_URL: address,
    SPRING_DATASOURCE_USERNAME: "${DATABASE_USER}",
    SPRING_DATASOURCE_PASSWORD: "${DATABASE_PASSWORD}",
    ...Object.fromEntries(others.map(([name]) => [variableOf(name), address])),
    // What makes them anew would lose all at each start.
    ...(isMade ? {} : { SPRING_JPA_HIBERNATE_DDL_AUTO: "update" }),
    ...(!isMigrated && (has("schema.sql") || has("data.sql")) ? initialRows : {}),
  };
}

/** Spring runs these files only for a database in memory unless it is asked to; a second copy meets what the first made. */
const initialRows: Environment = {
  SPRING_SQL_INIT_MODE: "always",
  SPRING_SQL_INIT_CONTINUE_ON_ERROR: "true",
  SPRING_JPA_DEFER_DATASOURCE_INITIALIZATION: "true",
};

const mailSettings: Environment = {
  SPRING_MAIL_HOST: "${SMTP_HOST}",
  SPRING_MAIL_PORT: "${SMTP_PORT}",
  SPRING_MAIL_PROPERTIES_MAIL_SMTP_AUTH: "false",
  SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_ENABLE: "false",
  SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED: "false",
};

const mostLacking = 40;

/** What the code asks for by `@Value("${name}")` and nothing sets. Names in capitals are variables already. */
function lackingSettings(code: readonly SourceFile[], settings: ReadonlyMap<string, string>): Environment {
  const values = [...settings.values()].filter((value) => value.length < 1_000);
  const inCode = code.flatMap(({ text }) =>
    [...text.matchAll(/@Value\(\s*"([^"\n]{1,200})"/g)].map(([, value = ""]) => value),
  );
  const names = [...values, ...inCode].flatMap((value) =>
    [...value.matchAll(/\$\{([\w.-]{1,100})\}/g)].map(([, name = ""]) => name),
  );
  const lacking = [...new Set(names)].filter((name) => /[a-z]/.test(name) && !settings.has(name)).slice(0, mostLacking);
  const types = new Map(code.flatMap(typesIn));
  return Object.fromEntries(lacking.map((name) => [variableOf(name, "_"), meaningOf(name, types.get(name) ?? "")]));
}

/** The types of the fields and parameters that stand for a setting. */
function typesIn({ text }: SourceFile): readonly (readonly [name: string, type: string])[] {
  const fields = text.matchAll(
    /@Value\(\s{0,20}"\$\{([\w.-]{1,100})\}"\s{0,20}\)\s{1,50}(?:(?:private|protected|public|final|static)\s{1,20}){0,4}(\w{1,40})/g,
  );
  return [...fields].map(([, name = "", type = ""]) => [name, type]);
}

function meaningOf(name: string, type: string): string {
  if (/^boolean$/i.test(type)) return "true";
  if (/expir|validity|ttl|lifetime|duration|timeout|max-?age/i.test(name)) return "3600000";
  if (/secret|(?:jwt|sign\w*|token)[.-]?key|\bkey$/i.test(name)) return "${AUTH_SECRET}";
  if (/mail.*(?:from|user)/i.test(name)) return "no-reply@shop.example";
  if (/^(?:int|integer|long|double|float|short|duration)$/i.test(type)) return "10";
  if (/algorithm/i.test(name)) return "HS256";
  if (/methods/i.test(name)) return "GET,POST,PUT,PATCH,DELETE,OPTIONS";
  return /url|origin|domain/i.test(name) ? "${PUBLIC_URL}" : "something";
}

/** `shop.jwt-secret` → `SHOP_JWTSECRET`, or `SHOP_JWT_SECRET` where it is asked for by its written name. */
function variableOf(name: string, dash = ""): string {
  return name.replaceAll("-", dash).replaceAll(/\W/g, "_").toUpperCase();
}
