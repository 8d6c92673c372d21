import { enDifferences } from "./en-differences.ts";
import type { Values, Words } from "./words.ts";

/** Loaded by the pages that show several pieces of work, and not with a report. */
const catalogues = { en: enDifferences } as const;

export function sayDifference(words: Words, key: keyof (typeof catalogues)["en"], values?: Values): string {
  return words.sayFrom(catalogues[words.language], key, values);
}
