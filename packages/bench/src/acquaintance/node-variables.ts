import type { SourceFile } from "./set-up.ts";

/** What a variable usually holds, by its name. The more telling come first. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/EXPIR(?:Y|ES|ATION)?(?:_?IN)?_?(?:MS|SECONDS?|SEC)$|MAX_?AGE|TTL|_MS$|WINDOW|SECONDS?$/, "3600000"],
  [/EXPIR(?:Y|ES|ATION)?(?:_?IN)?_?(?:MINUTES?|HOURS?|DAYS?)$|MINUTES?$|HOURS?$|DAYS?$/, "60"],
  [/EXPIR|LIFETIME|(?:^|_)LIFE$|DURATION/, "1h"],
  [/ROUNDS?|SALT_?(?:FACTOR|NUMBER)|COST|WORK_?FACTOR/, "10"],
  [/ALGO/, "HS256"],
  [/^(?:NODE_)?ENV(?:IRONMENT)?$|_ENV$/, "production"],
  [/SSL_?MODE/, "disable"],
  [/(?:^|_)SSL$|SECURE$|_TLS$|DEBUG|LOGGING|SYNC/, "false"],
  [/ORIGINS?$|(?:URL|URI|DOMAIN)$/, "${PUBLIC_URL}"],
  [/(?:MAIL|EMAIL)_?FROM|FROM_?(?:MAIL|EMAIL)|SENDER/, "${MAIL_FROM}"],
  [/LOG_?LEVEL/, "info"],
  [/PREFIX$/, "api"],
  [/TIME_?ZONE|^TZ$/, "UTC"],
];

/** Read where a number belongs. */
const numbers: readonly RegExp[] = [
  /\b(?:Number|parseInt|parseFloat)\(\s*process\.env\.([A-Z][A-Z0-9_]+)\s*(?:,\s*10\s*)?\)(?!\s*(?:\|\||\?\?))/g,
  /(?:[-+*]\s{0,5})process\.env\.([A-Z][A-Z0-9_]+)/g,
  /\bprocess\.env\.([A-Z][A-Z0-9_]+)!?\s{0,5}\*/g,
];

/** A schema of the environment's own: Joi's, Zod's, envalid's. */
const described =
  /\b([A-Z][A-Z0-9_]{2,60})\s{0,5}:\s{0,5}((?:Joi|joi|z|zod|yup|str|num|port|url|email|bool|host|makeValidator)\b(?:[^,\n[]|\[[^\]\n]{0,200}\]){0,200})/g;
const must: readonly RegExp[] = [
  /\.getOrThrow(?:<[\w ]{1,40}>)?\(\s*["']([A-Z][A-Z0-9_]{2,60})["']/g,
  /\b(?:client_?id|client_?secret|consumer_?key|consumer_?secret|api_?key|callback_?url|app_?id)\s{0,3}:\s{0,3}process\.env\.([A-Z][A-Z0-9_]{2,60})/gi,
  /\bnew (?!Sequelize|Pool|Client|MongoClient|Redis|URL|Date)[A-Z]\w{1,40}\(\s{0,5}process\.env\.([A-Z][A-Z0-9_]{2,60})/g,
  /!\s{0,3}process\.env\.([A-Z][A-Z0-9_]{2,60})/g,
  /\b(?:expiresIn|algorithm|maxAge|saltRounds|issuer|audience)\s{0,3}:\s{0,3}process\.env\.([A-Z][A-Z0-9_]{2,60})/g,
  /process\.env\.([A-Z][A-Z0-9_]{2,60})!?\s{0,3}(?:as string)?\.(?:split|trim|toLowerCase|replace)\(/g,
];

/** The variables that code for Node cannot do without, with a likely value for each. Pure. */
export function neededByNode(
  files: readonly SourceFile[],
  examples: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const needed = new Map<string, string>();
  const set = (name: string, value: string) => needed.set(name, usual(examples.get(name) ?? "", name, value));
  for (const { path, text } of files) {
    if (!/\.[cm]?[jt]s$/.test(path)) continue;
    for (const pattern of must) for (const [, name = ""] of text.matchAll(pattern)) set(name, "something");
    for (const pattern of numbers) for (const [, name = ""] of text.matchAll(pattern)) set(name, "10");
    for (const [, name = "", kind = ""] of text.matchAll(described)) {
      if (/optional|default|devDefault|nullish/.test(kind)) continue;
      set(name, valueOf(kind));
    }
    // A class of class-validator's, in which each member is a variable.
    if (/plainToClass|plainToInstance|validateSync/.test(text)) {
      for (const [, name = "", type = ""] of text.matchAll(
        /^[ \t]{0,8}([A-Z][A-Z0-9_]{2,60})!?[ \t]{0,5}:[ \t]{0,5}(\w+)/gm,
      ))
        set(name, type === "number" ? "10" : type === "boolean" ? "false" : "something");
    }
  }
  return Object.fromEntries(needed);
}

function usual(example: string, name: string, value: string): string {
  if (example !== "") return example;
  const named = byName.find(([pattern]) => pattern.test(name))?.[1];
  const isNumber = /^\d+$/.test(value);
  return named === undefined || (isNumber && !/^\d+$/.test(named)) ? value : named;
}

function valueOf(kind: string): string {
  const among = /(?:valid|enum|oneOf|choices)\W{1,12}(\w[\w-]*)/.exec(kind)?.[1];
  if (among !== undefined) return kind.includes("production") ? "production" : among;
  if (/number|\bnum\b|int\(/.test(kind)) return "10";
  if (/\bbool/.test(kind)) return "false";
  if (kind.includes("email")) return "shop@example.com";
  if (/\b(?:url|uri)\b/.test(kind)) return "http://localhost:1";
  return "something-of-thirty-two-letters-or-more";
}
