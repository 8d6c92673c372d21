import type { SourceFile } from "./set-up.ts";

/** A place in one of the project's files. */
export interface SourcePlace {
  readonly file: SourceFile;
  readonly index: number;
}

/** How a function is opened, in the usual languages. */
const openings: readonly RegExp[] = [
  /exports\.(\w+)\s*=/g,
  /function\s+(\w+)/g,
  // What is imported is defined elsewhere.
  /(?:const|let)\s+(\w+)\s*=(?!\s{0,20}(?:await\s{1,20})?(?:require|import)\s{0,5}\()/g,
  /def\s+(\w+)/g,
  /class\s+(\w+)/g,
  /func\s+(?:\([^()]*\)\s*)?(\w+)/g,
  /\basync\s+(\w+)\s*\(/g,
  /^[ \t]+(\w+)[ \t]*[:(][^;\n]*[{(][ \t]*$/gm,
];

const definitionLength = 2_500;
const nextDefinition =
  /\n(?:(?:module\.)?exports\b|(?:async )?function |def |func |@\w+[.(]|const \w+ = async|(?:export )?const \w+ = )/;

/** Where each function of a project begins, by its name and its file: the first of the name there. Each file is read once. */
export class Definitions {
  readonly #places = new Map<string, Map<string, SourcePlace>>();

  constructor(files: readonly SourceFile[]) {
    for (const file of files) {
      const own = new Map<string, number>();
      for (const opening of openings) {
        for (const { 1: name = "", index } of file.text.matchAll(opening)) {
          own.set(name, Math.min(index, own.get(name) ?? index));
        }
      }
      for (const [name, index] of own) {
        const places = this.#places.get(name) ?? new Map<string, SourcePlace>();
        this.#places.set(name, places.set(file.path, { file, index }));
      }
    }
  }

  /** The text of a function, from its first line on: that of the file that names it, or else of the first that has one. */
  textOf(name: string, namedIn: string): SourceFile | undefined {
    const places = this.#places.get(name);
    const place = places?.get(namedIn) ?? places?.values().next().value;
    if (place === undefined) return undefined;
    const rest = place.file.text.slice(place.index, place.index + definitionLength);
    const next = rest.slice(10).search(nextDefinition);
    return { path: place.file.path, text: next < 0 ? rest : rest.slice(0, next + 10) };
  }
}
