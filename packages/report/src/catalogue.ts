import type { CheckWords } from "@assay/bench/result";

/** What the report needs to know of a check besides its result. Any check definition fits. */
export interface CatalogueEntry {
  readonly words: CheckWords;
}

/** Check id → its words. A check that is missing (an older result, a newer pack) is told by its id. */
export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

export interface ReportOptions {
  readonly language: "en";
  /** The name to show. Without it the report says "the developer". */
  readonly candidate?: string;
  /** ISO 8601; the day that is printed (UTC). When the run started, unless said. */
  readonly date?: string;
  /** For whose work it is: without the questions for a conversation, and without what a hirer does next. */
  readonly isOwn?: boolean;
}
