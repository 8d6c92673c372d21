/** Hexadecimal of fewer bytes turns up by chance. */
const fewestBytesAsHex = 4;

/** The text as it may stand in a database. */
export interface TextForms {
  /** Letter by letter, in each normal form. */
  readonly plain: readonly string[];
  /** Inside arrays, rows and JSON. */
  readonly nested: readonly string[];
  readonly bytes: readonly Buffer[];
}

export function formsOf(text: string): TextForms {
  const plain = unique([text, ...(["NFC", "NFD", "NFKC"] as const).map((form) => text.normalize(form))]);
  const cased = unique(plain.flatMap((spelling) => [spelling, spelling.toLowerCase()]));
  const bytes = cased.map((spelling) => Buffer.from(spelling));
  const nested = plain.flatMap((spelling) => {
    const inJson = JSON.stringify(spelling).slice(1, -1);
    const inAscii = inJson.replaceAll(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    const inArray = spelling.replaceAll(/["\\]/g, (character) => `\\${character}`);
    const inRow = spelling.replaceAll(/["\\]/g, (character) => character + character);
    return [spelling, inJson, inAscii, inArray, inRow];
  });
  const hex = bytes.filter(({ length }) => length >= fewestBytesAsHex).map((spelling) => spelling.toString("hex"));
  return { plain, nested: unique([...nested, ...hex]), bytes };
}

/** A stored value holds one of the forms, whatever its case. */
export function holdsForm(value: string | Uint8Array, { plain, nested, bytes }: TextForms): boolean {
  if (typeof value !== "string") {
    const lower = Buffer.from(value).toString("latin1").toLowerCase();
    return bytes.some((form) => lower.includes(form.toString("latin1").toLowerCase()));
  }
  const lower = value.toLowerCase();
  return [...plain, ...nested].some((form) => lower.includes(form.toLowerCase()));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
