import { createHash } from "node:crypto";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import behaving from "./behaviour.js?raw";
import { style } from "./style.ts";

/** A script of the page itself has no module to be imported from. */
const behaviour = `{\n${behaving.replace(/^export /m, "")}behave();\n}`;

/**
 * A page as one file that needs nothing else and asks no one for anything: its policy allows its own style and script
 * by their digests, and no request at all.
 */
export function documentOf(props: { language: string; title: string; children: ReactNode }): string {
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(behaviour)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = renderToStaticMarkup(
    <html lang={props.language}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{props.title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        {props.children}
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
