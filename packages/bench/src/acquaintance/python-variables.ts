import type { SourceFile } from "./set-up.ts";

/** What a variable without a default usually holds, by its name. The more telling come first. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/ALGORITHM|(^|_)ALGO$/, "HS256"],
  [/SECONDS?$/, "3600"],
  [/EXPIR|LIFETIME|TTL|MINUTES|HOURS|DAYS|TIMEOUT/, "60"],
  [/ROUNDS/, "12"],
  [/DEBUG|USE_(?:TLS|SSL)|STARTTLS|SSL_TLS|ECHO/, "False"],
  [/ORIGINS?$/, "${PUBLIC_URL}"],
  [/MAIL_FROM|FROM_EMAIL|SENDER|EMAIL_FROM/, "${MAIL_FROM}"],
  [/LOG_LEVEL/, "INFO"],
  [/_HOST$/, "127.0.0.1"],
];

/** How a variable is read that must be there. */
const needing: readonly RegExp[] = [
  /\bos\.environ\[\s*["']([A-Z][A-Z0-9_]+)["']\s*\]/g,
  /\b(?:os\.)?getenv\(\s*["']([A-Z][A-Z0-9_]+)["']\s*\)\s*\./g,
  /\bos\.environ\.get\(\s*["']([A-Z][A-Z0-9_]+)["']\s*\)\s*\./g,
  /\b(?:int|float|timedelta\(\w+=int)\(\s*(?:os\.)?(?:getenv|environ\.get)\(\s*["']([A-Z][A-Z0-9_]+)["']\s*\)/g,
  /\b(?:config|env(?:\.\w+)?)\(\s*["']([A-Z][A-Z0-9_]+)["']\s*(?:,\s*cast\s*=\s*[\w.()]+\s*)?\)/g,
];

/**
 * The variables that the code cannot do without and that no example gives, with a likely value for each. Pure.
 * @param examples what an example of a `.env` gives.
 */
export function neededVariables(
  files: readonly SourceFile[],
  examples: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const code = files.filter(({ path }) => path.endsWith(".py"));
  const needed = new Map<string, string>();
  for (const { text } of code) {
    for (const pattern of needing) for (const [, name = ""] of text.matchAll(pattern)) needed.set(name, "str");
    for (const [name, type] of settingsIn(text)) needed.set(name, type);
  }
  return Object.fromEntries(
    [...needed].map(([name, type]) => {
      const example = examples.get(name) ?? "";
      const usual = byName.find(([pattern]) => pattern.test(name))?.[1];
      const byType = /int|float/.test(type)
        ? "60"
        : type.includes("bool")
          ? "False"
          : /list|List/.test(type)
            ? "[]"
            : "something";
      return [name, example === "" ? (usual ?? byType) : example];
    }),
  );
}

/** The members of a pydantic settings class that have no default, with their types. */
function settingsIn(text: string): readonly (readonly [name: string, type: string])[] {
  return [...text.matchAll(/^class \w+\((?:\w+\.)?BaseSettings\):/gm)].flatMap(({ 0: heading, index }) => {
    const rest = text.slice(index + heading.length, index + heading.length + 8_000);
    const end = rest.search(/\n\S/);
    const body = end < 0 ? rest : rest.slice(0, end);
    return [...body.matchAll(/^[ \t]+([A-Za-z_]\w*)[ \t]*:([^=\n]+)$/gm)]
      .filter(([, , type = ""]) => !/None|Optional|ClassVar/.test(type))
      .map(([, name = "", type = ""]) => [name.toUpperCase(), type.trim()] as const);
  });
}
