import type { Replacement } from "./fixed-settings.ts";
import type { SourceFile } from "./set-up.ts";
import { closingBracket } from "./source-places.ts";

const fromEnvironment = (name: string) => `__import__("os").environ["${name}"]`;
const longestCall = 800;

/** Ports and databases that stand in code in Python, where each run has its own. Pure. */
export function pythonFixedSettings({ path, text }: SourceFile): readonly Replacement[] {
  if (!path.endsWith(".py")) return [];
  return [...runs(text), ...connections(text), ...addresses(text), ...members(text), ...encrypted(text)].map(
    (replacement) => ({
      file: path,
      ...replacement,
    }),
  );
}

type Change = Pick<Replacement, "text" | "with">;

/** `app.run(debug=True)`, `uvicorn.run(app, host="127.0.0.1", port=8000)`. */
function runs(text: string): readonly Change[] {
  return callsOf(text, /\b(?:app|application|socketio|uvicorn)\.run\(/g).flatMap((call) => {
    const written = /\bport\s*=\s*(\d{2,5}|[^,()\n]{1,100}|[^,\n]{1,200}\))/.exec(call)?.[1];
    const fixed = written !== undefined && /^\d+$/.test(written);
    if (written !== undefined && !fixed) return [];
    const port = `int(${fromEnvironment("PORT")})`;
    const inside = fixed ? call.replace(/\bport\s*=\s*\d+/, `port=${port}`) : withArgument(call, `port=${port}`);
    return [{ text: call, with: inside }];
  });
}

/** One more at the end of a call's arguments. */
function withArgument(call: string, argument: string): string {
  const inside = call.slice(0, -1).trimEnd();
  return /[(,]$/.test(inside) ? `${inside}${argument})` : `${inside}, ${argument})`;
}

const arguments_: readonly (readonly [RegExp, string])[] = [
  [/\b(host\s*=\s*)["'][^"'\n]{0,100}["']/, fromEnvironment("DATABASE_HOST")],
  [/\b(port\s*=\s*)["']?\d+["']?/, `int(${fromEnvironment("DATABASE_PORT")})`],
  [/\b(user(?:name)?\s*=\s*)["'][^"'\n]{0,100}["']/, fromEnvironment("DATABASE_USER")],
  [/\b(passw(?:or)?d\s*=\s*)["'][^"'\n]{0,100}["']/, fromEnvironment("DATABASE_PASSWORD")],
  [/\b((?:database|dbname|db)\s*=\s*)["'][^"'\n]{0,100}["']/, fromEnvironment("DATABASE_NAME")],
];

/** `pymysql.connect(host="localhost", user="root", …)`. */
function connections(text: string): readonly Change[] {
  const opening = /\b(?:mysql\.connector|pymysql|MySQLdb|psycopg2?|asyncpg)\.(?:connect|create_pool)\(/g;
  return callsOf(text, opening).flatMap((call) => {
    if (!/\bhost\s*=\s*["']/.test(call)) return [];
    const filled = arguments_.reduce(
      (written, [pattern, by]) => written.replace(pattern, (_all, name: string) => `${name}${by}`),
      call,
    );
    const port = /\bport\s*=/.test(filled) ? "" : `port=int(${fromEnvironment("DATABASE_PORT")}), `;
    return [{ text: call, with: filled.replace("(", `(${port}`) }];
  });
}

/** `create_engine("postgresql://postgres:secret@localhost/shop")`. What is only taken where a variable is missing is left. */
function addresses(text: string): readonly Change[] {
  const literal = /([=(:]\s{0,20})(["'])((?:postgres(?:ql)?|mysql|mariadb)(?:\+\w{1,30})?:\/\/[^"'\n{}]{1,300})\2/g;
  return [...text.matchAll(literal)].map(([whole, before = ""]) => ({
    text: whole,
    with: `${before}${fromEnvironment("DATABASE_URL")}`,
  }));
}

/** What a database elsewhere wants of a driver: the one in a cell has no certificate. */
function encrypted(text: string): readonly Change[] {
  if (!text.includes("connect_args")) return [];
  const settings = text.matchAll(
    /["']ssl["']\s{0,5}:\s{0,5}(?:\{[^{}]{0,300}\}|True\b|["'][\w-]{1,30}["'])(?:\s{0,5},)?/g,
  );
  const modes = text.matchAll(/(["']sslmode["']\s{0,5}:\s{0,5})["'](?:require|verify-\w{1,10})["']/g);
  return [
    ...[...settings].map(([whole]) => ({ text: whole, with: "" })),
    ...[...modes].map(([whole, key = ""]) => ({ text: whole, with: `${key}"prefer"` })),
  ];
}

const configured: Readonly<Record<string, string>> = {
  MYSQL_HOST: fromEnvironment("DATABASE_HOST"),
  MYSQL_PORT: `int(${fromEnvironment("DATABASE_PORT")})`,
  MYSQL_USER: fromEnvironment("DATABASE_USER"),
  MYSQL_PASSWORD: fromEnvironment("DATABASE_PASSWORD"),
  MYSQL_DB: fromEnvironment("DATABASE_NAME"),
  MAIL_SERVER: fromEnvironment("SMTP_HOST"),
  MAIL_PORT: `int(${fromEnvironment("SMTP_PORT")})`,
  MAIL_USE_TLS: "False",
  MAIL_USE_SSL: "False",
};

/** `app.config["MYSQL_HOST"] = "localhost"`, and those of a class. */
function members(text: string): readonly Change[] {
  const line =
    /\b(MYSQL_(?:HOST|PORT|USER|PASSWORD|DB)|MAIL_(?:SERVER|PORT|USE_TLS|USE_SSL))((?:["']\])?\s{0,10}=\s{0,10})(?:["'][^"'\n]{0,100}["']|\d+|True)/g;
  return [...text.matchAll(line)].flatMap(([whole, name = "", between = ""]) => {
    const value = configured[name];
    if (value === undefined) return [];
    const port =
      name === "MYSQL_HOST" && !text.includes("MYSQL_PORT") && between.includes("]")
        ? `; app.config["MYSQL_PORT"] = int(${fromEnvironment("DATABASE_PORT")})`
        : "";
    return [{ text: whole, with: `${name}${between}${value}${port}` }];
  });
}

/** The variables that the replacements of a file read, by those of ours. Pure. */
export function variablesOf(replacements: readonly Replacement[], address: string): Readonly<Record<string, string>> {
  const names = new Set(
    replacements.flatMap(({ with: by }) => [...by.matchAll(/environ\["([A-Z_]+)"\]/g)].map(([, name = ""]) => name)),
  );
  return Object.fromEntries(
    [...names]
      .filter((name) => name !== "PORT" && !(name === "DATABASE_URL" && address === "${DATABASE_URL}"))
      .map((name) => [name, name === "DATABASE_URL" ? address : `\${${name}}`]),
  );
}

function callsOf(text: string, opening: RegExp): readonly string[] {
  return [...text.matchAll(opening)].flatMap(({ 0: whole, index }) => {
    const from = index + whole.length;
    const end = closingBracket(text, from, from + longestCall);
    return end === undefined ? [] : [text.slice(index, end)];
  });
}
