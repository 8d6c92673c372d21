import type { Replacement } from "./fixed-settings.ts";
import type { NodeProject } from "./node-project.ts";

/** How the tables of a backend for Node are made before it starts, by the tools that it uses. */
export interface NodeTables {
  readonly commands: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly replace: readonly Replacement[];
}

const nothing: NodeTables = { commands: [], files: {}, environment: {}, replace: [] };

/** Paths are those below the project's folder. Pure. */
export function nodeTables(project: NodeProject): NodeTables {
  return (
    prisma(project) ??
    sequelize(project) ??
    knex(project) ??
    typeorm(project) ??
    drizzle(project) ??
    bySql(project) ??
    nothing
  );
}

function prisma({ files, packages }: NodeProject): NodeTables | undefined {
  const path = [...files.keys()].find((name) => name.endsWith("schema.prisma"));
  if (path === undefined || !(packages.has("prisma") || packages.has("@prisma/client"))) return undefined;
  const schema = path === "prisma/schema.prisma" ? "" : ` --schema ${path}`;
  const text = files.get(path) ?? "";
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const hasMigrations = [...files.keys()].some(
    (name) => name.startsWith(`${folder}migrations/`) && name.endsWith(".sql"),
  );
  const variable = /\burl\s*=\s*env\("(\w+)"\)/.exec(text)?.[1];
  const isFile = /provider\s*=\s*"sqlite"/.test(text);
  return {
    ...nothing,
    commands: [hasMigrations ? `npx prisma migrate deploy${schema}` : `npx prisma db push${schema}`],
    environment: variable === undefined ? {} : { [variable]: isFile ? "file:${DATA_DIR}/app.db" : "${DATABASE_URL}" },
  };
}

/** What its own scripts call so. */
function ownScript({ scripts }: NodeProject): string | undefined {
  const names = [
    /^(?:db:)?migrat(?:e|ions?)(?::(?:run|up|latest|deploy|prod|all))?$/,
    /^(?:(?:db|knex|typeorm|sequelize)[:-])migrat(?:e|ions?)(?:[:-](?:run|up|latest))?$/,
    /^(?:migrate|db)[:-](?:setup|init|sync|create|push|up)$/,
  ];
  const name = names
    .map((pattern) => Object.keys(scripts).find((script) => pattern.test(script)))
    .find((script) => script !== undefined);
  const runs = name === undefined ? "" : (scripts[name] ?? "");
  return name === undefined || /down|revert|rollback|generate|--dev\b|\bdocker\b/.test(runs)
    ? undefined
    : `npm run ${name}`;
}

/** The settings of Sequelize's command line name a database for each environment; ours is named by its variable. */
function sequelize(project: NodeProject): NodeTables | undefined {
  const { files, packages } = project;
  if (![...files.keys()].some((path) => /(^|\/)migrations\/[^/]+\.[cm]?[jt]s$/.test(path))) return undefined;
  if (!packages.has("sequelize")) return undefined;
  const command = packages.has("sequelize-cli") ? "npx sequelize-cli db:migrate" : ownScript(project);
  const config = [...files].find(([path, text]) => /(^|\/)config\.json$/.test(path) && text.includes('"dialect"'));
  const dialect = /"dialect"\s*:\s*"(\w+)"/.exec(config?.[1] ?? "")?.[1];
  const settings = { use_env_variable: "DATABASE_URL", dialect };
  return {
    ...nothing,
    commands: command === undefined ? [] : [command],
    files:
      config === undefined || dialect === "sqlite"
        ? {}
        : {
            [config[0]]: `${JSON.stringify({ development: settings, test: settings, production: settings }, null, 2)}\n`,
          },
  };
}

function knex(project: NodeProject): NodeTables | undefined {
  const { files, packages } = project;
  const path = [...files.keys()].find((name) => /(^|\/)knexfile\.(?:[cm]?js|ts)$/.test(name));
  if (path === undefined || !packages.has("knex")) return undefined;
  const text = files.get(path) ?? "";
  const flag = /^knexfile\.c?js$/.test(path) ? "" : ` --knexfile ${path}`;
  // Where it knows no other environment than a developer's, it is run as one.
  const names = [...text.matchAll(/^\s{0,8}(development|production|staging)\s*:/gm)].map(([, name]) => name);
  const only = names.length > 0 && !names.includes("production") ? " --env development" : "";
  return { ...nothing, commands: [`npx knex migrate:latest${flag}${only}`] };
}

/** Its migrations, or else the tables that it makes of its entities when it starts. */
function typeorm(project: NodeProject): NodeTables | undefined {
  const { files, packages } = project;
  if (!packages.has("typeorm")) return undefined;
  const hasMigrations = [...files].some(
    ([path, text]) => /migrations?\/[^/]+\.ts$/.test(path) && text.includes("MigrationInterface"),
  );
  const script = ownScript(project);
  if (hasMigrations && script !== undefined) return { ...nothing, commands: [script] };
  const replace = [...files]
    .filter(([path]) => /\.[cm]?[jt]s$|ormconfig\.json$/.test(path))
    .flatMap(([file, text]) =>
      [...text.matchAll(/(["']?\bsynchronize["']?\s{0,5}:\s{0,5})(?!true\b)[^,}\n]{1,200}/g)].map(
        ([whole, key = ""]) => ({
          ...{ file, text: whole, with: `${key}true` },
        }),
      ),
    );
  return { ...nothing, replace: hasMigrations && replace.length === 0 ? [] : replace };
}

function drizzle(project: NodeProject): NodeTables | undefined {
  const { files, packages } = project;
  if (!packages.has("drizzle-kit")) return undefined;
  const hasMigrations = [...files.keys()].some((path) => /(^|\/)(drizzle|migrations)\/[^/]+\.sql$/.test(path));
  const script = ownScript(project);
  return {
    ...nothing,
    commands: [script ?? (hasMigrations ? "npx drizzle-kit migrate" : "npx drizzle-kit push --force")],
  };
}

/** The name of the program that runs the project's own SQL. */
const program = "assay-tables.cjs";

/** A file of SQL that makes tables is run once, by the driver that the project has. */
function bySql(project: NodeProject): NodeTables | undefined {
  const { files, packages } = project;
  const script = ownScript(project);
  const code = [...files]
    .filter(([path]) => /\.[cm]?[jt]s$/.test(path))
    .map(([, text]) => text)
    .join("\n");
  const tables = [...files]
    .filter(
      ([path, text]) =>
        path.endsWith(".sql") && /create\s+table/i.test(text) && !/down\.sql$|dump|seed|test|drop/i.test(path),
    )
    .map(([path]) => path);
  if (script !== undefined) return { ...nothing, commands: [script] };
  const isRun =
    tables.some((path) => code.includes(path.split("/").at(-1) ?? path)) ||
    /create\s+table\s+if\s+not\s+exists/i.test(code);
  if (tables.length === 0 || isRun) return undefined;
  const driver = ["pg", "mysql2", "mysql"].find((name) => packages.has(name));
  if (driver === undefined) return undefined;
  const sorted = tables.toSorted().slice(0, 20);
  return { ...nothing, commands: [`node ${program}`], files: { [program]: runner(driver, sorted) } };
}

function runner(driver: string, tables: readonly string[]): string {
  const text = `const text = ${JSON.stringify(tables)}.map((path) => require("node:fs").readFileSync(path, "utf8")).join("\\n")
  .replace(/^\\s*(?:create|drop) database\\b[^;]*;|^\\s*use [^;]*;|^\\s*\\\\[a-z][^\\n]*$/gim, "");\n`;
  if (driver === "pg") {
    return `${text}const client = new (require("pg").Client)({ connectionString: process.env.DATABASE_URL });
client.connect().then(() => client.query(text)).then(() => client.end());\n`;
  }
  return `${text}const connection = require("${driver}").createConnection({
  uri: process.env.DATABASE_URL, host: process.env.DATABASE_HOST, port: process.env.DATABASE_PORT, user: process.env.DATABASE_USER,
  password: process.env.DATABASE_PASSWORD, database: process.env.DATABASE_NAME, multipleStatements: true });
connection.query(text, (error) => { if (error) throw error; connection.end(); });\n`;
}
