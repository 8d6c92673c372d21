import type { SourceFile } from "./set-up.ts";

/** What a framework needs, independent of what the project's own files set. */
export interface FrameworkSetUp {
  readonly environment: Readonly<Record<string, string>>;
  /** Folders of the project in which it writes. */
  readonly writable: readonly string[];
  readonly commands: readonly string[];
  /** Which database it is given, where it can use several. */
  readonly database?: "mysql" | "postgres";
}

/** By the frameworks that these files show. Pure. */
export function frameworkSetUp(files: readonly SourceFile[]): FrameworkSetUp {
  return springSetUp(files) ?? laravelSetUp(files) ?? { environment: {}, writable: [], commands: [] };
}

/** Variables win over Spring's own files, in which a port and a database's address usually stand. */
function springSetUp(files: readonly SourceFile[]): FrameworkSetUp | undefined {
  const pom = files
    .filter(({ path }) => /(^|\/)pom\.xml$/.test(path))
    .map(({ text }) => text)
    .join("\n");
  if (!pom.includes("spring-boot")) return undefined;
  const settings = files
    .filter(({ path }) => /(^|\/)application[\w-]*\.(properties|ya?ml)$/.test(path))
    .map(({ text }) => text)
    .join("\n");
  const kind = pom.includes("postgresql")
    ? "postgresql"
    : pom.includes("mariadb")
      ? "mariadb"
      : pom.includes("mysql")
        ? "mysql"
        : undefined;
  const isMade =
    /ddl-auto|flyway|liquibase/.test(`${settings}${pom}`) || files.some(({ path }) => path.endsWith("schema.sql"));
  return {
    environment: {
      SERVER_PORT: "${PORT}",
      ...(kind === undefined
        ? {}
        : {
            SPRING_DATASOURCE_URL: `jdbc:${kind}://\${DATABASE_HOST}:\${DATABASE_PORT}/\${DATABASE_NAME}`,
            SPRING_DATASOURCE_USERNAME: "${DATABASE_USER}",
            SPRING_DATASOURCE_PASSWORD: "${DATABASE_PASSWORD}",
            ...(isMade ? {} : { SPRING_JPA_HIBERNATE_DDL_AUTO: "update" }),
          }),
      ...(pom.includes("data-mongodb")
        ? { SPRING_DATA_MONGODB_URI: "${DATABASE_URL}", SPRING_MONGODB_URI: "${DATABASE_URL}" }
        : {}),
    },
    writable: [],
    commands: [],
  };
}

/** Laravel reads its key as base64, and writes in two folders of its own. */
function laravelSetUp(files: readonly SourceFile[]): FrameworkSetUp | undefined {
  if (!files.some(({ path }) => path === "artisan")) return undefined;
  const isPostgres = files.some(({ path, text }) => path.startsWith(".env") && /^DB_CONNECTION=pgsql/m.test(text));
  return {
    database: isPostgres ? "postgres" : "mysql",
    environment: {
      APP_KEY: "base64:${AUTH_SECRET_BASE64}",
      APP_ENV: "production",
      APP_DEBUG: "false",
      APP_URL: "${PUBLIC_URL}",
      DB_CONNECTION: isPostgres ? "pgsql" : "mysql",
      LOG_CHANNEL: "stderr",
      SESSION_DRIVER: "file",
      CACHE_STORE: "file",
      CACHE_DRIVER: "file",
      QUEUE_CONNECTION: "sync",
    },
    writable: ["bootstrap/cache", "storage"],
    commands: ["mkdir -p storage/framework/cache/data storage/framework/sessions storage/framework/views storage/logs"],
  };
}
