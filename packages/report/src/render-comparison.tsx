import type { Result } from "@assay/bench/result";
import { ComparisonPage } from "./page/comparison.tsx";
import { documentOf } from "./page/document.tsx";
import { comparedRowsOf, whyNotComparable } from "./reading/comparison.ts";
import { visible } from "./text/visible.ts";
import { wordsOf } from "./words/words.ts";

export type Comparison =
  | { readonly html: string }
  /** Why they cannot stand side by side, in a sentence. */
  | { readonly notComparable: string };

/**
 * Results of the same challenge on the same kind of machine, side by side, as one file that needs nothing else. Each
 * should have a run under pressure. The order is that of their names, whatever the order given. Pure.
 */
export function renderComparison(results: readonly Result[], { language }: { readonly language: "en" }): Comparison {
  const words = wordsOf(language);
  const notComparable = whyNotComparable(results, words);
  if (notComparable !== undefined) return { notComparable };
  const title = visible(results[0]?.challenge.title ?? "");
  return {
    html: documentOf({
      language,
      title: words.say("compare.page", { challenge: title }),
      children: <ComparisonPage rows={comparedRowsOf(results, words)} words={words} challenge={title} />,
    }),
  };
}
