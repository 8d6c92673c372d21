import type { Words } from "../words/words.tsx";

/** What the server says of a result that was judged again. */
export interface RecallFacts {
  readonly why: "newer-rules" | "overruled" | "overrule-undone";
  readonly by?: string;
  readonly reason?: string;
  readonly verdict: { readonly before: VerdictId; readonly after: VerdictId };
  readonly changes: readonly { readonly check: string; readonly title: string }[];
}

type VerdictId =
  "could-not-run" | "did-not-hold-up" | "gave-way" | "our-mistake" | "cannot-say" | "mostly-held-up" | "held-up";

const mostNamed = 3;

/** What changed in a result that was judged again, and why: a paragraph each. */
export function recallTexts({ why, by = "", reason = "", verdict, changes }: RecallFacts, words: Words): string[] {
  const list = words.list(changes.slice(0, mostNamed).map(({ title }) => title));
  return [
    words.say(`notices.recall.${why}`, { by, reason }),
    verdict.before === verdict.after
      ? words.say("notices.recall.same")
      : words.say("notices.recall.verdict", {
          before: words.say(`verdict.${verdict.before}`),
          after: words.say(`verdict.${verdict.after}`),
        }),
    ...(changes.length === 0 ? [] : [words.say("notices.recall.checks", { count: changes.length, list })]),
  ];
}
