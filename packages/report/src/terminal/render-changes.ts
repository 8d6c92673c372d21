import type { Result } from "@assay/bench/result";
import type { Catalogue, ReportOptions } from "../catalogue.ts";
import { changesBetween, type ChangedCheck, type Changes } from "../reading/changes.ts";
import { sayOffPage } from "../words/off-page.ts";
import { wordsOf, type Words } from "../words/words.ts";
import { wrapped } from "./columns.ts";

/** What changed, as facts. */
export function changesOf(
  before: Result,
  now: Result,
  catalogue: Catalogue,
  { language }: Pick<ReportOptions, "language">,
): Changes {
  return changesBetween(before, now, catalogue, wordsOf(language));
}

const width = 80;

/** For a terminal, and for a log. Ends without a line break. */
export function renderChangesText(changes: Changes, { language }: Pick<ReportOptions, "language">): string {
  const words = wordsOf(language);
  const item = (text: string, says?: string) => [
    ...wrapped(text, width - 4).map((line, at) => `${at === 0 ? "  - " : "    "}${line}`),
    ...(says === undefined ? [] : wrapped(says, width - 4).map((line) => `    ${line}`)),
  ];
  return [
    ...wrapped(summary(changes, words), width),
    ...sections(changes, words).flatMap(({ heading, items }) => [
      ...["", `${heading}:`],
      ...items.flatMap(({ text, says }) => item(text, says)),
    ]),
    ...stillPassing(changes, words),
  ].join("\n");
}

/** For the page that a CI shows of a job: Markdown, in which nothing of the checks' facts is more than text. */
export function renderChangesMarkdown(changes: Changes, { language }: Pick<ReportOptions, "language">): string {
  const words = wordsOf(language);
  return [
    `## ${words.say("brand")}${words.say("brand.rest")}. ${sayOffPage(words, "changes.title")}`,
    "",
    escaped(summary(changes, words)),
    ...sections(changes, words).flatMap(({ heading, items }) => [
      ...["", `### ${escaped(heading)}`, ""],
      ...items.map(({ text, says }) => `- **${escaped(text)}**${says === undefined ? "" : `: ${escaped(says)}`}`),
    ]),
    ...stillPassing(changes, words).map(escaped),
    "",
  ].join("\n");
}

function summary(changes: Changes, words: Words): string {
  const { whyNot, stoppedRunning, newlyFailing, newlyPassing, stillFailing } = changes;
  if (stoppedRunning) return sayOffPage(words, "changes.stopped");
  if (whyNot !== null) return sayOffPage(words, "changes.not", { why: whyNot });
  if (newlyFailing.length + newlyPassing.length + stillFailing.length === 0)
    return sayOffPage(words, "changes.nothing");
  return sayOffPage(words, "changes.counts", {
    ...{ failing: newlyFailing.length, passing: newlyPassing.length, still: stillFailing.length },
  });
}

interface Section {
  readonly heading: string;
  readonly items: readonly { readonly text: string; readonly says?: string }[];
}

function sections(changes: Changes, words: Words): readonly Section[] {
  const told = ({ title, severity }: ChangedCheck) =>
    sayOffPage(words, "changes.item", { title: withoutStop(title), severity: words.say(`severity.${severity}`) });
  const all: readonly Section[] = [
    {
      heading: sayOffPage(words, "changes.newly-failing"),
      items: changes.newlyFailing.map((check) => ({ text: told(check), says: check.says })),
    },
    {
      heading: sayOffPage(words, "changes.newly-passing"),
      items: changes.newlyPassing.map(({ title }) => ({ text: withoutStop(title) })),
    },
    {
      heading: sayOffPage(words, "changes.still-failing"),
      items: changes.stillFailing.map((check) => ({ text: told(check) })),
    },
    {
      heading: sayOffPage(words, "changes.not-comparable"),
      items: changes.notComparable.map(({ title, why, now }) => {
        const said = { title: withoutStop(title), why: sayOffPage(words, `changes.why.${why}`) };
        if (now === null) return { text: sayOffPage(words, "changes.item.gone", said) };
        const outcome = words.say(`standing.${now}`).toLowerCase();
        return { text: sayOffPage(words, "changes.item.why", { ...said, outcome }) };
      }),
    },
  ];
  return all.filter(({ items }) => items.length > 0);
}

function stillPassing({ stillPassing: count, whyNot }: Changes, words: Words): readonly string[] {
  return whyNot !== null || count === 0 ? [] : ["", sayOffPage(words, "changes.still-passing", { count })];
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}

/** What Markdown would take for markup is written as text. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]#|~!]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
