import type { Replacement } from "./fixed-settings.ts";
import type { SourceFile } from "./set-up.ts";

/** What Go's code fixes of where it listens and of its database, and which variables of its own hold an address. */
export interface GoConnections {
  readonly replace: readonly Replacement[];
  readonly environment: Readonly<Record<string, string>>;
}

const mysqlAddress =
  "${DATABASE_USER}:${DATABASE_PASSWORD}@tcp(${DATABASE_HOST}:${DATABASE_PORT})/${DATABASE_NAME}?charset=utf8mb4&parseTime=True&loc=Local";

/** How a connection is opened: what comes first is the address. */
const openings: readonly RegExp[] = [
  /\b(postgres|mysql)\.(?:Open|New)\(\s*(?:postgres\.Config\{\s*DSN:\s*|mysql\.Config\{\s*DSN:\s*)?([^\n]{1,400})/g,
  /\b(?:sql|sqlx)\.(?:Open|Connect|MustConnect|MustOpen)\(\s*"(postgres|pgx|mysql)"\s*,\s*([^\n]{1,400})/g,
  /\b(pgx|pgxpool)\.(?:Connect|New|ParseConfig)\(\s*(?:[\w.]+(?:\(\))?\s*,\s*)?([^\n]{1,400})/g,
  /\.(ApplyURI)\(\s*([^\n]{1,400})/g,
];

const literal = /^("(?:[^"\\\n]|\\.)*"|`[^`]*`)\s*[,)}]/;
const variable = /^os\.Getenv\(\s*"([A-Z][A-Z0-9_]*)"\s*\)/;

/** Pure. */
export function goConnections(code: readonly SourceFile[]): GoConnections {
  const environment: Record<string, string> = {};
  const replace = code.flatMap((file) => {
    const changes = [...listening(file), ...addresses(file, environment), ...encryption(file)];
    return changes.some((change) => change.with.includes("os.Getenv(")) ? [...changes, ...importOf(file)] : changes;
  });
  return { replace, environment };
}

function listening({ path, text }: SourceFile): readonly Replacement[] {
  const patterns: readonly RegExp[] = [
    /(\b(?:ListenAndServe|Start|Listen)\(\s{0,5})"[\w.]{0,60}:\d{2,5}"/g,
    /(\bAddr:\s{0,5})"[\w.]{0,60}:\d{2,5}"/g,
    /(\b(?:port|addr|address)\s{0,3}:=\s{0,3})":\d{2,5}"/gi,
  ];
  return [
    ...patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([whole, before = ""]) => ({
        file: path,
        text: whole,
        with: `${before}":" + os.Getenv("PORT")`,
      })),
    ),
    ...[...text.matchAll(/(\bport\s{0,3}:=\s{0,3})"\d{2,5}"/gi)].map(([whole, before = ""]) => ({
      ...{ file: path, text: whole, with: `${before}os.Getenv("PORT")` },
    })),
  ];
}

/** The address in the form that its driver reads; a variable that holds it is given it. */
function addresses({ path, text }: SourceFile, environment: Record<string, string>): readonly Replacement[] {
  return openings.flatMap((opening) =>
    [...text.matchAll(opening)].flatMap(([, driver = "", rest = ""]): readonly Replacement[] => {
      const isMysql = driver === "mysql";
      const name = isMysql ? "MYSQL_DSN" : "DATABASE_URL";
      const set = (read: string) => {
        if (isMysql || read !== "DATABASE_URL") environment[read] = isMysql ? mysqlAddress : "${DATABASE_URL}";
      };
      const read = variable.exec(rest)?.[1];
      if (read !== undefined) {
        set(read);
        return [];
      }
      const fixed = literal.exec(rest)?.[1];
      const held = /^(\w{1,60})\s*[,)}]/.exec(rest)?.[1];
      const value = fixed ?? (held === undefined ? undefined : valueOf(text, held));
      if (value === undefined) return [];
      const heldVariable = variable.exec(value)?.[1];
      if (heldVariable !== undefined) {
        set(heldVariable);
        return [];
      }
      if (!/^["`]/.test(value) || /%[sdv]/.test(value)) return [];
      set(name);
      return [{ file: path, text: value, with: `os.Getenv("${name}")` }];
    }),
  );
}

/** What a variable is set to where it is made: a literal, or what is read from the environment. */
function valueOf(text: string, name: string): string | undefined {
  const opening = new RegExp(
    String.raw`\b${name}\s{0,5}:?=\s{0,5}("(?:[^"\\\n]|\\.){0,400}"|\x60[^\x60]{0,400}\x60|os\.Getenv\("\w{1,60}"\))`,
  );
  return opening.exec(text)?.[1];
}

/** Our databases speak without TLS. */
function encryption({ path, text }: SourceFile): readonly Replacement[] {
  return [
    ...new Set([...text.matchAll(/\bsslmode=(?:require|verify-full|verify-ca|prefer)\b/g)].map(([whole]) => whole)),
  ].map((whole) => ({
    ...{ file: path, text: whole, with: "sslmode=disable" },
  }));
}

function importOf({ path, text }: SourceFile): readonly Replacement[] {
  if (/^[ \t]{0,8}(?:import[ \t]+)?"os"[ \t\r]*$/m.test(text)) return [];
  if (/^import \(/m.test(text)) return [{ file: path, text: "import (", with: 'import (\n\t"os"' }];
  const single = /^import "[^"\n]{1,200}"/m.exec(text)?.[0];
  return single === undefined ? [] : [{ file: path, text: single, with: `import "os"\n${single}` }];
}
