import { basename, dirname } from "node:path/posix";
import type { Replacement } from "./fixed-settings.ts";
import { goConnections } from "./go-connections.ts";
import type { Doubt } from "./proposed.ts";
import type { OwnStart } from "./python-set-up.ts";
import type { SourceFile } from "./set-up.ts";
import { withoutComments } from "./source-comments.ts";

/** What a backend in Go needs besides what its files say. */
export interface GoSetUp {
  readonly install?: readonly string[];
  /** For a module whose go.sum lacks what its code imports. */
  readonly relaxed?: readonly string[];
  readonly start?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  readonly replace: readonly Replacement[];
  readonly doubts: readonly Doubt[];
}

const server = ".assay-build/server";
const tableMaker = ".assay-build/tables";

/**
 * By its source; undefined where no file is in Go. Pure.
 * @param own undefined where the project's own files don't say how it is installed and started.
 * @param environment what is known of its variables.
 */
export function goSetUp(
  files: readonly SourceFile[],
  own: OwnStart | undefined,
  environment: Readonly<Record<string, string>>,
): GoSetUp | undefined {
  if (own !== undefined && own.language !== "go") return undefined;
  const code = files.filter(({ path }) => path.endsWith(".go") && !path.endsWith("_test.go")).map(withoutComments);
  const module = moduleOf(files);
  if (code.length === 0 || module === undefined) return undefined;
  const connections = goConnections(code);
  const start = own === undefined ? startOf(module, code) : undefined;
  const tables = tablesOf(files, code, module);
  const install = [...(start?.install ?? own?.installCommands ?? []), ...(tables?.install ?? [])];
  const variables = { ...environment, ...connections.environment };
  const opensByPq = code.some(({ text }) => text.includes(`"${pq}"`));
  return {
    ...(start === undefined && tables === undefined ? {} : { install }),
    ...(install.length === 0
      ? {}
      : { relaxed: [module.folder === "." ? "go mod tidy" : `cd ${module.folder} && go mod tidy`, ...install] }),
    ...(start === undefined
      ? tables === undefined || own === undefined
        ? {}
        : { start: own.startCommand }
      : { start: start.command }),
    files: { ...environmentFiles(files, code, module, variables), ...tables?.files },
    environment: { ...(opensByPq ? { PGSSLMODE: "disable" } : {}), ...connections.environment },
    commands: tables?.commands ?? [],
    replace: [...connections.replace, ...viper(code)],
    doubts:
      start === undefined
        ? []
        : [{ at: ["setup", "start"], text: "unsure: this is the program that seems to be the server" }],
  };
}

interface Module {
  /** `.` is the top. */
  readonly folder: string;
  readonly text: string;
}

function moduleOf(files: readonly SourceFile[]): Module | undefined {
  const [first] = files
    .filter(({ path }) => /(^|\/)go\.mod$/.test(path))
    .toSorted(
      (one, other) => one.path.split("/").length - other.path.split("/").length || one.path.localeCompare(other.path),
    );
  return first === undefined ? undefined : { folder: dirname(first.path), text: first.text };
}

/** The program nearest to the module's top that listens, or else the nearest. */
function startOf(
  { folder }: Module,
  code: readonly SourceFile[],
): { readonly install: readonly string[]; readonly command: string } | undefined {
  const inside = folder === "." ? "" : `${folder}/`;
  const programs = code
    .filter(({ path, text }) => path.startsWith(inside) && /^package main\b/m.test(text) && /^func main\(/m.test(text))
    .map(({ path }) => dirname(path.slice(inside.length)))
    .toSorted((one, other) => rank(one) - rank(other) || one.localeCompare(other));
  const [program] = programs;
  if (program === undefined) return undefined;
  const within = folder === "." ? "" : `cd ${folder} && `;
  const place = program === "." ? "." : `./${program}`;
  return { install: [`${within}go build -o ${server} ${place}`], command: `${within}exec ./${server}` };
}

function rank(folder: string): number {
  const isOther = /migrat|seed|script|tool|worker|cli|example|test/i.test(folder) ? 100 : 0;
  return (
    isOther + (folder === "." ? 0 : folder.split("/").length * 2) - (/api|server|app|web|http/i.test(folder) ? 1 : 0)
  );
}

/** Many end when their file of variables isn't there, whatever is set. The file's own values are not taken then. */
function environmentFiles(
  files: readonly SourceFile[],
  code: readonly SourceFile[],
  { folder }: Module,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const text = code.map((file) => file.text).join("\n");
  const named = [
    ...[...text.matchAll(/godotenv\.(?:Load|Overload|Read)\(([^()\n]{0,200})\)/g)].flatMap(([, list = ""]) =>
      list.trim() === "" ? [".env"] : [...list.matchAll(/"([^"\n]{1,100})"/g)].map(([, name = ""]) => name),
    ),
    ...[...text.matchAll(/\.SetConfigFile\(\s*"([^"\n]{0,100}\.env[^"\n]{0,20}|\.env)"/g)].map(([, name = ""]) => name),
    ...[...text.matchAll(/cleanenv\.ReadConfig\(\s*"([^"\n]{0,100}\.env)"/g)].map(([, name = ""]) => name),
    ...(/SetConfigType\(\s*"env"/.test(text)
      ? [...text.matchAll(/SetConfigName\(\s*"([^"\n]{1,60})"/g)].map(([, name = ""]) =>
          name.endsWith(".env") ? name : `${name}.env`,
        )
      : []),
  ];
  const lines = Object.keys(environment).map((name) => `${name}=0\n`);
  const there = new Set(files.map(({ path }) => path));
  return Object.fromEntries(
    [...new Set(named)]
      .map((name) => (folder === "." ? "" : `${folder}/`) + name.replace(/^\.\//, ""))
      .filter((path) => !there.has(path) && !path.includes("..") && !path.startsWith("/"))
      .slice(0, 5)
      .map((path) => [path, lines.join("")]),
  );
}

/** What is set wins over Viper's file only where it is asked to. */
function viper(code: readonly SourceFile[]): readonly Replacement[] {
  if (code.some(({ text }) => text.includes("AutomaticEnv("))) return [];
  return code.flatMap(({ path, text }) =>
    [...text.matchAll(/\bviper\.SetConfig(?:File|Name)\(/g)]
      .slice(0, 1)
      .map(([whole]) => ({ file: path, text: whole, with: `viper.AutomaticEnv()\n\t${whole}` })),
  );
}

/** It wants TLS where neither its address nor `PGSSLMODE` says otherwise. */
const pq = "github.com/lib/pq";
const drivers: readonly (readonly [module: string, package_: string, name: string, variable: string])[] = [
  [pq, pq, "postgres", "DATABASE_URL"],
  ["github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/stdlib", "pgx", "DATABASE_URL"],
  ["github.com/go-sql-driver/mysql", "github.com/go-sql-driver/mysql", "mysql", "ASSAY_TABLES"],
];

interface Tables {
  readonly install: readonly string[];
  readonly commands: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** Files of SQL that make tables, where no code runs them, are run once by the driver that the project has. */
function tablesOf(
  files: readonly SourceFile[],
  code: readonly SourceFile[],
  { folder, text }: Module,
): Tables | undefined {
  const whole = code.map((file) => file.text).join("\n");
  if (/AutoMigrate\(|golang-migrate|pressly\/goose|go:embed[^\n]*\.sql|create\s+table/i.test(whole)) return undefined;
  const inside = folder === "." ? "" : `${folder}/`;
  const written = files.filter(({ path }) => path.endsWith(".sql") && path.startsWith(inside));
  const makers = written.filter((file) => /create\s+table/i.test(file.text));
  const numbered = new Set(
    makers
      .map(({ path }) => path)
      .filter(isNumbered)
      .map(dirname),
  );
  const tables = written
    .filter((file) => makers.includes(file) || (isNumbered(file.path) && numbered.has(dirname(file.path))))
    .map(({ path }) => path.slice(inside.length))
    .filter((path) => !/down\.sql$|drop|seed|test/i.test(path))
    .filter((path) => !whole.includes(path.split("/").at(-1) ?? path))
    .toSorted();
  const driver = drivers.find(([module]) => text.includes(module));
  if (tables.length === 0 || driver === undefined) return undefined;
  const [, imported, name] = driver;
  const within = folder === "." ? "" : `cd ${folder} && `;
  return {
    install: [`${within}go build -o ${tableMaker} ./assay_tables`],
    commands: [`${within}./${tableMaker}`],
    files: { [`${inside}assay_tables/main.go`]: programFor(imported, name, tables.slice(0, 20)) },
  };
}

/** One of several steps, which also change tables and make functions: `000002_add_index.up.sql`. */
const isNumbered = (path: string) => /^\d/.test(basename(path));

function programFor(imported: string, name: string, tables: readonly string[]): string {
  const address =
    name === "mysql"
      ? 'os.Getenv("DATABASE_USER") + ":" + os.Getenv("DATABASE_PASSWORD") + "@tcp(" + os.Getenv("DATABASE_HOST") + ":" + os.Getenv("DATABASE_PORT") + ")/" + os.Getenv("DATABASE_NAME") + "?multiStatements=true"'
      : 'os.Getenv("DATABASE_URL")';
  return `package main

import (
	"database/sql"
	"log"
	"os"
	"strings"

	_ "${imported}"
)

func main() {
	db, err := sql.Open("${name}", ${address})
	if err != nil {
		log.Fatal(err)
	}
	for _, path := range []string{${tables.map((path) => JSON.stringify(path)).join(", ")}} {
		text, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		up, _, _ := strings.Cut(string(text), "+goose Down")
		if _, err := db.Exec(up); err != nil {
			log.Fatal(path, ": ", err)
		}
	}
}
`;
}
