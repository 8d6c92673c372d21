import { dirname, join, normalize } from "node:path/posix";
import type { SourceFile } from "./set-up.ts";
import type { Member } from "./route.ts";

/**
 * Members of the schemas (Joi, Yup, Zod, JSON Schema) that a text of a file names: those of the file itself, and those
 * that it imports from another file of the project, one step. Pure.
 */
export function schemaMembers(text: string, file: SourceFile, files: readonly SourceFile[]): readonly Member[] {
  const imports = importsOf(file, files);
  // A key names nothing.
  const named = new Set([...text.matchAll(/\b[A-Za-z_]\w*\b(?:\.\w+\b)?(?!\s*:)/g)].map(([whole]) => whole));
  return [...named]
    .filter((whole) => !notBody.test(whole))
    .flatMap((whole) => {
      const [name = "", inner] = whole.split(".");
      const imported = imports.get(name);
      if (imported === undefined) return definedIn(file, name);
      return definedIn(imported.file, imported.name ?? inner);
    });
}

/** Schemas, too, but of something else than what is sent. */
const notBody = /respon|reply|result|query|param/i;

interface Imported {
  readonly file: SourceFile;
  /** Its name there; undefined where the whole file, or its default, was imported. */
  readonly name?: string;
}

function importsOf(file: SourceFile, files: readonly SourceFile[]): ReadonlyMap<string, Imported> {
  const known = new Map(files.map((one) => [one.path, one] as const));
  const found = [
    ...file.text.matchAll(/(?:const|let|var)\s+(\w+|\{[^}]*\})\s*=\s*require\(\s*["'](\.[^"']+)["']/g),
    ...file.text.matchAll(/import\s+(?:\*\s*as\s+)?(\w+|\{[^}]*\})\s*from\s*["'](\.[^"']+)["']/g),
  ];
  return new Map(
    found.flatMap(([, names = "", target = ""]): readonly (readonly [string, Imported])[] => {
      const path = normalize(join(dirname(file.path), target));
      const ends = ["", ".js", ".ts", ".mjs", ".cjs", ".json", "/index.js", "/index.ts"];
      // TypeScript imports a .ts file by the name that it will have.
      const at = [...ends.map((end) => path + end), path.replace(/\.js$/, ".ts")].find((one) => known.has(one));
      const there = at === undefined ? undefined : known.get(at);
      if (there === undefined) return [];
      if (!names.startsWith("{")) return [[names, { file: there }]];
      return names
        .slice(1, -1)
        .split(",")
        .map((one) => one.trim().split(/\s*:\s*|\s+as\s+/))
        .map(([name = "", local = name]) => [local, { file: there, name }]);
    }),
  );
}

/** Of what a file calls by this name; without a name, of what it exports as a whole. */
function definedIn({ path, text }: SourceFile, name: string | undefined): readonly Member[] {
  if (path.endsWith(".json")) return membersOfSchema(text);
  const opening =
    name === undefined
      ? /(?:module\.exports\s*=|export\s+default)\s*/
      : new RegExp(`(?:(?:const|let|var)\\s+${name}\\b[^=\\n]*=|exports\\.${name}\\s*=|^\\s*${name}\\s*:)\\s*`, "m");
  const found = opening.exec(text);
  return found === null ? [] : membersOfSchema(text.slice(found.index + found[0].length));
}

/** What stands before the members of an object in Joi, Yup, Zod and their like, or nothing, as in JSON Schema. */
const objectOpening = /^\s*(?:[\w.]*object\w*\(\s*(?:\)\s*\.\s*(?:keys|shape)\(\s*)?)?\{/i;

function membersOfSchema(written: string, above: readonly string[] = []): readonly Member[] {
  const opening = objectOpening.exec(written)?.[0];
  if (opening === undefined || above.length > 3) return [];
  const entries = entriesOf(written.slice(opening.length));
  const valueOf = (pattern: RegExp) => entries.find(([key]) => pattern.test(key))?.[1];
  const isPlain = /^\s*\{/.test(opening);
  const properties = isPlain ? valueOf(/^properties$/) : undefined;
  if (properties !== undefined) {
    const needed = [...(valueOf(/^required$/) ?? "").matchAll(/["'](\w+)["']/g)].map(([, name]) => name);
    const inside = entriesOf(properties.replace(/^\s*\{/, ""));
    return inside.flatMap(([key, value]) => nested(key, value, above, needed.includes(key)));
  }
  const body = valueOf(/^(\[.*\bbody\]|body|schema)$/i);
  if (above.length === 0 && body !== undefined && objectOpening.test(body)) return membersOfSchema(body);
  if (isPlain) return [];
  return entries.flatMap(([key, value]) => nested(key, value, above, isRequired(value)));
}

function nested(key: string, value: string, above: readonly string[], required: boolean): readonly Member[] {
  const path = [...above, key];
  const inner = membersOfSchema(value, path);
  return inner.length > 0 ? inner : [{ path, required }];
}

/** Joi and Yup say what is needed, Zod what is not. */
function isRequired(value: string): boolean {
  return /^\s*z\./.test(value) ? !/\.(optional|nullish|default)\(/.test(value) : value.includes(".required(");
}

/** Keys and values of an object literal, from behind its opening brace. */
function entriesOf(text: string): readonly (readonly [key: string, value: string])[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  // Texts, comments and regular expressions are passed over whole.
  const tokens =
    /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=[(,:=]\s*)\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n[])+\/|[{}()[\],]/g;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (/^[{([]$/.test(token)) depth++;
    else if (/^[})\]]$/.test(token)) depth--;
    if ((token === "," && depth === 0) || depth < 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
    if (depth < 0) break;
  }
  return parts.flatMap((part) => {
    const found = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*["']?([\w-]+|\[[\w.]+\])["']?\s*:([\s\S]*)$/.exec(part);
    return found === null ? [] : [[found[1] ?? "", found[2] ?? ""] as const];
  });
}
