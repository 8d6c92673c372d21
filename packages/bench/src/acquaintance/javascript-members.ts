import type { SyntaxNode } from "@lezer/common";
import {
  argumentsOf,
  calleeOf,
  childrenOf,
  isJavaScript,
  memberOf,
  nodesOf,
  parsedFile,
  propertiesOf,
  textOf,
  type ParsedFile,
} from "./javascript-tree.ts";
import type { SourceFile } from "./set-up.ts";

const functions = new Set(["ArrowFunction", "FunctionExpression", "FunctionDeclaration", "MethodDeclaration"]);
/** `req.body`, `ctx.request.body`, `await c.req.json()`, with what is taken where it is missing, and checked by a schema. */
const bodyText =
  /(?:^|[.({,])(?:(?:\w{1,30}\.)?(?:req|request)|ctx|context|c)(?:\.request)?\.(?:body|json\(\)|valid\(["']json["']\))(?:\|\|\{\}|\?\?\{\})?\){0,3}$/;
/** What a check of a body is given back with: Joi's `{ error, value }`, Zod's `{ success, data, error }`. */
const checkedKey = /^(?:value|data)$/;
const outcomeKey = /^(?:error|errors|success|issues|warning)$/;
const longestValue = 300;
const mostCalled = 5;

interface Place {
  readonly file: ParsedFile;
  readonly node: SyntaxNode;
}

/** What the functions of a project in JavaScript or TypeScript take of a request's body, by their syntax. */
export class JavaScriptHandlers {
  readonly #functions = new Map<string, Place[]>();

  constructor(files: readonly SourceFile[]) {
    for (const source of files) {
      const file = isJavaScript.test(source.path) ? parsedFile(source) : undefined;
      if (file === undefined) continue;
      for (const node of nodesOf(file.top, ...functions)) {
        const name = nameOf(file, node);
        if (name === undefined) continue;
        const places = this.#functions.get(name) ?? [];
        this.#functions.set(name, places);
        if (places.length < 3) places.push({ file, node });
      }
    }
  }

  /**
   * The members of a route's body: by the schema beside it, which says them all, or else as they are read by the call that
   * names the route, by the functions that it names, and by those that they pass the request to.
   */
  membersOf(handler: SourceFile): { readonly members: readonly string[]; readonly isWhole: boolean } {
    const file = isJavaScript.test(handler.path) ? parsedFile(handler) : undefined;
    const call = file === undefined ? undefined : nodesOf(file.top, "CallExpression")[0];
    if (file === undefined || call === undefined) return { members: [], isWhole: false };
    const described = argumentsOf(call).flatMap((argument) => schemaOf(file, argument));
    if (described.length > 0) return { members: described, isWhole: true };
    const members = new Set<string>();
    for (const argument of argumentsOf(call).slice(1)) {
      for (const place of this.#placesOf({ file, node: argument })) {
        for (const member of membersIn(place)) members.add(member);
        for (const called of this.#calledBy(place)) for (const member of membersIn(called)) members.add(member);
      }
    }
    return { members: [...members], isWhole: false };
  }

  #placesOf({ file, node }: Place): readonly Place[] {
    if (functions.has(node.name)) return [{ file, node }];
    if (node.name === "VariableName") return this.#functions.get(textOf(file, node)) ?? [];
    const member = memberOf(file, node);
    if (member !== undefined) {
      if (member.name === "bind") return this.#placesOf({ file, node: member.object });
      return this.#functions.get(member.name) ?? [];
    }
    // A function that wraps it: `handled(controller.signUp)`.
    if (node.name !== "CallExpression") return [];
    const callee = memberOf(file, calleeOf(node));
    if (callee?.name === "bind") return this.#placesOf({ file, node: callee.object });
    return argumentsOf(node).flatMap((argument) => this.#placesOf({ file, node: argument }));
  }

  /** `(req, res) => controller.signUp(req, res)`. */
  #calledBy({ file, node }: Place): readonly Place[] {
    const request = parametersOf(node)[0];
    const name = request?.name === "VariableDefinition" ? textOf(file, request) : undefined;
    if (name === undefined) return [];
    return nodesOf(node, "CallExpression")
      .filter((call) => argumentsOf(call).some((argument) => textOf(file, argument) === name))
      .slice(0, mostCalled)
      .flatMap((call) => {
        const callee = calleeOf(call);
        return callee === undefined ? [] : this.#placesOf({ file, node: callee });
      });
  }
}

/** The members of a body that Fastify holds against a schema: `{ schema: { body: { properties: { email: … } }, response: … } }`. */
function schemaOf(file: ParsedFile, options: SyntaxNode): readonly string[] {
  let inner: SyntaxNode | undefined = options;
  for (const key of ["schema", "body", "properties"]) {
    if (inner?.name !== "ObjectExpression") return [];
    inner = propertiesOf(file, inner).get(key);
  }
  return inner?.name === "ObjectExpression" ? [...propertiesOf(file, inner).keys()] : [];
}

/** Of a declaration, of what it is assigned to, or of the key that it is the value of. */
function nameOf(file: ParsedFile, node: SyntaxNode): string | undefined {
  const own = node.getChild("VariableDefinition") ?? node.getChild("PropertyDefinition");
  if (own !== null && (node.name === "FunctionDeclaration" || node.name === "MethodDeclaration"))
    return textOf(file, own);
  let outer = node.parent;
  // `const signUp = handled(async (req, res) => …)`
  for (let depth = 0; depth < 2 && outer !== null && /^(?:ArgList|CallExpression)$/.test(outer.name); depth++)
    outer = outer.parent;
  if (outer === null) return undefined;
  if (outer.name === "AssignmentExpression") return memberOf(file, outer.firstChild ?? undefined)?.name;
  const definition = /^(?:VariableDeclaration|Property|PropertyDeclaration)$/.test(outer.name)
    ? (outer.getChild("VariableDefinition") ?? outer.getChild("PropertyDefinition"))
    : null;
  return definition === null ? undefined : textOf(file, definition);
}

function parametersOf(node: SyntaxNode): readonly SyntaxNode[] {
  const list = node.getChild("ParamList");
  return list === null
    ? childrenOf(node).slice(0, 1)
    : childrenOf(list).filter(({ name }) => /Definition$|Pattern$/.test(name));
}

function membersIn({ file, node }: Place): readonly string[] {
  const held = new Set<string>();
  const isHeld = (value: SyntaxNode) => value.name === "VariableName" && held.has(textOf(file, value));
  const isBody = (value: SyntaxNode | null) => {
    if (value === null || value.to - value.from > longestValue) return false;
    const checked = memberOf(file, value);
    if (checked !== undefined && checkedKey.test(checked.name) && isHeld(checked.object)) return true;
    const written = textOf(file, value)
      .replaceAll(/\s+/g, " ")
      .replaceAll(/ as [\w.<>[\]{}:;|]{1,100}/g, "")
      .replaceAll(" ", "")
      .replace(/^await/, "");
    return bodyText.test(written);
  };
  const members: string[] = [];
  const read = (pattern: SyntaxNode | null, value: SyntaxNode | null) => {
    if (pattern?.name === "VariableDefinition" && isBody(value)) held.add(textOf(file, pattern));
    if (pattern?.name !== "ObjectPattern") return;
    if (value !== null && isBody(value) && isOutcome(file, pattern))
      members.push(...innerKeys(file, pattern, checkedKey, held));
    else if (value !== null && (isBody(value) || isHeld(value))) members.push(...keysOf(file, pattern));
    else members.push(...innerKeys(file, pattern, /^body$/, held));
  };
  for (const parameter of parametersOf(node)) read(parameter, null);
  for (const declaration of nodesOf(node, "VariableDeclaration")) {
    const parts = childrenOf(declaration);
    for (const [at, part] of parts.entries()) {
      if (part.name === "Equals") read(patternBefore(parts, at), parts[at + 1] ?? null);
    }
  }
  const accesses = nodesOf(node, "MemberExpression").flatMap((access) => {
    const member = memberOf(file, access);
    return member === undefined || access.parent?.name === "CallExpression" ? [] : [member];
  });
  const outcomes = new Set(
    accesses
      .filter(({ object, name }) => isHeld(object) && outcomeKey.test(name))
      .map(({ object }) => textOf(file, object)),
  );
  for (const { object, name } of accesses) {
    const isOutcomes = outcomes.has(textOf(file, object)) && (outcomeKey.test(name) || checkedKey.test(name));
    if ((isHeld(object) || isBody(object)) && !isOutcomes) members.push(name);
  }
  return members;
}

/** Whether a check's outcome is taken apart, and not the body. */
function isOutcome(file: ParsedFile, pattern: SyntaxNode): boolean {
  return pattern.getChildren("PatternProperty").some((property) => {
    const key = property.firstChild === null ? "" : textOf(file, property.firstChild);
    return outcomeKey.test(key) || (checkedKey.test(key) && property.getChild("ObjectPattern") !== null);
  });
}

/** What stands before an equals sign, and its type. */
function patternBefore(parts: readonly SyntaxNode[], at: number): SyntaxNode | null {
  const before = parts[at - 1];
  return (before?.name === "TypeAnnotation" ? parts[at - 2] : before) ?? null;
}

function keysOf(file: ParsedFile, pattern: SyntaxNode): readonly string[] {
  return pattern.getChildren("PatternProperty").flatMap((property) => {
    const key = property.firstChild;
    return key === null || key.name === "Spread" ? [] : [textOf(file, key).replaceAll(/^["']|["']$/g, "")];
  });
}

/** `{ body: { email, password } }`, and `{ body }`, whose members are read later. */
function innerKeys(file: ParsedFile, pattern: SyntaxNode, name: RegExp, held: Set<string>): readonly string[] {
  return pattern.getChildren("PatternProperty").flatMap((property) => {
    const key = property.firstChild;
    if (key === null || !name.test(textOf(file, key))) return [];
    const inner = property.getChild("ObjectPattern");
    if (inner !== null) return keysOf(file, inner);
    const local = property.getChild("VariableDefinition");
    if (local !== null) held.add(textOf(file, local));
    return [];
  });
}
