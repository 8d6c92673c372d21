import { createHash } from "node:crypto";
import type { Result } from "@assay/bench/result";
import { renderToStaticMarkup } from "react-dom/server";
import type { Catalogue, ReportOptions } from "./catalogue.ts";
import behaviour from "./page/behaviour.js?raw";
import { Page } from "./page/page.tsx";
import { style } from "./page/style.ts";
import { readingOf } from "./reading/reading.ts";
import { visible } from "./text/visible.ts";

/**
 * The report as one file that needs nothing else and asks no one for anything: its policy allows its own style and
 * script by their digests, and no request at all. Pure: the same result gives the same bytes.
 */
export function renderHtml(result: Result, catalogue: Catalogue, options: ReportOptions): string {
  const reading = readingOf(result, catalogue, options);
  const { words, heading } = reading;
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(behaviour)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = renderToStaticMarkup(
    <html lang={options.language}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{words.say("page.title", { who: heading, challenge: visible(result.challenge.title) })}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <Page reading={reading} />
        <script dangerouslySetInnerHTML={{ __html: behaviour }} />
      </body>
    </html>,
  );
  return `<!doctype html>\n${page}\n`;
}

/** Style and script are our own files: nothing of a submission is ever set as markup. */
function digestOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
