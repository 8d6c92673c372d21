import { bytesOf, piecesOf } from "./stored-text.ts";

export type ReadableForm = "plain" | "reversed" | "hex" | "base64" | "url";

/** How a text holds this password for anyone to read; undefined when it doesn't. Case is no protection. */
export function readablePassword(text: string, password: string): ReadableForm | undefined {
  const written = holds(text, password);
  if (written !== undefined) return written;
  for (const piece of [text, ...piecesOf(text)]) {
    for (const bytes of bytesOf(piece)) {
      if (
        holds(bytes.toString("utf8"), password) === undefined &&
        holds(bytes.toString("utf16le"), password) === undefined
      )
        continue;
      return /^[0-9a-fA-F]+$/.test(piece) ? "hex" : "base64";
    }
  }
  return undefined;
}

function holds(text: string, password: string): ReadableForm | undefined {
  const [lower, wanted] = [text.toLowerCase(), password.toLowerCase()];
  const has = (form: string): boolean => lower.includes(form.toLowerCase());
  if (has(wanted)) return "plain";
  if (has([...wanted].reverse().join(""))) return "reversed";
  if (has(encodeURIComponent(password))) return "url";
  if (has(Buffer.from(password).toString("hex"))) return "hex";
  if (
    text.includes(
      Buffer.from(password)
        .toString("base64")
        .replace(/={1,2}$/, ""),
    )
  )
    return "base64";
  return undefined;
}
