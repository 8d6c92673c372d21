import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

/**
 * The content of a YAML file that a stranger wrote.
 *
 * @param broken makes the error: `where` is empty, " at line 3" or ` at "start"`.
 */
export function parseYaml<Content>(
  text: string,
  schema: z.ZodType<Content>,
  broken: (where: string, problem: string) => Error,
): Content {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, customTags: [] });
  const [error] = document.errors;
  if (error) throw broken(` at line ${String(lineCounter.linePos(error.pos[0]).line)}`, error.message);
  let content: unknown;
  try {
    // Few aliases: a few lines of them can name a gigabyte.
    content = document.toJS({ maxAliasCount: 10 }) ?? {};
  } catch {
    throw broken("", "it has too many aliases");
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join(".");
  throw broken(at ? ` at "${at}"` : "", issue?.message ?? "unknown");
}
