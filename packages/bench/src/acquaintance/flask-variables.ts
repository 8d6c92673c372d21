import type { SourceFile } from "./set-up.ts";

/** What a Flask extension reads from the app's settings, by the module that shows it, with values that JSON can hold. */
const settings: readonly (readonly [shows: RegExp, values: Readonly<Record<string, string>>])[] = [
  [/\bfrom_prefixed_env\(/, { SECRET_KEY: "${AUTH_SECRET}" }],
  [/\bflask_jwt_extended\b/, { JWT_SECRET_KEY: "${AUTH_SECRET}" }],
  [
    /\bflask_mail(?:man)?\b/,
    { MAIL_SERVER: "${SMTP_HOST}", MAIL_PORT: "${SMTP_PORT}", MAIL_USE_TLS: "false", MAIL_USE_SSL: "false" },
  ],
];

/**
 * The variables from which `app.config.from_prefixed_env()` takes what the extensions need, where the code doesn't set it.
 * Pure.
 * @param address the database's, in the form that the project's library reads.
 */
export function prefixedVariables(files: readonly SourceFile[], address: string): Readonly<Record<string, string>> {
  const code = files.filter(({ path }) => path.endsWith(".py"));
  const prefixes = new Set(code.flatMap(({ text }) => prefixesIn(text)));
  if (prefixes.size === 0) return {};
  const database = [/\bflask_sqlalchemy\b/, { SQLALCHEMY_DATABASE_URI: address }] as const;
  const needed = [database, ...settings]
    .filter(([shows]) => code.some(({ text }) => shows.test(text)))
    .flatMap(([, values]) => Object.entries(values))
    .filter(([name]) => !code.some(({ text }) => isSet(name, text)));
  return Object.fromEntries(
    [...prefixes].flatMap((prefix) => needed.map(([name, value]) => [`${prefix}_${name}`, value])),
  );
}

/** `from_prefixed_env("SHOP")`; a prefix that only the running code knows is left out. */
function prefixesIn(text: string): readonly string[] {
  const calls = /^[^#\n]{0,200}\.from_prefixed_env\(\s{0,20}([^()]{0,200})/gm;
  return [...text.matchAll(calls)].flatMap(([, written = ""]) => {
    const named = /^(?:prefix\s{0,5}=\s{0,5})?["'](\w+)["']/.exec(written)?.[1];
    const isUsual = written.trim() === "" || /^loads\s{0,5}=(?!.*\bprefix\b)/s.test(written);
    return named === undefined ? (isUsual ? ["FLASK"] : []) : [named];
  });
}

/** `app.config["NAME"] = …`, `NAME = …`, `{"NAME": …}`, `update(NAME=…)`, `setdefault("NAME", …)`; not where it is only read. */
function isSet(name: string, text: string): boolean {
  return new RegExp(
    String.raw`^[^#\n]{0,500}(?:\b${name}["']?\s{0,5}\]?\s{0,5}(?:=(?!=)|:)|\bsetdefault\(\s{0,5}["']${name}["'])`,
    "m",
  ).test(text);
}
