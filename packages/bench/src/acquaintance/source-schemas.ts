import { dirname, join, normalize } from "node:path/posix";
import type { SourceFile } from "./set-up.ts";
import type { Member } from "./route.ts";

/** Of a schema in code, so many characters are read. */
const schemaLength = 4_000;
const valueLength = 500;
/** Of one text, so many names are looked up. */
const mostNames = 300;

/** Schemas (Joi, Yup, Zod, JSON Schema) of a project's files. Each file is read once. */
export class Schemas {
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #imports = new Map<SourceFile, ReadonlyMap<string, Imported>>();
  readonly #openings = new Map<SourceFile, ReadonlyMap<string, number>>();
  readonly #members = new Map<string, readonly Member[]>();

  constructor(files: readonly SourceFile[]) {
    this.#files = new Map(files.toReversed().map((file) => [file.path, file]));
  }

  /** Members of the schemas that a part of a file names: those of the file itself, and those that it imports, one step. */
  namedIn({ path, text }: SourceFile): readonly Member[] {
    const file = this.#files.get(path);
    if (file === undefined) return [];
    const imports = made(this.#imports, file, () => importsOf(file, this.#files));
    // A key names nothing.
    const names = new Set([...text.matchAll(/\b[A-Za-z_]\w*\b(?:\.\w+\b)?(?!\s*:)/g)].map(([whole]) => whole));
    return [...names]
      .filter((whole) => !notBody.test(whole))
      .slice(0, mostNames)
      .flatMap((whole) => {
        const [name = "", inner] = whole.split(".");
        const imported = imports.get(name);
        if (imported === undefined) return this.#definedIn(file, name);
        return this.#definedIn(imported.file, imported.name ?? inner);
      });
  }

  /** Of what a file calls by this name; without a name, of what it exports as a whole. */
  #definedIn(file: SourceFile, name: string | undefined): readonly Member[] {
    const isWhole = file.path.endsWith(".json");
    const opening = isWhole ? 0 : this.#openingOf(file, name);
    if (opening === undefined) return [];
    return made(this.#members, `${String(opening)} ${file.path}`, () =>
      membersOfSchema(isWhole ? file.text : withinFunction(file.text.slice(opening, opening + schemaLength)), (value) =>
        this.#valueOf(file, value),
      ),
    );
  }

  /** What a file's own name stands for: `const secret = Joi.string().required()`. */
  #valueOf(file: SourceFile, value: string): string {
    const name = /^\s*(\w+)\s*$/.exec(value)?.[1];
    const opening = name === undefined ? undefined : this.#openingOf(file, name);
    return opening === undefined
      ? value
      : (file.text.slice(opening, opening + valueLength).split(/;|\n\s*\n/, 1)[0] ?? "");
  }

  #openingOf(file: SourceFile, name: string | undefined): number | undefined {
    return made(this.#openings, file, () => openingsOf(file)).get(name ?? wholeFile);
  }
}

function made<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}

/** Schemas, too, but of something else than what is sent. */
const notBody = /respon|reply|result|query|param/i;

/** No name that a program can give. */
const wholeFile = "";

/** Where what a file defines begins, by its name: the first of each. */
function openingsOf({ text }: SourceFile): ReadonlyMap<string, number> {
  const starts = [
    ...text.matchAll(/(?:const|let|var)\s+(\w+)\b[^=\n]{0,200}=\s*/g),
    ...text.matchAll(/exports\.(\w+)\s*=\s*/g),
    ...text.matchAll(/\bfunction\s+(\w+)\s*(?=\()/g),
    ...text.matchAll(/^[ \t]*(\w+)[ \t]*:\s*/gm),
    ...text.matchAll(/(?:module\.exports\s*=|export\s+default)\s*/g),
  ].toSorted((first, second) => second.index - first.index);
  return new Map(starts.map(({ 0: whole, 1: name = wholeFile, index }) => [name, index + whole.length]));
}

interface Imported {
  readonly file: SourceFile;
  /** Its name there; undefined where the whole file, or its default, was imported. */
  readonly name?: string;
}

function importsOf(file: SourceFile, files: ReadonlyMap<string, SourceFile>): ReadonlyMap<string, Imported> {
  const imports = [
    ...file.text.matchAll(/(?:const|let|var)\s+(\w+|\{[^{}]*\})\s*=\s*require\(\s*["']([.@~][^"']+)["']/g),
    ...file.text.matchAll(/import\s+(?:\*\s*as\s+)?(\w+|\{[^{}]*\})\s*from\s*["']([.@~][^"']+)["']/g),
  ];
  return new Map(
    imports.flatMap(([, names = "", target = ""]): readonly (readonly [string, Imported])[] => {
      const path = pathOf(file, target, files);
      const ends = ["", ".js", ".ts", ".mjs", ".cjs", ".json", "/index.js", "/index.ts"];
      // TypeScript imports a .ts file by the name that it will have.
      const there = [...ends.map((end) => path + end), path.replace(/\.js$/, ".ts")]
        .map((end) => files.get(end))
        .find((target) => target !== undefined);
      if (there === undefined) return [];
      if (!names.startsWith("{")) return [[names, { file: there }]];
      return names
        .slice(1, -1)
        .split(",")
        .map((one) => one.split(/:|\sas\s/).map((part) => part.trim()))
        .map(([name = "", local = name]) => [local, { file: there, name }]);
    }),
  );
}

/** A name of a folder's own (`@/schemas/auth`) stands for the sources' top, whatever it is called. */
export function pathOf(
  file: Pick<SourceFile, "path">,
  target: string,
  files: { readonly has: (path: string) => boolean },
): string {
  if (target.startsWith(".")) return normalize(join(dirname(file.path), target));
  const below = target.replace(/^[@~]\w*\//, "");
  const folders = ["", "src/", "app/", "server/", "backend/src/"];
  const found = folders.find((folder) => files.has(`${folder}${below}.ts`) || files.has(`${folder}${below}.js`));
  return `${found ?? ""}${below}`;
}

/** A function that checks a body may make its schema itself: what it makes first. */
function withinFunction(written: string): string {
  const start =
    /^(?:async\s+)?(?:function\b[^()\n]{0,100}\([^()]{0,200}\)|\([^()]{0,200}\)|\w+)(?:\s*:\s*[\w.<>[\]]{1,100})?\s*(?:=>\s*\{?|\{)/.exec(
      written,
    )?.[0];
  if (start === undefined) return written;
  const body = written.slice(start.length).split(/\n\}/, 1)[0] ?? "";
  const at = body.search(/\b\w+\.(?:o|strictO|looseO)bject\(/);
  return at < 0 ? "" : body.slice(at);
}

/** What stands before the members of an object in Joi, Yup, Zod and their like, or nothing, as in JSON Schema. */
function openingOf(written: string): string | undefined {
  const [start = "", call = ""] = /^\s*([\w.]*)/.exec(written) ?? [];
  if (call === "") return /^\s*\{/.exec(written)?.[0];
  // Of a call, `object` stands in its last name: `Joi.object(`, `z.strictObject(`.
  if (!/object/i.test(call.slice(call.lastIndexOf(".") + 1))) return undefined;
  const opening = /^\(\s*(?:\)\s*(?:\.\s*\w+\([^()]{0,200}\)\s*){0,3}\.\s*(?:keys|shape)\(\s*)?\{/i.exec(
    written.slice(start.length),
  )?.[0];
  return opening === undefined ? undefined : start + opening;
}

function membersOfSchema(
  written: string,
  valueOfName: (value: string) => string,
  above: readonly string[] = [],
): readonly Member[] {
  const opening = openingOf(written);
  if (opening === undefined || above.length > 3) return [];
  const entries = entriesOf(written.slice(opening.length));
  const valueOf = (pattern: RegExp) => entries.find(([key]) => pattern.test(key))?.[1];
  const isPlain = /^\s*\{/.test(opening);
  const properties = isPlain ? valueOf(/^properties$/) : undefined;
  if (properties !== undefined) {
    const needed = [...(valueOf(/^required$/) ?? "").matchAll(/["'](\w+)["']/g)].map(([, name]) => name);
    const inside = entriesOf(properties.replace(/^\s*\{/, ""));
    return inside.flatMap(([key, value]) => nested([key, value], valueOfName, above, needed.includes(key)));
  }
  const body = valueOf(/^(\[[\w.]*\bbody\]|body|schema)$/i);
  if (above.length === 0 && body !== undefined && openingOf(body) !== undefined)
    return membersOfSchema(body, valueOfName);
  if (isPlain) return [];
  return entries.flatMap(([key, value]) => nested([key, value], valueOfName, above, isRequired(valueOfName(value))));
}

function nested(
  [key, value]: readonly [string, string],
  valueOfName: (value: string) => string,
  above: readonly string[],
  required: boolean,
): readonly Member[] {
  const path = [...above, key];
  const inner = membersOfSchema(value, valueOfName, path);
  return inner.length > 0 ? inner : [{ path, required }];
}

/** Joi and Yup say what is needed, Zod what is not. */
function isRequired(value: string): boolean {
  return /^\s*z\./.test(value) ? !/\.(optional|nullish|default)\(/.test(value) : value.includes(".required(");
}

/**
 * What is passed over whole: texts, comments, regular expressions. One that isn't closed ends with its line, or with the
 * text, so that nothing is read twice.
 */
const tokens =
  /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[\s\S]|[^`\\])*`?|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|\/(?<=[(,:=]\s*\/)(?:\\.|\[(?:\\.|[^\]\\\n])*\]?|[^/\\\n[])+\/?|[{}()[\],]/g;

/** Keys and values of an object literal, from behind its opening brace, without comments. */
function entriesOf(text: string): readonly (readonly [key: string, value: string])[] {
  const parts: string[] = [];
  let part = "";
  let from = 0;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token.startsWith("//") || token.startsWith("/*")) {
      part += `${text.slice(from, index)} `;
      from = index + token.length;
      continue;
    }
    if (/^[{([]$/.test(token)) depth++;
    else if (/^[})\]]$/.test(token)) depth--;
    if ((token === "," && depth === 0) || depth < 0) {
      parts.push(part + text.slice(from, index));
      part = "";
      from = index + 1;
    }
    if (depth < 0) break;
  }
  return parts.flatMap((entry) => {
    const short = /^\s*(\w+)\s*$/.exec(entry)?.[1];
    if (short !== undefined) return [[short, short] as const];
    const [, key, value] = /^\s*["']?([\w-]+|\[[\w.]+\])["']?\s*:([\s\S]*)$/.exec(entry) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
}
