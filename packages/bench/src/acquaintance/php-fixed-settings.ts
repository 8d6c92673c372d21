import type { Replacement } from "./fixed-settings.ts";
import type { SourceFile } from "./set-up.ts";
import { closingBracket } from "./source-places.ts";

const fromEnvironment = (name: string) => `getenv('${name}')`;
const longestCall = 800;
const longestStatement = 2_000;

type Change = Pick<Replacement, "text" | "with">;

/**
 * Databases that stand in code in PHP, where each run has its own: in the calls that open them, or else, where a library
 * opens them, in what it is configured by. What already reads its environment is left. Pure.
 */
export function phpFixedSettings(files: readonly SourceFile[]): readonly Replacement[] {
  const code = files.filter(({ path, text }) => path.endsWith(".php") && !readsEnvironment.test(text));
  const opened = code.flatMap((file) => ofFile(file, connections(file.text)));
  return opened.length > 0 ? opened : code.flatMap((file) => ofFile(file, configured(file.text)));
}

const readsEnvironment = /\bgetenv\(|\$_ENV\b|\benv\(|\$_SERVER\[["']DB_/;

function ofFile({ path }: SourceFile, changes: readonly Change[]): readonly Replacement[] {
  return changes.map((change) => ({ file: path, ...change }));
}

const mysqli = ["HOST", "USER", "PASSWORD", "NAME"].map((part) => fromEnvironment(`DATABASE_${part}`));
const mysqlPort = `(int) ${fromEnvironment("DATABASE_PORT")}`;

/** In place of the arguments from the host's on: what comes from variables and constants is fixed too. */
function connections(text: string): readonly Change[] {
  return [
    ...callsOf(text, /\bnew\s{1,5}\\?mysqli\s{0,5}\(|\bmysqli_connect\s{0,5}\(/g).map((call) => opened(call, 0)),
    ...callsOf(text, /\bmysqli_real_connect\s{0,5}\(/g).map((call) => opened(call, 1)),
    ...callsOf(text, /->real_connect\s{0,5}\(/g).map((call) => opened(call, 0)),
    ...callsOf(text, /\bmysqli_select_db\s{0,5}\(/g).map(({ head, whole, words }) => ({
      text: whole,
      with: `${head}${words[0] ?? ""}, ${fromEnvironment("DATABASE_NAME")})`,
    })),
    ...callsOf(text, /\bnew\s{1,5}\\?PDO\s{0,5}\(/g).flatMap((call) => pdo(call, text)),
  ].filter((change) => change.text !== change.with);
}

function opened({ head, whole, words }: Call, from: number): Change {
  const given = words.length - from;
  // Without arguments, what opens it comes later.
  if (given < 2) return { text: whole, with: whole };
  const hasDatabase = given > 3;
  const port = hasDatabase ? mysqlPort : `'', ${mysqlPort}`;
  const later = words.slice(from + 5);
  const parts = [...words.slice(0, from), ...mysqli.slice(0, hasDatabase ? 4 : 3), port, ...later];
  return { text: whole, with: `${head}${parts.join(", ")})` };
}

/** `new PDO("mysql:host=localhost;dbname=shop", "root", "")`, also where a variable holds what it opens. */
function pdo({ head, whole, words: [address = "", , , ...options] }: Call, text: string): readonly Change[] {
  const written = /["'](\w{1,20}):/.exec(address)?.[1] ?? /["'](mysql|pgsql|sqlite):/.exec(text)?.[1];
  if (written !== "mysql" && written !== "pgsql") return [];
  const charset = /charset=(\w{1,20})/.exec(address.startsWith("$") ? text : address)?.[1];
  const parts = [
    `'${written}:host=' . ${fromEnvironment("DATABASE_HOST")}`,
    `';port=' . ${fromEnvironment("DATABASE_PORT")}`,
    `';dbname=' . ${fromEnvironment("DATABASE_NAME")}`,
    ...(charset === undefined || written === "pgsql" ? [] : [`';charset=${charset}'`]),
  ];
  const login = [fromEnvironment("DATABASE_USER"), fromEnvironment("DATABASE_PASSWORD")];
  return [{ text: whole, with: `${head}${[parts.join(" . "), ...login, ...options].join(", ")})` }];
}

const meanings: readonly (readonly [name: RegExp, variable: string])[] = [
  [/^(?:db_?|mysql_?|database_?)?(?:host|hostname|server|servername)$/i, "DATABASE_HOST"],
  [/^(?:db_?|mysql_?|database_?)?port$/i, "DATABASE_PORT"],
  [/^(?:db_?|mysql_?|database_?)?(?:user|username)$/i, "DATABASE_USER"],
  [/^(?:db_?|mysql_?|database_?)?(?:pass|passwd|password|pwd)$/i, "DATABASE_PASSWORD"],
  [/^(?:db_?(?:name|database)|mysql_?(?:database|db)|database(?:_?name)?)$/i, "DATABASE_NAME"],
];

/** `define('DB_HOST', 'localhost')`, `'host' => 'localhost'`. */
function configured(text: string): readonly Change[] {
  const written =
    /(\bdefine\s{0,5}\(\s{0,5}["'](\w{1,40})["']\s{0,5},|["'](\w{1,40})["']\s{0,20}=>)(\s{0,20})(?:"[^"$\n]{0,100}"|'[^'\n]{0,100}'|\d{2,5})(?=\s{0,20}[,)\]\n])/g;
  const entries = [...text.matchAll(written)].flatMap(
    ({ 0: whole, 1: head = "", 2: constant, 3: key, 4: space = "", index }) => {
      const variable = meanings.find(([pattern]) => pattern.test(constant ?? key ?? ""))?.[1];
      // A property's own value and a constant's can't be read from the environment.
      if (variable === undefined || (key !== undefined && isFixedByDeclaration(text, index))) return [];
      return [{ variable, change: { text: whole, with: `${head}${space}${fromEnvironment(variable)}` } }];
    },
  );
  const named = new Set(entries.map(({ variable }) => variable));
  const isDatabase = ["DATABASE_HOST", "DATABASE_USER", "DATABASE_PASSWORD"].every((name) => named.has(name));
  const host = entries.find(({ variable }) => variable === "DATABASE_HOST")?.change;
  if (!isDatabase || host === undefined) return [];
  const port = `'port' => ${fromEnvironment("DATABASE_PORT")}, `;
  const lacksPort = !named.has("DATABASE_PORT") && host.text.includes("=>");
  return entries.map(({ change }) => ({
    text: change.text,
    with: lacksPort && change === host ? `${port}${change.with}` : change.with,
  }));
}

function isFixedByDeclaration(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - longestStatement), index);
  const start = Math.max(before.lastIndexOf(";"), before.lastIndexOf("{"), before.lastIndexOf("}"));
  return /\b(?:public|protected|private|const|static|var)\s/.test(before.slice(start + 1));
}

interface Call {
  /** With its opening bracket. */
  readonly head: string;
  readonly whole: string;
  readonly words: readonly string[];
}

function callsOf(text: string, opening: RegExp): readonly Call[] {
  return [...text.matchAll(opening)].flatMap(({ 0: head, index }) => {
    const from = index + head.length;
    const end = closingBracket(text, from, from + longestCall);
    if (end === undefined) return [];
    return [{ head, whole: text.slice(index, end), words: argumentsIn(text.slice(from, end - 1)) }];
  });
}

/** What stands between commas outside of texts and brackets. */
function argumentsIn(inside: string): readonly string[] {
  const words: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: part, index } of inside.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()[\]{},]/g)) {
    if (/[([{]/.test(part) && part.length === 1) depth++;
    else if (/[)\]}]/.test(part) && part.length === 1) depth--;
    else if (part === "," && depth === 0) {
      words.push(inside.slice(from, index).trim());
      from = index + 1;
    }
  }
  const last = inside.slice(from).trim();
  return last === "" ? words : [...words, last];
}
