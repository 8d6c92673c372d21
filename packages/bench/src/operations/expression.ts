import { fieldOf, headersOf, jsonOf, statusOf, type Exchange } from "../edge/exchange.ts";
import { cookiesSetBy } from "../edge/cookies.ts";
import type { Source, Template } from "./binding.ts";
import { parsePage } from "./page.ts";

/** What runtime expressions are about. */
export interface Context {
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Outputs of the steps so far, by their ids. */
  readonly steps?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Further values that came with the person's credential. */
  readonly credential?: Readonly<Record<string, string>>;
  /** In the place of the two above where a request's address is written: whose account it is about. */
  readonly about?: Pick<Context, "inputs" | "credential">;
  readonly exchange?: Exchange;
  readonly mail?: { readonly text: string; readonly html?: string };
}

/** Expressions that need no reply: where a request is written. */
export const sendable = /^\$(inputs\.[\w-]+|credential\.[\w-]+|steps\.[\w-]+\.outputs\.[\w-]+)$/;
/** Expressions over a reply or a mail: where a value is found. */
export const findable =
  /^\$(statusCode|response\.body(#\/.*)?|response\.header\.[\w-]+|response\.form#\/.+|response\.cookie#\/.+|mail\.(text|html|link))$/s;

/**
 * The value of a runtime expression. Those of OpenAPI links and Arazzo: `$inputs.<name>`, `$statusCode`,
 * `$response.header.<name>`, `$response.body`, `$response.body#/<pointer>` (RFC 6901), `$steps.<id>.outputs.<name>`.
 * And of our own: `$response.form#/<name>`, the value of a page's form field; `$response.cookie#/<name>`;
 * `$credential.<name>`; `$mail.text`, `$mail.html`, `$mail.link` (the first link). Undefined where there is none.
 *
 * @throws Error for a text that is no expression.
 */
export async function evaluateExpression(expression: string, context: Context): Promise<unknown> {
  if (sendable.test(expression)) return known(expression, context);
  if (!findable.test(expression)) throw new Error(`not a runtime expression: ${expression}`);
  const { exchange, mail } = context;
  if (expression.startsWith("$mail")) return mail === undefined ? undefined : inMail(expression, mail);
  return exchange === undefined ? undefined : inReply(expression, exchange);
}

/** The value of an expression that needs no reply. */
function known(expression: string, context: Context): unknown {
  const [area = "", id = "", , name = ""] = expression.slice(1).split(".");
  if (area === "inputs") return context.inputs?.[id];
  if (area === "credential") return context.credential?.[id];
  return context.steps?.[id]?.[name];
}

function inMail(expression: string, mail: { readonly text: string; readonly html?: string }): string | undefined {
  if (expression === "$mail.text") return mail.text;
  if (expression === "$mail.html") return mail.html;
  return /https?:\/\/[^\s"'<>]+/i.exec(`${mail.text}\n${mail.html ?? ""}`)?.[0].replaceAll("&amp;", "&");
}

async function inReply(expression: string, exchange: Exchange): Promise<unknown> {
  if (expression === "$statusCode") return statusOf(exchange);
  const [place = "", pointer] = expression.split("#/");
  if (place === "$response.form") return formField(exchange.response?.body ?? "", pointer ?? "");
  if (place === "$response.cookie") return cookiesSetBy(exchange).find(({ name }) => name === pointer)?.value;
  const header = /^\$response\.header\.(.+)$/.exec(place)?.[1];
  if (header !== undefined) return headersOf(exchange, header)[0];
  if (pointer === undefined) return jsonOf(exchange) ?? exchange.response?.body;
  return fieldOf(exchange, ...pointer.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")));
}

async function formField(page: string, name: string): Promise<string | undefined> {
  const field = (await parsePage(page))
    .querySelectorAll("input, meta, textarea, select")
    .find((element) => element.getAttribute("name") === name);
  switch (field?.tagName) {
    case "TEXTAREA":
      // A browser leaves out the line break that a template puts before the text.
      return field.text.replaceAll("\r\n", "\n").replace(/^\n/, "");
    case "SELECT": {
      const options = field.querySelectorAll("option");
      const chosen = options.find((option) => option.hasAttribute("selected")) ?? options[0];
      return chosen?.getAttribute("value") ?? chosen?.textContent.trim();
    }
    default:
      return field?.getAttribute("value") ?? field?.getAttribute("content");
  }
}

/** The value found at a source. */
export async function valueAt(source: Source, context: Context): Promise<unknown> {
  if (typeof source === "string") return evaluateExpression(source, context);
  const whole = await evaluateExpression(source.from, context);
  if (whole === undefined) return undefined;
  const found = new RegExp(source.match).exec(typeof whole === "string" ? whole : JSON.stringify(whole));
  return found?.[1] ?? found?.[0];
}

/** The values found at sources, by their names; those that are not there are left out. */
export async function valuesAt(
  sources: Readonly<Record<string, Source>> = {},
  context: Context,
): Promise<Readonly<Record<string, unknown>>> {
  const values: [string, unknown][] = [];
  for (const [name, source] of Object.entries(sources)) {
    const value = await valueAt(source, context);
    if (value !== undefined) values.push([name, value]);
  }
  return Object.fromEntries(values);
}

/**
 * A template with its expressions filled in. A whole expression keeps its value's type; undefined where it has none.
 * @param written how a value inside of a text is written: escaped for a path, say.
 */
export function filled(
  template: Template,
  context: Context,
  written: (value: string) => string = (value) => value,
): unknown {
  if (typeof template === "string") {
    if (sendable.test(template)) return known(template, context);
    return template.replaceAll(/\{(\$[^{}]+)\}/g, (_whole, expression: string) =>
      written(textOf(known(expression, context))),
    );
  }
  if (typeof template !== "object" || template === null) return template;
  if (!Array.isArray(template)) return filledMembers(template as Readonly<Record<string, Template>>, context);
  return (template as readonly Template[]).map((item) => filled(item, context)).filter((item) => item !== undefined);
}

export function filledMembers(
  members: Readonly<Record<string, Template>>,
  context: Context,
): Readonly<Record<string, unknown>> {
  const values = Object.entries(members).map(([member, template]) => [member, filled(template, context)] as const);
  // fromEntries defines own members, so that one named __proto__ is sent rather than obeyed.
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** As a form, a path or a header holds it. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
