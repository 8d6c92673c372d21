import type { SourceFile } from "./set-up.ts";
import { closingBracket } from "./source-places.ts";

const typeLength = 4_000;

/** The types of a project by name: pydantic models, data classes, DTOs, Go structs. Each file is read once. */
export class SourceTypes {
  readonly #texts = new Map<string, Map<SourceFile, string[]>>();
  readonly #members = new Map<string, readonly string[]>();

  constructor(files: readonly SourceFile[]) {
    for (const file of files) {
      for (const { 1: name = "", index } of file.text.matchAll(/(?:class|record|interface|type) (\w+)/g)) {
        const byFile = this.#texts.get(name) ?? new Map<SourceFile, string[]>();
        this.#texts.set(name, byFile);
        const texts = byFile.get(file) ?? [];
        byFile.set(file, texts);
        // One name may be that of a type and of what it is made into.
        if (texts.length < 3) texts.push(file.text.slice(index, index + typeLength));
      }
    }
  }

  /** The names of its members; none where nothing is called so. */
  membersOf(name: string): readonly string[] {
    const seen = this.#members.get(name);
    if (seen !== undefined) return seen;
    const members = this.#find(name);
    this.#members.set(name, members);
    return members;
  }

  #find(name: string): readonly string[] {
    for (const texts of this.#texts.get(name)?.values() ?? []) {
      const python = first(texts, modelMembers) ?? first(texts, structMembers);
      if (python !== undefined) return python;
      const fields = first(texts, classMembers) ?? [];
      if (fields.length > 0) return fields;
    }
    return [];
  }
}

function first(
  texts: readonly string[],
  read: (text: string) => readonly string[] | undefined,
): readonly string[] | undefined {
  return texts.map(read).find((members) => members !== undefined);
}

/** Pydantic, marshmallow and their like: what is indented below the class. */
function modelMembers(text: string): readonly string[] | undefined {
  const [heading, bases = ""] = /^class \w+\(([^()]*)\):/.exec(text) ?? [];
  if (heading === undefined) return undefined;
  if (!/BaseModel|Schema|SQLModel|\wBase/.test(/^[\w.]*/.exec(bases)?.[0] ?? "")) return undefined;
  const end = text.search(/\n\S/);
  const body = text.slice(heading.length, end < 0 ? undefined : end);
  return [...body.matchAll(/^[ \t]+(\w+)[ \t]*:/gm)].map(([, member = ""]) => member);
}

function structMembers(text: string): readonly string[] | undefined {
  const body = /^type \w+ struct \{([\s\S]*?)\n\}/.exec(text)?.[1];
  return body === undefined ? undefined : [...body.matchAll(/(?:json|form):"(\w+)/g)].map(([, member = ""]) => member);
}

/** Texts among the members of a class in Java, or of a class or an interface in TypeScript. */
function classMembers(text: string): readonly string[] | undefined {
  const opening = /^(?:class|record|interface) \w+\b[^{(]*([{(])/.exec(text);
  if (opening === null) return undefined;
  // Decorators and methods bring brackets of their own.
  const end = closingBracket(text, opening[0].length);
  const body = text.slice(opening[0].length, end === undefined ? undefined : end - 1);
  return [
    ...body.matchAll(/\bString\s+(\w+)\s*[;,)]/g),
    ...body.matchAll(/^[ \t]*(?:readonly[ \t]+)?(\w+)[!?]?[ \t]*:[ \t]*string/gm),
  ].map(([, member = ""]) => member);
}
