import { Document, isMap, isPair, isScalar, type Pair } from "yaml";
import type { Doubt, Written } from "./proposed.ts";

/** The JSON Schema that a proposal names in its first line, for editors: it lies beside the proposal. */
export const schemaFile = "assay-binding.schema.json";

/** A binding as text; doubts stand as comments above the lines that they are about, `foot` below its operations. Pure. */
export function bindingText(
  written: Written,
  doubts: readonly Doubt[] = [],
  head: readonly string[] = [],
  foot: readonly string[] = [],
): string {
  const document = new Document(written, { aliasDuplicateObjects: false });
  document.commentBefore = head.map((line) => ` ${line}`).join("\n");
  for (const { at, text } of doubts) {
    const pair = pairAt(document.contents, at);
    if (pair === undefined || !isScalar(pair.key)) continue;
    pair.key.commentBefore = [pair.key.commentBefore, ` ${text}`].filter(Boolean).join("\n");
  }
  const text = document.toString({ lineWidth: 110, flowCollectionPadding: true });
  if (foot.length === 0) return text;
  // What is uncommented belongs below the key, not behind empty braces.
  return [text.replace(/^operations: \{\}\n$/m, "operations:\n"), ...foot.map((line) => `  # ${line}\n`)].join("");
}

/** The pair at these keys, or the innermost one that is there. */
function pairAt(map: unknown, [key, ...rest]: readonly string[]): Pair | undefined {
  if (key === undefined || !isMap(map)) return undefined;
  const pair = map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
  return pair === undefined ? undefined : (pairAt(pair.value, rest) ?? pair);
}
