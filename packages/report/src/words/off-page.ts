import { enChanges } from "./en-changes.ts";
import { enTerminal } from "./en-terminal.ts";
import type { Values, Words } from "./words.ts";

/** What stands on no page, and so must not weigh on one: a browser never loads it. */
const catalogues = { en: { ...enTerminal, ...enChanges } } as const;

export type OffPageKey = keyof (typeof catalogues)["en"];

export function sayOffPage(words: Words, key: OffPageKey, values?: Values): string {
  return words.sayFrom(catalogues[words.language], key, values);
}
