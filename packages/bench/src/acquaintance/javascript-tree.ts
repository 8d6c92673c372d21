import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/javascript";
import type { SourceFile } from "./set-up.ts";
import { withoutComments } from "./source-comments.ts";

/** A file in JavaScript or TypeScript with the syntax that it has. */
export interface ParsedFile extends SourceFile {
  readonly top: SyntaxNode;
}

export const isJavaScript = /\.[cm]?[jt]s$/i;

const typescript = parser.configure({ dialect: "ts" });
/** Longer is what a tool wrote. */
const longestFile = 100_000;
/** Deeper than anybody writes: where generics nest in each other, reading them is quadratic. */
const deepest = 60;

/** What a tool wrote, beyond a person's line. The parser looks from many a token to the end of its line. */
const endOfLongLine = /^([^\n]{2000})([^\n]+)/gm;

const rowOfSigns = /(?:[-+*/%:=<>&|^!~?.,;@#\\]\s{0,10}){20,}/g;

/** Undefined where it is too long or too deep to be read soon. Errors in it are passed over. Pure. */
export function parsedFile({ path, text }: SourceFile): ParsedFile | undefined {
  if (!isJavaScript.test(path) || text.length > longestFile || isDeep(text)) return undefined;
  // The parser is quadratic in the rarer line ends, too, and in rows of signs, which stand in texts at most.
  const read = withoutComments({ path, text })
    .text.replaceAll(/[\u2028\u2029]/g, "\n")
    .replaceAll(rowOfSigns, (row) => row.replaceAll(/[^\n]/g, " "))
    .replaceAll(endOfLongLine, (_line, read: string, left: string) => read + " ".repeat(left.length));
  return { path, text, top: typescript.parse(read).topNode };
}

/** By its brackets alone; those in texts and comments count, too. Pure. */
export function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}<>]/g)) {
    if (bracket === ">") depth = Math.max(0, depth - 1);
    else if (bracket === "<") depth++;
    else depth = Math.max(0, "([{".includes(bracket) ? depth + 1 : depth - 1);
    if (depth > deepest) return true;
  }
  return false;
}

export function textOf({ text }: Pick<SourceFile, "text">, { from, to }: Pick<SyntaxNode, "from" | "to">): string {
  return text.slice(from, to);
}

/** The nodes of these kinds, in the order in which they are written. */
export function nodesOf(top: SyntaxNode, ...kinds: readonly string[]): readonly SyntaxNode[] {
  const wanted = new Set(kinds);
  const nodes: SyntaxNode[] = [];
  top.cursor().iterate((node) => {
    if (wanted.has(node.name)) nodes.push(node.node);
  });
  return nodes;
}

export function childrenOf(node: SyntaxNode | null): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

const punctuation = /^[()[\]{},;:]$/;

/** What a call is given. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(call.getChild("ArgList")).filter(
    ({ name }) => !punctuation.test(name) && !name.endsWith("Comment"),
  );
}

/** What is called: `router.post`, as it is written. */
export function calleeOf(call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.name === "NewExpression" ? call.firstChild?.nextSibling : call.firstChild;
  return callee ?? undefined;
}

/** `router` and `post` of `router.post`; undefined where the node is no member. */
export function memberOf(
  file: SourceFile,
  node: SyntaxNode | undefined,
): { readonly object: SyntaxNode; readonly name: string } | undefined {
  if (node?.name !== "MemberExpression") return undefined;
  const [object] = childrenOf(node);
  const last = node.lastChild;
  if (object === undefined || last === null) return undefined;
  if (last.name === "PropertyName") return { object, name: textOf(file, last) };
  const key = last.name === "]" && last.prevSibling !== null ? stringIn(file, last.prevSibling) : undefined;
  return key === undefined ? undefined : { object, name: key };
}

/** The text of a literal; undefined where it holds anything else. */
export function stringIn(file: SourceFile, node: SyntaxNode): string | undefined {
  if (node.name === "String") return textOf(file, node).slice(1, -1);
  if (node.name === "TemplateString" && node.getChild("Interpolation") === null) return textOf(file, node).slice(1, -1);
  return undefined;
}

/** Key → value of an object literal; a short property is its own value. */
export function propertiesOf(file: SourceFile, object: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  const properties = object.getChildren("Property").flatMap((property): readonly (readonly [string, SyntaxNode])[] => {
    const key = property.firstChild;
    const value = property.lastChild;
    if (key === null || value === null) return [];
    const name = textOf(file, key).replaceAll(/^["']|["']$/g, "");
    return [[name, value]];
  });
  return new Map(properties);
}

/** A variable of the environment that an expression reads first: `process.env.DB_HOST || "localhost"`. */
export function variableIn(file: SourceFile, node: SyntaxNode): string | undefined {
  return /^(?:Number\(|parseInt\(|String\(|\+)?\s{0,5}process\.env(?:\.(\w{1,60})|\[["'](\w{1,60})["']\])/
    .exec(textOf(file, node).slice(0, 200))
    ?.slice(1)
    .find((name) => name !== undefined);
}
