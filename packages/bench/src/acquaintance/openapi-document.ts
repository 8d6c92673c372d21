import { parse } from "yaml";
import { methods, type Member, type Method, type Route } from "./route.ts";
import { usualValue } from "./usual-values.ts";

type Node = Readonly<Record<string, unknown>>;

/** What the documents of big services weigh, and no more; bytes. */
export const mostDocumentBytes = 10 * 1024 * 1024;

/** A document of OpenAPI 3 or Swagger 2, parsed; undefined for any other text. Pure. */
export function parseDocument(text: string): Node | undefined {
  try {
    // JSON is YAML, too, but a hundred times as fast to read.
    const document: unknown = text.trimStart().startsWith("{") ? JSON.parse(text) : parse(text, { maxAliasCount: 50 });
    if (!isNode(document) || !isNode(document["paths"])) return undefined;
    return "openapi" in document || "swagger" in document ? document : undefined;
  } catch {
    return undefined;
  }
}

/** The routes that a document describes. Pure. */
export function routesOfDocument(document: Node, where: string): readonly Route[] {
  const base = basePathOf(document);
  return Object.entries(nodeAt(document, "paths")).flatMap(([path, written]) => {
    const item = resolved(document, written);
    return methods.flatMap((method) => {
      const operation = item[method.toLowerCase()];
      if (!isNode(operation)) return [];
      return [routeOf({ document, item, operation, method, where, path: `${base}${path}`.replace(/\/\//g, "/") })];
    });
  });
}

interface Described {
  readonly document: Node;
  readonly item: Node;
  readonly operation: Node;
  readonly method: Method;
  readonly path: string;
  readonly where: string;
}

function routeOf({ document, item, operation, method, path, where }: Described): Route {
  const parameters = [item["parameters"], operation["parameters"]]
    .flatMap(listOf)
    .map((parameter) => resolved(document, parameter));
  const placed = (place: string) => parameters.filter((parameter) => parameter["in"] === place);
  const members = (list: readonly Node[]): readonly Member[] =>
    list.map((parameter) => ({
      path: [String(parameter["name"])],
      required: parameter["required"] === true,
      ...sampleOf(parameter),
    }));
  const body = bodyOf(document, operation, placed("body"), members(placed("formData")));
  const security = operation["security"] ?? document["security"];
  const schemes = listOf(security).flatMap((one) => (isNode(one) ? Object.keys(one) : []));
  const success = Object.keys(nodeAt(operation, "responses")).filter((status) => /^[23]\d\d$/.test(status));
  const reply = success.flatMap((status) => replyOf(document, nodeAt(operation, "responses", status)));
  const name = operation["operationId"];
  return {
    ...{ method, path, where, origin: "document" },
    ...(typeof name === "string" ? { name } : {}),
    ...(body === undefined ? {} : { body }),
    ...(placed("query").length === 0 ? {} : { query: members(placed("query")) }),
    ...(schemes.some((scheme) => isBasic(document, scheme)) ? { basic: true } : {}),
    ...(security === undefined ? {} : { credential: schemes.length > 0 }),
    ...(success.length === 0 ? {} : { success: success.map(Number) }),
    ...(reply.length === 0 ? {} : { reply }),
  };
}

function basePathOf(document: Node): string {
  if (typeof document["basePath"] === "string") return document["basePath"].replace(/\/$/, "");
  const [server] = listOf(document["servers"]);
  const url = isNode(server) && typeof server["url"] === "string" ? server["url"] : "";
  const path = /^https?:\/\/[^/]*(\/.*)?$/.exec(url)?.[1] ?? (url.startsWith("/") ? url : "");
  return path.includes("{") ? "" : path.replace(/\/$/, "");
}

function bodyOf(
  document: Node,
  operation: Node,
  bodies: readonly Node[],
  fields: readonly Member[],
): Route["body"] | undefined {
  if (fields.length > 0) return { kind: "form", members: fields };
  const [old] = bodies;
  if (old !== undefined) return { kind: "json", members: membersOf(document, old["schema"]) };
  const content = nodeAt(resolved(document, operation["requestBody"]), "content");
  const types = Object.keys(content);
  const json = types.find((type) => /json/i.test(type));
  const form = types.find((type) => /form/i.test(type));
  const type = json ?? form;
  if (type === undefined) return undefined;
  const kind = json === undefined ? "form" : "json";
  return { kind, members: membersOf(document, nodeAt(content, type)["schema"]) };
}

function replyOf(document: Node, written: unknown): readonly (readonly string[])[] {
  const response = resolved(document, written);
  const content = nodeAt(response, "content");
  const type = Object.keys(content).find((name) => /json/i.test(name));
  const schema = type === undefined ? response["schema"] : nodeAt(content, type)["schema"];
  return membersOf(document, schema).map(({ path }) => path);
}

const deepest = 4;
/** Schemas that refer to each other, as those of big services do, have members without end. */
const mostMembers = 200;
const mostHops = 10;

/** Of each schema, since many routes share one. */
const known = new WeakMap<Node, readonly Member[]>();

/** The members of a schema's objects, however they are put together. */
function membersOf(document: Node, written: unknown): readonly Member[] {
  const schema = resolved(document, written);
  const before = known.get(schema);
  if (before !== undefined) return before;
  const members: Member[] = [];
  for (const member of membersIn(document, schema, [], 0)) if (members.push(member) === mostMembers) break;
  known.set(schema, members);
  return members;
}

function* membersIn(document: Node, written: unknown, above: readonly string[], hops: number): Generator<Member> {
  const schema = resolved(document, written);
  if (above.length > deepest || hops > mostHops) return;
  for (const key of ["allOf", "oneOf", "anyOf"]) {
    const all = listOf(schema[key]);
    for (const part of key === "allOf" ? all : all.slice(0, 1)) yield* membersIn(document, part, above, hops + 1);
  }
  const needed = listOf(schema["required"]);
  for (const [name, member] of Object.entries(nodeAt(schema, "properties"))) {
    const path = [...above, name];
    const inner = membersIn(document, member, path, hops + 1);
    const first = inner.next();
    if (first.done === true) yield { path, required: needed.includes(name), ...sampleOf(resolved(document, member)) };
    else {
      yield first.value;
      yield* inner;
    }
  }
}

function sampleOf(schema: Node): Pick<Member, "sample"> {
  const inner = nodeAt(schema, "schema");
  const values = [schema, inner].flatMap((one) => [
    ...["default", "example", "const"].map((key) => one[key]),
    listOf(one["examples"])[0],
    listOf(one["enum"])[0],
  ]);
  const known = values.find((value) => ["string", "number", "boolean"].includes(typeof value));
  if (known !== undefined) return { sample: known as string | number | boolean };
  const typed = [inner, schema, ...listOf(schema["anyOf"]).filter(isNode)].find((one) => one["type"] !== undefined);
  const kind = typed?.["format"] ?? typed?.["type"];
  const value = kind === "string" ? undefined : usualValue("", String(kind));
  return value === undefined ? {} : { sample: value };
}

function isBasic(document: Node, scheme: string): boolean {
  const found = [
    nodeAt(document, "components", "securitySchemes", scheme),
    nodeAt(document, "securityDefinitions", scheme),
  ];
  return found.some(
    (one) => one["type"] === "basic" || (one["type"] === "http" && /basic/i.test(String(one["scheme"]))),
  );
}

/** What a `$ref` points to, inside of the document; an empty object where it leads nowhere. */
function resolved(document: Node, written: unknown, hops = 0): Node {
  if (!isNode(written)) return {};
  const reference = written["$ref"];
  if (typeof reference !== "string") return written;
  if (!reference.startsWith("#/") || hops > 10) return {};
  const keys = reference
    .slice(2)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  return resolved(document, nodeAt(document, ...keys), hops + 1);
}

function nodeAt(node: Node, ...keys: readonly string[]): Node {
  let found: unknown = node;
  for (const key of keys) found = isNode(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return isNode(found) ? found : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
