/** Fields of a row or a reply, those of JSON inside them too: name → value. */
export function fieldsOf(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (typeof value === "string" && /^\s*\{/.test(value)) return fieldsOf(parsed(value));
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[name, inner] as const, ...fieldsOf(inner)]);
}

/** One field by all the ways it is spelt: `is_admin`, `isAdmin`, `IsAdmin`. */
export function nameOf(field: string): string {
  return field.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/**
 * The first of these fields that stands in what was seen with the value that was sent, where nothing like it stood in
 * what a person without extra fields leaves. Undefined when none was taken over.
 */
export function takenOver(
  sent: Readonly<Record<string, unknown>>,
  seen: readonly unknown[],
  usual: readonly unknown[],
): string | undefined {
  const now = seen.flatMap(fieldsOf);
  const otherwise = usual.flatMap(fieldsOf);
  return Object.keys(sent).find((field) => {
    const holds = ([name, value]: readonly [string, unknown]) =>
      nameOf(name) === nameOf(field) && isSame(value, sent[field]);
    return now.some(holds) && !otherwise.some(holds);
  });
}

function isSame(stored: unknown, sent: unknown): boolean {
  if (stored === null || stored === undefined) return false;
  if (typeof sent === "boolean")
    return (
      stored === sent || (sent ? ["true", "t", "1", 1] : ["false", "f", "0", 0]).includes(stored as string | number)
    );
  if (typeof stored === "object" || typeof sent === "object")
    return JSON.stringify(stored) === JSON.stringify(sent) || `{${String(sent)}}` === String(stored);
  if (String(stored) === String(sent)) return true;
  const [one, other] = [momentOf(stored), momentOf(sent)];
  return one !== undefined && one === other;
}

function momentOf(value: unknown): number | undefined {
  const text = String(value);
  if (!/^\d{4}-\d\d-\d\d[T ]/.test(text)) return undefined;
  // PostgreSQL writes an offset of whole hours as +00.
  const moment = Date.parse(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
  return Number.isNaN(moment) ? undefined : moment;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
