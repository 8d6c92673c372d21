import type { UnaddressedFact } from "../result/unaddressed-fact.ts";
import type { Inputs } from "../check/world.ts";
import type { RequestTemplate, Template } from "./binding.ts";
import { filled, filledMembers, textOf, type Context } from "./expression.ts";

/** A request as it is sent, but for the person's credential. */
export interface BuiltRequest {
  readonly method: RequestTemplate["method"];
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request could not be sent: nothing is there for a place in its path. Without it, another address would be asked. */
export class AddressIncomplete extends Error {
  readonly fact: UnaddressedFact;

  constructor(address: string, missing: string) {
    super(`nothing is there for ${missing} in ${address}`);
    this.fact = { address };
  }
}

/** A first step was answered, and what the request needs of it was not there: without it, something else would be asked. */
export class StepEmpty extends AddressIncomplete {
  override readonly fact: UnaddressedFact;

  /** @param address of the step; that of the mail which it waits for, where it does. */
  constructor(address: string, step: string, missing: string) {
    super(address, missing);
    this.fact = { address, step };
  }
}

const formType = "application/x-www-form-urlencoded";

export function buildRequest(template: RequestTemplate, context: Context): BuiltRequest {
  const { method, json, form, query, headers = {}, basic } = template;
  const address = { ...context, ...context.about };
  const missing = expressionsIn(template.path).find((expression) => textOf(filled(expression, address)) === "");
  if (missing !== undefined) throw new AddressIncomplete(template.path, missing);
  const path = textOf(filled(template.path, address, encodeURIComponent));
  const asked = encodeForm(filledMembers(query ?? {}, address));
  const sent = Object.entries(filledMembers(headers, context)).map(([name, value]) => [name, textOf(value)] as const);
  const body =
    json !== undefined
      ? JSON.stringify(filledMembers(json, context))
      : form && encodeForm(filledMembers(form, context));
  return {
    method,
    path: asked === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${asked}`,
    headers: {
      ...(form !== undefined && { "Content-Type": formType }),
      ...(basic !== undefined && { Authorization: basicOf(basic, context) }),
      ...Object.fromEntries(sent),
    },
    ...(body !== undefined && { body }),
  };
}

function basicOf(basic: { readonly user: string; readonly password: string }, context: Context): string {
  const user = textOf(filled(basic.user, context));
  const password = textOf(filled(basic.password, context));
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** As a browser sends a form; what is no text is written in brackets, as most frameworks read it: `role[admin]=1`. */
export function encodeForm(members: Readonly<Record<string, unknown>>): string {
  const pairs = (name: string, value: unknown): [string, string][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => pairs(`${name}[${key}]`, inner))
      : [[name, textOf(value)]];
  return new URLSearchParams(Object.entries(members).flatMap(([name, value]) => pairs(name, value))).toString();
}

/** The inputs that a request carries in its body, by the names that checks use, in the order in which it has them. */
export function bodyInputs({ json, form }: RequestTemplate, inputs: Inputs): Record<string, unknown> {
  const names = inputsNamedIn(json ?? form ?? {});
  return Object.fromEntries(names.filter((name) => inputs[name] !== undefined).map((name) => [name, inputs[name]]));
}

/** All inputs that a request has a place for. */
export function inputsOf({ path, json, form, query, headers, basic }: RequestTemplate): readonly string[] {
  return inputsNamedIn([path, json ?? {}, form ?? {}, query ?? {}, headers ?? {}, { ...basic }]);
}

function expressionsIn(path: string): readonly string[] {
  return [...path.matchAll(/\{(\$[^{}]+)\}/g)].map(([, expression = ""]) => expression);
}

function inputsNamedIn(template: Template): readonly string[] {
  if (typeof template === "string") return [...template.matchAll(/\$inputs\.([\w-]+)/g)].map(([, name = ""]) => name);
  if (typeof template !== "object" || template === null) return [];
  return [...new Set(Object.values(template).flatMap(inputsNamedIn))];
}

/** The template with more members beside those that hold inputs: in the innermost object that has one. */
export function withMembers(template: RequestTemplate, members: Readonly<Record<string, unknown>>): RequestTemplate {
  if (Object.keys(members).length === 0) return template;
  const { json, form } = template;
  if (json !== undefined) return { ...template, json: beside(json, members as Readonly<Record<string, Template>>) };
  return { ...template, form: { ...(members as Readonly<Record<string, Template>>), ...form } };
}

function beside(
  json: Readonly<Record<string, Template>>,
  members: Readonly<Record<string, Template>>,
): Readonly<Record<string, Template>> {
  const isDirect = Object.values(json).some((value) => typeof value === "string" && value.includes("$inputs."));
  const deeper = Object.entries(json).find(([, value]) => inputsNamedIn(value).length > 0);
  if (isDirect || deeper === undefined) return { ...members, ...json };
  const [name, inner] = deeper;
  return { ...json, [name]: beside(inner as Readonly<Record<string, Template>>, members) };
}
