import type { PasswordHash } from "./password-hash.ts";

/** The PHC string format, `$id$name=value,…$salt$hash`, and passlib's older spelling, `$id$number$salt$hash`. */
export function phc(text: string): PasswordHash | undefined {
  const found = /^\$([a-z0-9-]+)(?:\$v=\d+)?\$([^$]+)\$[^$]+(?:\$[^$]+)?$/.exec(text);
  const id = found?.[1];
  const settings = settingsOf(found?.[2] ?? "");

  const variant = /^argon2(id|i|d)$/.exec(id ?? "")?.[1] as "i" | "d" | "id" | undefined;
  if (variant !== undefined) {
    const memoryKiB = settings.get("m");
    const passes = settings.get("t");
    if (memoryKiB === undefined || passes === undefined) return undefined;
    return { scheme: "argon2", variant, memoryKiB, passes };
  }

  if (id === "scrypt") {
    const logarithm = settings.get("ln");
    const cost = logarithm === undefined ? settings.get("n") : 2 ** logarithm;
    const blockSize = settings.get("r");
    if (cost === undefined || blockSize === undefined) return undefined;
    return { scheme: "scrypt", cost, blockSize, parallelism: settings.get("p") ?? 1 };
  }

  const digest = /^pbkdf2(?:-(sha1|sha256|sha512))?$/.exec(id ?? "");
  if (digest !== null) {
    const iterations = settings.get("i") ?? settings.get("");
    return iterations === undefined ? undefined : { scheme: "pbkdf2", digest: digest[1] ?? "sha1", iterations };
  }

  if (id === "bcrypt-sha256") {
    const cost = settings.get("r");
    return cost === undefined ? undefined : { scheme: "bcrypt", cost };
  }
  return undefined;
}

/** A number without a name is kept under the empty name. */
function settingsOf(text: string): ReadonlyMap<string, number> {
  const settings = new Map<string, number>();
  for (const part of text.split(",")) {
    const [name, value] = part.includes("=") ? (part.split("=", 2) as [string, string]) : ["", part];
    if (/^\d+$/.test(value)) settings.set(name.toLowerCase(), Number(value));
  }
  return settings;
}
