import type { Result } from "@assay/bench/result";
import type { Catalogue, ReportOptions } from "./catalogue.ts";
import { documentOf } from "./page/document.tsx";
import { Page } from "./page/page.tsx";
import { readingOf } from "./reading/reading.ts";

/** The report as one file that needs nothing else. Pure: the same result gives the same bytes. */
export function renderHtml(result: Result, catalogue: Catalogue, options: ReportOptions): string {
  const reading = readingOf(result, catalogue, options);
  const { words, heading, task } = reading;
  return documentOf({
    language: options.language,
    title: words.say("page.title", { who: heading, challenge: task }),
    children: <Page reading={reading} />,
  });
}
