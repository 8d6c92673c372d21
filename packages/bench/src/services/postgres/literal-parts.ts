/** A list or a row as PostgreSQL writes it: each part a text, or null. Lists within lists stay lists. */
export type Parts = readonly (string | null | Parts)[];

/** `{a,"b c",NULL}`, as the output function of an array writes it. Undefined for what is none. */
export function arrayParts(literal: string): Parts | undefined {
  // Bounds other than the usual stand before it: `[0:1]={a,b}`.
  const from = literal.startsWith("[") ? literal.indexOf("={") + 1 : 0;
  const parsed = parse(literal, from, { open: "{", close: "}", isNull: (text) => text.toUpperCase() === "NULL" });
  return parsed?.end === literal.length ? parsed.parts : undefined;
}

/** `(a,"b c",)`, as the output function of a composite type writes it. Undefined for what is none. */
export function recordParts(literal: string): Parts | undefined {
  const parsed = parse(literal, 0, { open: "(", close: ")", isNull: (text) => text === "" });
  return parsed?.end === literal.length ? parsed.parts : undefined;
}

interface Grammar {
  readonly open: string;
  readonly close: string;
  readonly isNull: (text: string) => boolean;
}

function parse(
  text: string,
  from: number,
  grammar: Grammar,
): { readonly parts: Parts; readonly end: number } | undefined {
  if (text[from] !== grammar.open) return undefined;
  if (grammar.open === "{" && text[from + 1] === grammar.close) return { parts: [], end: from + 2 };
  const parts: (string | null | Parts)[] = [];
  let at = from + 1;
  for (;;) {
    if (grammar.open === "{" && text[at] === "{") {
      const inner = parse(text, at, grammar);
      if (inner === undefined) return undefined;
      parts.push(inner.parts);
      at = inner.end;
    } else {
      const part = partAt(text, at, grammar);
      if (part === undefined) return undefined;
      parts.push(!part.isQuoted && grammar.isNull(part.text) ? null : part.text);
      at = part.end;
    }
    if (text[at] === grammar.close) return { parts, end: at + 1 };
    if (text[at] !== ",") return undefined;
    at += 1;
  }
}

function partAt(
  text: string,
  from: number,
  { close }: Grammar,
): { readonly text: string; readonly isQuoted: boolean; readonly end: number } | undefined {
  const characters: string[] = [];
  let isQuoted = false;
  let inQuotes = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "\\") characters.push(text[++at] ?? "");
    else if (character === '"' && inQuotes && text[at + 1] === '"') characters.push(text[++at] ?? "");
    else if (character === '"') {
      inQuotes = !inQuotes;
      isQuoted = true;
    } else if (!inQuotes && (character === "," || character === close)) {
      return { text: characters.join(""), isQuoted, end: at };
    } else characters.push(character);
  }
  return undefined;
}
