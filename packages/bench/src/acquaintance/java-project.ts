import { javaTypesIn, listed, type JavaMember, type JavaType } from "./java-source.ts";
import type { SourceFile } from "./set-up.ts";

/** Of names that name others, so many are followed. */
const deepest = 5;
const longestText = 300;
const mostOfOneName = 20;

/** The sources of a project in Java: its types by name, and the constants in them. Each file is read once. */
export class JavaProject {
  readonly types: readonly JavaType[];
  readonly #byName = new Map<string, JavaType[]>();
  readonly #constants = new Map<string, readonly (readonly [type: JavaType, value: string])[]>();
  readonly #names = new Map<SourceFile, Names>();
  readonly #settings: ReadonlyMap<string, string>;

  /** @param settings what stands for `${name}` in a text. */
  constructor(files: readonly SourceFile[], settings: ReadonlyMap<string, string> = new Map()) {
    this.#settings = settings;
    this.types = files.filter(({ path }) => path.endsWith(".java")).flatMap(javaTypesIn);
    for (const type of this.types) {
      this.#byName.set(type.name, [...(this.#byName.get(type.name) ?? []), type].slice(0, mostOfOneName));
      for (const member of type.members) this.#readConstant(type, member);
    }
  }

  /** A type by its name, as a place in a file means it: one of the file itself, one that it imports, or the first. */
  type(name: string, from?: SourceFile): JavaType | undefined {
    const all = this.#byName.get(name.slice(name.lastIndexOf(".") + 1)) ?? [];
    if (all.length < 2 || from === undefined) return all[0];
    const { packageName, imports } = this.#namesOf(from);
    return (
      all.find(({ file }) => file === from) ??
      all.find(({ file }) => imports.has(`${this.#namesOf(file).packageName}.${name}`)) ??
      all.find(({ file }) => this.#namesOf(file).packageName === packageName) ??
      all[0]
    );
  }

  /** The text that an expression of literals and constants makes; undefined where it holds anything else. */
  textOf(expression: string, type: JavaType, depth = 0): string | undefined {
    if (depth > deepest || expression.length > longestText) return undefined;
    const parts = expression.match(/"(?:[^"\\\n]|\\.)*"|[\w.]+|[^\s"\w.]/g) ?? [];
    const texts = parts.map((part, at) => {
      if (at % 2 === 1) return part === "+" ? "" : undefined;
      if (part.startsWith('"')) return this.#filled(part.slice(1, -1));
      return this.#constant(part, type, depth);
    });
    const whole = texts.every((text) => text !== undefined) ? texts.join("") : undefined;
    return whole === undefined || whole.length > longestText ? undefined : whole;
  }

  /** The texts of an annotation's argument, which may be one or several: `{"/a", "/b"}`. */
  textsOf(expression: string | undefined, type: JavaType): readonly string[] {
    if (expression === undefined) return [];
    const inside = /^\{([\s\S]*)\}$/.exec(expression)?.[1];
    return (inside === undefined ? [expression] : listed(inside)).flatMap((one) => this.textOf(one, type) ?? []);
  }

  /** What a type extends and implements, among the project's own. */
  parentsOf(type: JavaType): readonly JavaType[] {
    const [, above = ""] = /\b(?:extends|implements)\b([\s\S]*)/.exec(type.head) ?? [];
    const names = [...above.matchAll(/\b[A-Z]\w*/g)].slice(0, 20);
    return names.flatMap(([name]) => this.type(name, type.file) ?? []).filter((parent) => parent !== type);
  }

  #namesOf(file: SourceFile): Names {
    const names = this.#names.get(file) ?? namesIn(file);
    this.#names.set(file, names);
    return names;
  }

  #readConstant(type: JavaType, { head }: JavaMember): void {
    if (head.length > 1_000) return;
    const [, name, value] = /\bString\s+(\w+)\s*=([\s\S]*)$/.exec(head) ?? [];
    if (name === undefined || value === undefined) return;
    this.#constants.set(
      name,
      [...(this.#constants.get(name) ?? []), [type, value.trim()] as const].slice(0, mostOfOneName),
    );
  }

  #constant(written: string, from: JavaType, depth: number): string | undefined {
    const names = written.split(".");
    const all = this.#constants.get(names.at(-1) ?? "") ?? [];
    const of = names.at(-2);
    const owner = all.find(([type]) => (of === undefined ? type === from : type.name === of)) ?? all[0];
    return owner === undefined ? undefined : this.textOf(owner[1], owner[0], depth + 1);
  }

  #filled(text: string): string {
    return text.replaceAll(
      /\$\{([\w.-]{1,100})(?::([^{}]{0,100}))?\}/g,
      (whole, name: string, otherwise?: string) => this.#settings.get(name) ?? otherwise ?? whole,
    );
  }
}

interface Names {
  readonly packageName: string;
  readonly imports: ReadonlySet<string>;
}

function namesIn({ text }: SourceFile): Names {
  return {
    packageName: /^package\s+([\w.]+)/m.exec(text)?.[1] ?? "",
    imports: new Set([...text.matchAll(/^import\s+([\w.]+)/gm)].map(([, name = ""]) => name)),
  };
}
