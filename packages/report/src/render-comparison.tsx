import type { Result } from "@assay/bench/result";
import { ComparisonPage } from "./page/comparison.tsx";
import { documentOf } from "./page/document.tsx";
import type { Catalogue } from "./catalogue.ts";
import { namedWorks, whyNotComparable } from "./reading/comparison.ts";
import { readingOf } from "./reading/reading.ts";
import { wordsOf } from "./words/words.ts";

export type Comparison =
  | { readonly html: string }
  /** Why they cannot stand side by side, in a sentence. */
  | { readonly notComparable: string };

/**
 * Results of the same challenge on the same kind of machine, side by side, as one file that needs nothing else. Each
 * should have a run under pressure. The order is that of their names, whatever the order given. Pure.
 */
export function renderComparison(
  results: readonly Result[],
  { language, catalogue = {} }: { readonly language: "en"; readonly catalogue?: Catalogue },
): Comparison {
  const words = wordsOf(language);
  const notComparable = whyNotComparable(results, words);
  if (notComparable !== undefined) return { notComparable };
  const works = namedWorks(results).map(({ name, result }) => ({
    name,
    reading: readingOf(result, catalogue, { language }),
  }));
  const title = works[0]?.reading.task ?? "";
  return {
    html: documentOf({
      language,
      title: words.say("compare.page", { challenge: title }),
      children: <ComparisonPage works={works} words={words} challenge={title} />,
    }),
  };
}
