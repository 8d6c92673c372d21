import type { SourceFile } from "./set-up.ts";

export interface Annotation {
  /** Without its package: `PostMapping`. */
  readonly name: string;
  /** What stands in its brackets. */
  readonly inside: string;
}

/** A field, or a method: what stands before its body, and the body. */
export interface JavaMember {
  readonly annotations: readonly Annotation[];
  /** Without its annotations: `public String logIn(@RequestBody LogIn body)`. */
  readonly head: string;
  /** Empty where it has none. */
  readonly body: string;
  readonly index: number;
}

export interface JavaType {
  readonly name: string;
  readonly kind: "class" | "record" | "interface" | "enum";
  readonly file: SourceFile;
  readonly annotations: readonly Annotation[];
  /** `class Shop extends Base implements Api`. */
  readonly head: string;
  readonly members: readonly JavaMember[];
  /** Where what stands inside of it begins and ends. */
  readonly from: number;
  readonly until: number;
}

/** Texts are passed over whole. One that isn't closed ends with its line, or with the file, so that nothing is read twice. */
const tokens = /"""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[{}();]/g;
const inBrackets = /"""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[()]/g;

interface Scope {
  readonly kind: "file" | "type" | "body";
  /** Where what stands before its brace begins. */
  readonly head: number;
  readonly from: number;
  readonly type?: { -readonly [Key in keyof JavaType]: JavaType[Key] } & { readonly members: JavaMember[] };
  /** The value of a field, behind which its member goes on. */
  readonly isValue?: boolean;
}

/** The types that a file declares, with their members. It is read once. Pure. */
export function javaTypesIn(file: SourceFile): readonly JavaType[] {
  const { text } = file;
  const types: JavaType[] = [];
  const scopes: Scope[] = [{ kind: "file", head: 0, from: 0 }];
  let head = 0;
  let depth = 0;
  // Behind a first brace, a field's value goes on.
  let inValue = false;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === "(") depth++;
    if (token === ")") depth = Math.max(0, depth - 1);
    if (depth > 0 || token.length > 1 || token === ")") continue;
    const scope = scopes.at(-1);
    if (scope === undefined) break;
    if (token === "{") {
      const opened = scope.kind === "body" || inValue ? bodyAt(head, index, inValue) : openedBy(file, head, index);
      inValue = false;
      scopes.push(opened);
      if (opened.type !== undefined) types.push(opened.type);
      if (opened.kind === "type") head = index + 1;
    } else if (token === "}") {
      if (scopes.length > 1) scopes.pop();
      const above = scopes.at(-1);
      if (scope.type !== undefined) {
        if (scope.type.kind === "enum" && scope.type.members.length === 0)
          scope.type.members.push(memberOf(text.slice(head, index), "", head));
        scope.type.until = index;
      }
      if (scope.kind === "body" && above?.kind === "type" && scope.isValue !== true)
        above.type?.members.push(
          memberOf(text.slice(scope.head, scope.from - 1), text.slice(scope.from, index), scope.head),
        );
      inValue = above?.kind !== "body" && scope.isValue === true;
      if (above?.kind !== "body" && !inValue) head = index + 1;
    } else if (token === ";" && scope.kind !== "body") {
      scope.type?.members.push(memberOf(text.slice(head, index), "", head));
      head = index + 1;
      inValue = false;
    }
  }
  return types;
}

function bodyAt(head: number, index: number, isValue = false): Scope {
  return { kind: "body", head, from: index + 1, isValue };
}

const declaration = /(?:^|\s)(class|record|interface|enum)\s+(\w+)/;

function openedBy(file: SourceFile, from: number, index: number): Scope {
  const { annotations, rest } = withoutAnnotations(file.text.slice(from, index));
  const outside = withoutBrackets(rest);
  const [, kind, name] = declaration.exec(outside) ?? [];
  if (kind === undefined || name === undefined) return bodyAt(from, index, outside.includes("="));
  return {
    ...{ kind: "type", head: from, from: index + 1 },
    type: {
      ...{ name, kind: kind as JavaType["kind"], file, annotations, head: rest.trim(), members: [] },
      ...{ from: index + 1, until: file.text.length },
    },
  };
}

function memberOf(written: string, body: string, index: number): JavaMember {
  const { annotations, rest } = withoutAnnotations(written);
  return { annotations, head: rest.trim(), body, index: index + (/^\s*/.exec(written)?.[0].length ?? 0) };
}

/** The annotations of a declaration, but not those inside of its brackets, and what is left without them. */
export function withoutAnnotations(written: string): {
  readonly annotations: readonly Annotation[];
  readonly rest: string;
} {
  const annotations: Annotation[] = [];
  let rest = "";
  let from = 0;
  const next = /@(?!interface\b)([\w.]+)(\s{0,20}\()?|\(/g;
  for (let match = next.exec(written); match !== null; match = next.exec(written)) {
    const [whole, name, bracket] = match;
    const behind = match.index + whole.length;
    const end = whole === "(" || bracket !== undefined ? closingOf(written, behind) : behind;
    if (name !== undefined) {
      rest += `${written.slice(from, match.index)} `;
      from = end;
      const inside = bracket === undefined ? "" : written.slice(behind, end - 1);
      annotations.push({ name: name.slice(name.lastIndexOf(".") + 1), inside });
    }
    next.lastIndex = end;
  }
  return { annotations, rest: rest + written.slice(from) };
}

/** Behind the bracket that closes the one before `from`; the end of the text where none does. */
export function closingOf(text: string, from: number): number {
  let depth = 1;
  inBrackets.lastIndex = from;
  for (let match = inBrackets.exec(text); match !== null; match = inBrackets.exec(text)) {
    if (match[0] === "(") depth++;
    else if (match[0] === ")" && --depth === 0) return inBrackets.lastIndex;
  }
  return text.length;
}

function withoutBrackets(text: string): string {
  const opened = text.indexOf("(");
  if (opened < 0) return text;
  let left = "";
  let from = 0;
  for (let at = opened; at >= 0; at = text.indexOf("(", from)) {
    left += text.slice(from, at);
    from = closingOf(text, at + 1);
  }
  return left + text.slice(from);
}

const separators = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[(){}<>[\],]/g;

/** What stands between commas, but not inside of brackets. */
export function listed(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(separators)) {
    if ("({<[".includes(token)) depth++;
    else if (")}>]".includes(token)) depth--;
    else if (token === "," && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== "");
}

/** The parameters of a method, or of a record, as written. */
export function parametersOf(head: string): readonly string[] {
  const opened = head.indexOf("(");
  return opened < 0 ? [] : listed(head.slice(opened + 1, closingOf(head, opened + 1) - 1));
}

/** An annotation's argument by its name; the first of the names that it has. `value` may stand without its name. */
export function argumentOf({ inside }: Annotation, ...names: readonly string[]): string | undefined {
  const written = listed(inside);
  for (const name of names) {
    const named = written.find((part) => part.startsWith(name) && /^\s*=(?!=)/.test(part.slice(name.length)));
    if (named !== undefined) return named.slice(named.indexOf("=") + 1).trim();
    if (name === "value" && written.length === 1 && !/^\w+\s*=(?!=)/.test(written[0] ?? "")) return written[0];
  }
  return undefined;
}
