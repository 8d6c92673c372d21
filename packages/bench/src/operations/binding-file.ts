import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, normalize } from "node:path";
import { z } from "zod";
import type { Challenge } from "../check/challenge.ts";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { nearestTo } from "../errors/nearest.ts";
import { byShell, settingsFrom, settingsSchema, type Settings } from "../submission/assay-yaml.ts";
import { parseYaml } from "../submission/yaml-file.ts";
import type {
  Binding,
  BoundBackend,
  OperationBinding,
  ReplyPattern,
  RequestTemplate,
  Step,
  Template,
} from "./binding.ts";
import { findable, sendable } from "./expression.ts";

/** The operations that a binding may name. */
export type Vocabulary = Pick<Challenge, "binding" | "core" | "furtherOperations">;

/** A `binding.yaml`, read: how an existing backend is set up, and how it is asked. */
export interface BindingFile {
  /** The file's name, for people. */
  readonly name: string;
  /** SHA-256 of its text. */
  readonly digest: string;
  readonly backend: BoundBackend;
  /** What it says of how the project is installed and started; wins over the project's own files. */
  readonly settings: Omit<Settings, "file">;
  readonly changes: Changes;
}

/** What is changed in the project's working copy before it is installed. */
export interface Changes {
  /** Path in the project → the text that is written there. */
  readonly files: Readonly<Record<string, string>>;
  /** Texts in its own files, and what stands in their place. */
  readonly replace: readonly { readonly file: string; readonly text: string; readonly with: string }[];
}

const pattern = z.string().refine(isPattern, "it is no regular expression");
const sentText = z.string().refine(isSendable, "it holds an expression that means nothing where a request is written");
const source = z.union([
  z.string().regex(findable, "it is no expression that finds something in a reply"),
  z.strictObject({ from: z.string().regex(findable), match: pattern }),
]);
const template: z.ZodType<Template> = z.lazy(() =>
  z.union([sentText, z.number(), z.boolean(), z.null(), z.array(template), z.record(z.string(), template)]),
);
const status = z.number().int().min(100).max(599);
const reply = z.union([
  status,
  z.strictObject({
    status: z.union([status, z.array(status).min(1)]),
    body: pattern.optional(),
    "without-body": pattern.optional(),
    location: pattern.optional(),
  }),
]);
const replies = z.union([reply, z.array(reply).min(1)]);

const request = {
  request: z
    .string()
    .regex(/^(GET|POST|PUT|PATCH|DELETE) \/\S*$/, 'write it as "POST /path"')
    .refine(isSendable)
    .meta({
      description: "The method and the path: POST /users. An input may stand in it: PUT /users/{$inputs.userName}",
    }),
  json: z
    .record(z.string(), template)
    .optional()
    .meta({ description: "The body as JSON: { email: $inputs.email, password: $inputs.password }" }),
  form: z
    .record(z.string(), template)
    .optional()
    .meta({ description: "The body as a form's fields, in place of json" }),
  query: z.record(z.string(), template).optional(),
  headers: z.record(z.string(), template).optional(),
  basic: z.strictObject({ user: sentText, password: sentText }).optional(),
  credential: z.boolean().optional().meta({ description: "true: the log-in is sent with it" }),
};
const stepId = z.string().regex(/^[\w-]+$/);
const outputs = z.record(z.string(), source).optional();
const step = z.union([
  z.strictObject({ id: stepId, outputs, ...request }),
  z.strictObject({ id: stepId, outputs, mail: sentText }),
]);
const operation = z.strictObject({
  ...request,
  grants: z
    .union([source, z.literal("cookies")])
    .optional()
    .meta({
      description: "Where the reply has the token: $response.body#/token. cookies where cookies carry the log-in",
    }),
  keeps: z.record(z.string(), source).optional(),
  first: z.array(step).optional(),
  then: z.array(step).optional(),
  success: replies.meta({ description: "By what a yes is known: a status such as 201, a pattern, or a list of them" }),
  refusal: replies.optional().meta({ description: "By what a no is known where the status does not tell" }),
  limit: replies.optional(),
  outputs,
});
const command = z.union([z.string().trim().min(1), z.array(z.string().trim().min(1))]).optional();
const schema = z.strictObject({
  people: z
    .enum(["email", "user-name", "both"])
    .default("email")
    .meta({ description: "What people sign up with; both where the sign-up takes an email and a user name" }),
  token: z
    .strictObject({ header: z.string().min(1).default("Authorization"), scheme: z.string().default("Bearer") })
    .optional()
    .meta({ description: 'How the token is carried: its header, and the word before it ("" for none)' }),
  headers: z.record(z.string(), z.string()).default({}),
  setup: settingsSchema
    .extend({
      files: z.record(z.string(), z.string()).optional(),
      replace: z
        .array(z.strictObject({ file: z.string().min(1), text: z.string().min(1), with: z.string() }))
        .optional()
        .meta({
          description: "Settings that its code hard-codes: in which file, which text, and the text that replaces it",
        }),
      writable: z
        .array(z.string().min(1))
        .optional()
        .meta({ description: "Folders of the project that it writes to while it runs; . is the top folder" }),
      "before-start": command,
      "after-start": command,
    })
    .default({})
    .meta({ description: "What the project needs before it can be asked" }),
  operations: z.record(z.string(), operation).meta({
    description: "Which request does what: signUp and logIn at least, each with request, what is sent, and success",
  }),
});
/** As it is read. A proposal that found nothing has only comments below `operations:`, which YAML reads as null. */
function readableFor(challenge: Vocabulary) {
  const known = namesOf(challenge);
  // Names first: what stands below a name that is none doesn't matter.
  const named = z.record(z.string(), z.unknown()).superRefine((written, context) => {
    const unknown = Object.keys(written).find((name) => !known.includes(name));
    if (unknown === undefined) return;
    const meant = nearestTo(unknown, known);
    const instead = meant === undefined ? `there is ${known.join(", ")}` : `did you mean \`${meant}\`?`;
    context.addIssue({ code: "custom", path: [unknown], message: `there is no operation \`${unknown}\`; ${instead}` });
  });
  const operations = z.preprocess((written) => written ?? {}, named.pipe(schema.shape.operations));
  return schema.extend({ operations });
}

/**
 * The JSON Schema of a binding, for editors (draft 7, which all of them know). What needs more than a shape (that an expression means something, that json
 * and form exclude each other) is for `readBinding`.
 *
 * @param challenge knows the names of the operations; without it, any name will do.
 */
export function bindingJsonSchema(challenge?: Vocabulary): unknown {
  const described = challenge === undefined ? schema : schema.extend({ operations: operationsOf(challenge) });
  const title = "How Assay asks a backend that already exists: binding.yaml";
  return z.toJSONSchema(described.meta({ title }), { target: "draft-7", io: "input", reused: "ref" });
}

function operationsOf({ core, ...challenge }: Vocabulary) {
  const named = (name: string) => [name, core.includes(name) ? operation : operation.optional()] as const;
  return z.strictObject(Object.fromEntries(namesOf({ core, ...challenge }).map(named)));
}

function namesOf({ binding, furtherOperations = [] }: Vocabulary): readonly string[] {
  return [...Object.keys(binding), ...furtherOperations];
}

/**
 * Reads the binding of an existing backend.
 *
 * @throws AssayError `path-not-found`, `binding-broken`
 */
export async function readBindingFile(path: string, challenge: Vocabulary): Promise<BindingFile> {
  return readBinding(await textAt(path), basename(path), challenge);
}

function textAt(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => {
    throw new AssayError("binding-unreadable", { path, problem: reasonOf(error) });
  });
}

/**
 * What a person says of a backend before the rest is looked for, as it stands in their file.
 * @throws AssayError `binding-unreadable`, `binding-broken`
 */
export async function readGivenPart(path: string, challenge: Vocabulary): Promise<Readonly<Record<string, unknown>>> {
  const text = await textAt(path);
  const file = basename(path);
  readPartOfBinding(text, file, challenge);
  return parseYaml(text, z.record(z.string(), z.unknown()), brokenIn(file));
}

/**
 * The same, of a text.
 *
 * @param file its name, for people.
 * @throws AssayError `binding-broken`
 */
export function readBinding(text: string, file: string, challenge: Vocabulary): BindingFile {
  const read = readPartOfBinding(text, file, challenge);
  const missing = challenge.core.filter((name) => !Object.hasOwn(read.backend.operations, name));
  if (missing.length > 0) throw new AssayError("binding-lacks", { file, missing: missing.join(" and ") });
  return read;
}

/** The same, where operations may still be missing: the rest is looked for. */
export function readPartOfBinding(text: string, file: string, challenge: Vocabulary): BindingFile {
  const broken = brokenIn(file);
  const { people, token, headers, setup, operations } = parseYaml(text, readableFor(challenge), broken);
  for (const [name, { json, form }] of Object.entries(operations)) {
    if (json !== undefined && form !== undefined)
      throw broken(` at "operations.${name}"`, "it has json and form; give one");
  }
  const { files = {}, replace = [], writable = [] } = setup;
  const named = { files: Object.keys(files), replace: replace.map(({ file: path }) => path), writable };
  for (const [key, paths] of Object.entries(named)) {
    const outside = paths.find((path) => /^(\/|\.\.(\/|$))/.test(normalize(path)));
    if (outside !== undefined) throw broken(` at "setup.${key}"`, `${outside} lies outside of the project`);
  }
  return {
    name: file,
    digest: createHash("sha256").update(text).digest("hex"),
    backend: {
      operations: bindingOf(operations),
      people,
      ...(token === undefined ? {} : { carrier: token }),
      headers,
      beforeStart: [setup["before-start"] ?? []].flat().map(byShell),
      afterStart: [setup["after-start"] ?? []].flat().map(byShell),
      writable: writable.map((path) => normalize(path).replace(/\/$/, "")),
    },
    settings: settingsFrom(setup),
    changes: { files, replace },
  };
}

/**
 * Changes the project's working copy as the binding says.
 * @throws AssayError `binding-broken` where a file doesn't hold a text that is to be replaced.
 */
export async function changeFiles(
  directory: string,
  { name: file, changes: { files, replace }, backend: { writable } }: Pick<BindingFile, "name" | "changes" | "backend">,
): Promise<void> {
  // A cell can't mount a folder of its own on one that isn't there.
  for (const folder of writable) await mkdir(join(directory, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  for (const { file: path, text, with: other } of replace) {
    const before = await readFile(join(directory, path), "utf8").catch(() => "");
    // A second start of the same copy meets what the first has changed.
    if (!before.includes(text) && other !== "" && before.includes(other)) continue;
    if (!before.includes(text))
      throw brokenIn(file)(' at "setup.replace"', `${path} doesn't contain the text to replace: ${text}`);
    await writeFile(
      join(directory, path),
      before.replaceAll(text, () => other),
    );
  }
}

function brokenIn(file: string) {
  return (where: string, problem: string) => new AssayError("binding-broken", { file, where, problem });
}

type Written = z.infer<typeof operation>;

function bindingOf(operations: Readonly<Record<string, Written>>): Binding {
  const entries = Object.entries(operations).map(([name, written]) => [name, operationOf(written)] as const);
  const bound = Object.fromEntries(entries);
  // A log-in gives something to be known by; where the binding names no token, it is what a browser keeps.
  return bound["logIn"] === undefined ? bound : { ...bound, logIn: { grants: "cookies", ...bound["logIn"] } };
}

function operationOf({ first, then, success, refusal, limit, request: line, ...written }: Written): OperationBinding {
  return {
    ...written,
    ...requestOf(line),
    success: patternsOf(success),
    ...(refusal === undefined ? {} : { refusal: patternsOf(refusal) }),
    ...(limit === undefined ? {} : { limit: patternsOf(limit) }),
    ...(first === undefined ? {} : { first: first.map(stepOf) }),
    ...(then === undefined ? {} : { then: then.map(stepOf) }),
  };
}

function stepOf(written: z.infer<typeof step>): Step {
  const { id, outputs } = written;
  const known = { id, ...(outputs === undefined ? {} : { outputs }) };
  if ("mail" in written) return { ...known, mail: written.mail };
  const { request: line, credential, json, form, query, headers, basic } = written;
  return {
    ...known,
    ...(credential === undefined ? {} : { credential }),
    request: { ...requestOf(line), ...defined({ json, form, query, headers, basic }) },
  };
}

function requestOf(line: string): Pick<RequestTemplate, "method" | "path"> {
  const [method = "GET", path = "/"] = line.split(" ");
  return { method: method as RequestTemplate["method"], path };
}

function patternsOf(written: z.infer<typeof replies>): readonly (number | ReplyPattern)[] {
  return [written].flat().map((one) => {
    if (typeof one === "number") return one;
    const { status, body, "without-body": withoutBody, location } = one;
    return { status: [status].flat(), ...defined({ body, withoutBody, location }) };
  });
}

function defined<Values extends object>(values: Values): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Values]?: Exclude<Values[Key], undefined> };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "i").source !== "";
  } catch {
    return false;
  }
}

/** Every expression in it is one that can be sent. A price in dollars is no expression. */
function isSendable(text: string): boolean {
  if (/^\$[a-z]+\./i.test(text)) return sendable.test(text);
  return [...text.matchAll(/\{(\$[^{}]*)\}/g)].every(([, expression = ""]) => sendable.test(expression));
}
