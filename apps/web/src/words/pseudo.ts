/** A language that nobody speaks: each text longer, accented and in brackets, so that what is not in it stands out. */
export function pseudo<K extends string>(catalogue: Readonly<Record<K, string>>): Record<K, string> {
  return Object.fromEntries(
    Object.entries<string>(catalogue).map(([key, message]) => [
      key,
      `⟦${accented(message)} ${"~".repeat(message.length / 3)}⟧`,
    ]),
  ) as Record<K, string>;
}

const accents: Readonly<Record<string, string>> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  n: "ñ",
  c: "ç",
  s: "š",
  y: "ý",
};

/** Leaves what stands in braces: it is for the program. */
function accented(message: string): string {
  let depth = 0;
  return [...message]
    .map((letter) => {
      if (letter === "{") depth++;
      if (letter === "}") depth--;
      return depth > 0 ? letter : (accents[letter] ?? letter);
    })
    .join("");
}
