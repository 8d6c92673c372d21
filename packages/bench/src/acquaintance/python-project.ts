import { dirname, join, normalize } from "node:path/posix";
import type { SourceFile } from "./set-up.ts";

/** A class or a function at the top of a module, with its decorators. */
export interface PythonDefinition {
  readonly kind: "class" | "function";
  readonly name: string;
  readonly file: SourceFile;
  /** What stands above it: `@api_view(["POST"])`. */
  readonly decorators: string;
  /** Its first line and what is indented below. */
  readonly text: string;
  /** Of a class. */
  readonly bases: readonly string[];
}

const definitionLength = 8_000;
const longestHeading = 500;

/** Where a name that a module uses is from: a module, or a name in one. */
export interface PythonOrigin {
  readonly file: SourceFile;
  readonly name?: string;
}

/** The modules of a project in Python, with what stands at their top. Each is read once. */
export class PythonProject {
  readonly files: readonly SourceFile[];
  readonly #byPath: ReadonlyMap<string, SourceFile>;
  readonly #definitions = new Map<string, PythonDefinition[]>();
  readonly #byModule = new Map<string, SourceFile[]>();
  readonly #imports = new Map<SourceFile, ReadonlyMap<string, string>>();
  readonly #constants = new Map<string, string>();

  /** @param files without comments. */
  constructor(files: readonly SourceFile[]) {
    this.files = files.filter(({ path }) => path.endsWith(".py"));
    this.#byPath = new Map(this.files.map((file) => [file.path, file]));
    for (const file of this.files) {
      const last = moduleOf(file).split("/").at(-1) ?? "";
      this.#byModule.set(last, [...(this.#byModule.get(last) ?? []), file]);
      for (const definition of definitionsIn(file)) {
        const before = this.#definitions.get(definition.name) ?? [];
        this.#definitions.set(definition.name, [...before, definition].slice(0, 20));
      }
      for (const [name, value] of constantsIn(file.text))
        if (!this.#constants.has(name)) this.#constants.set(name, value);
    }
  }

  /** The definition by this name that the module means: one that it has or imports, or else the nearest in the folders. */
  definition(name: string, from: SourceFile): PythonDefinition | undefined {
    const all = this.#definitions.get(name.split(".").at(-1) ?? "") ?? [];
    if (all.length < 2) return all[0];
    const origin = this.origin(name, from);
    const shared = (path: string) => path.split("/").findIndex((part, at) => part !== from.path.split("/")[at]);
    return (
      all.find(({ file }) => file === origin?.file) ??
      all.find(({ file }) => file === from) ??
      all.toSorted((one, other) => shared(other.file.path) - shared(one.file.path))[0]
    );
  }

  /** Where a name of a module is from, followed through modules that only pass it on. */
  origin(name: string, from: SourceFile, hops = 0): PythonOrigin | undefined {
    const [first = "", ...rest] = name.split(".");
    const imported = this.#importsOf(from).get(first);
    if (imported === undefined) return rest.length === 0 ? { file: from, name: first } : undefined;
    const whole = [imported, ...rest].join(".");
    const module = this.module(whole, from);
    if (module !== undefined) return { file: module };
    const parts = whole.split(".");
    const last = parts.pop() ?? "";
    const owner = this.module(parts.join(".") || ".", from);
    if (owner === undefined) return undefined;
    const isPassedOn = owner !== from && this.#importsOf(owner).has(last);
    return (isPassedOn && hops < 3 ? this.origin(last, owner, hops + 1) : undefined) ?? { file: owner, name: last };
  }

  /** The file of a module by its name, absolute or relative: `accounts.urls`, `.routes`. */
  module(name: string, from: SourceFile): SourceFile | undefined {
    const [dots = ""] = /^\.*/.exec(name) ?? [];
    const dotted = name.slice(dots.length);
    const path = dotted.replaceAll(".", "/");
    if (dots !== "") {
      const folder = join(
        dirname(from.path),
        ...dots
          .slice(1)
          .split("")
          .map(() => ".."),
      );
      return this.#at(normalize(join(folder, path)));
    }
    if (path === "") return undefined;
    // The folder that it is run in need not be the top.
    const candidates = (this.#byModule.get(path.split("/").at(-1) ?? "") ?? []).filter((file) =>
      `/${moduleOf(file)}`.endsWith(`/${path}`),
    );
    return candidates.toSorted((one, other) => one.path.length - other.path.length)[0];
  }

  /** The project's own modules that a module imports. */
  importedBy(file: SourceFile): readonly SourceFile[] {
    return [...this.#importsOf(file).values()].flatMap((name) => {
      const parts = name.split(".");
      const whole = this.module(name, file);
      const owner = this.module(parts.slice(0, -1).join(".") || ".", file);
      return [whole, owner].filter((target) => target !== undefined);
    });
  }

  /** The text that a name stands for: `API_PREFIX`, `settings.API_V1_STR`, `app.config["APP_PREFIX"]`. */
  constant(expression: string): string | undefined {
    const name = [...expression.matchAll(/\w+/g)].at(-1)?.[0];
    if (name === undefined) return undefined;
    const value = this.#constants.get(name);
    return value?.startsWith("=") === true ? this.#constants.get(value.slice(1)) : value;
  }

  /** A text as it is written, with its prefix `f` or `r`, or a name that stands for one; undefined where it isn't known. */
  textOf(written: string): string | undefined {
    const [, prefix = "", , text] = /^\s*([rfbu]{0,2})(["'])([^"']*)\2/i.exec(written) ?? [];
    if (text === undefined) return this.constant(written.slice(0, longestHeading));
    if (!/f/i.test(prefix)) return text;
    return text.replaceAll(/\{([^{}]*)\}/g, (_whole, name: string) => this.constant(name) ?? "");
  }

  #at(path: string): SourceFile | undefined {
    const module = path === "." ? "" : `${path}/`;
    return this.#byPath.get(`${path}.py`) ?? this.#byPath.get(`${module}__init__.py`);
  }

  #importsOf(file: SourceFile): ReadonlyMap<string, string> {
    const imports = this.#imports.get(file) ?? importsIn(file.text);
    this.#imports.set(file, imports);
    return imports;
  }
}

/** `accounts/urls`; of a package, its folder. */
function moduleOf({ path }: SourceFile): string {
  return path.replace(/\.py$/, "").replace(/(^|\/)__init__$/, "");
}

/** Local name → what it is the name of, with the module before it: `bp` → `.routes.bp`. */
function importsIn(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { 1: module = "", 2: bracketed, 3: plain } of text.matchAll(
    /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^()]{0,3000})\)|([^\n(]{1,1000}))/gm,
  )) {
    for (const part of (bracketed ?? plain ?? "").split(",")) {
      const [, name = "", local = name] = /^\s*(\w+)(?:\s+as\s+(\w+))?/.exec(part) ?? [];
      if (name !== "") names.set(local, module.endsWith(".") ? `${module}${name}` : `${module}.${name}`);
    }
  }
  for (const { 1: list = "" } of text.matchAll(/^[ \t]*import[ \t]+([^\n]{1,500})/gm)) {
    for (const part of list.split(",")) {
      const [, module = "", local] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?/.exec(part) ?? [];
      if (local !== undefined) names.set(local, module);
      else if (module !== "") names.set(module.split(".")[0] ?? "", module.split(".")[0] ?? "");
    }
  }
  return names;
}

/** Lines that open a definition at the top, or stand above one. */
const tops = /^(@|(?:async )?def |class |[A-Za-z_"'([{])/gm;

function definitionsIn(file: SourceFile): readonly PythonDefinition[] {
  const { text } = file;
  const starts = [...text.matchAll(tops)].map(({ 1: kind = "", index }) => ({ kind, index }));
  let above: number | undefined;
  return starts.flatMap(({ kind, index }, at) => {
    if (kind === "@") {
      above ??= index;
      return [];
    }
    const decorators = above === undefined ? "" : text.slice(above, index);
    above = undefined;
    const until = Math.min(starts[at + 1]?.index ?? text.length, index + definitionLength);
    const whole = text.slice(index, until);
    const [, word, name] = /^(?:async )?(def|class) (\w+)/.exec(whole) ?? [];
    if (name === undefined) return [];
    const bases = word === "class" ? (/^class \w+\(([^()]*)\)/.exec(whole.slice(0, longestHeading))?.[1] ?? "") : "";
    return [
      {
        ...{ kind: word === "class" ? ("class" as const) : ("function" as const), name, file, decorators, text: whole },
        bases: bases
          .split(",")
          .map((base) => base.trim())
          .filter((base) => base !== "" && !base.includes("=")),
      },
    ];
  });
}

/** The methods of a class, each with the decorators above it. */
export function methodsIn({ text }: PythonDefinition): ReadonlyMap<string, string> {
  const indent = /\n([ \t]+)(?:@|def |async def )/.exec(text)?.[1];
  if (indent === undefined) return new Map();
  const methods = new Map<string, string>();
  const starts: number[] = [];
  let isAbove = false;
  for (const { 1: kind = "", index } of text.matchAll(/^[ \t]+(@|def |async def )/gm)) {
    if (!text.startsWith(indent, index) || /[ \t]/.test(text.charAt(index + indent.length))) continue;
    if (!isAbove) starts.push(index);
    isAbove = kind === "@";
  }
  for (const [at, start] of starts.entries()) {
    const method = text.slice(start, starts[at + 1]);
    const name = /^[ \t]*(?:async )?def (\w+)/m.exec(method)?.[1];
    if (name !== undefined && !methods.has(name)) methods.set(name, method);
  }
  return methods;
}

/** Names of texts, wherever they are set; a name that stands for another begins with `=`. */
function constantsIn(text: string): readonly (readonly [string, string])[] {
  return [
    ...[
      ...text.matchAll(/^[ \t]*([A-Za-z_]\w*)[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*["']([^"'\n]{0,200})["'][ \t]*$/gm),
    ].map(([, name = "", value = ""]) => [name, value] as const),
    ...[
      ...text.matchAll(
        /^[ \t]*([A-Za-z_]\w*)[ \t]*=[ \t]*[\w.]*\b(?:config|settings|Config)\b[^\n]{0,20}?[.["'(](\w+)["'\])]*[ \t]*$/gm,
      ),
    ].map(([, name = "", other = ""]) => [name, `=${other}`] as const),
  ];
}
