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
  if (sent === true) return ["true", "t", "1"].includes(textOf(stored));
  if (sent === false) return ["false", "f", "0"].includes(textOf(stored));
  const [one, other] = [textOf(stored), textOf(sent)];
  if (Array.isArray(sent) && Array.isArray(stored) && sent.length === stored.length)
    return sent.every((item, at) => isSame(stored[at], item));
  // A role may be shown by another of its names: ROLE_ADMIN.
  if (typeof sent === "string" && roleOf(one) === roleOf(other)) return true;
  // A list of texts may be stored as PostgreSQL's array: {admin}.
  if (one === other || (Array.isArray(sent) && one === `{${sent.map(textOf).join(",")}}`)) return true;
  const moment = momentOf(one);
  return moment !== undefined && moment === momentOf(other);
}

function roleOf(text: string): string {
  return text.toLowerCase().replace(/^role[_:-]/, "");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function momentOf(text: string): number | undefined {
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
