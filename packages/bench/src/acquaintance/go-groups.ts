import type { SourceFile } from "./set-up.ts";
import { closingBracket } from "./source-places.ts";

interface GoFunction {
  readonly file: SourceFile;
  readonly name: string;
  readonly from: number;
  readonly until: number;
  /** The names of its parameters. */
  readonly parameters: readonly string[];
}

/** A router that stands below another one: `users := api.Group("/users")`. */
interface Group {
  readonly name: string;
  readonly base: string;
  readonly path: string;
  /** Where it is made, and where the block ends that it is for. */
  readonly from: number;
  readonly until: number;
}

/** Where a function is given a router, or where the router that it makes is mounted. */
interface Caller {
  readonly file: SourceFile;
  readonly index: number;
  /** What stands before its name: a package, or whose method it is. */
  readonly qualifier: string;
  readonly router: string;
  readonly path: string;
  readonly isMount: boolean;
}

const deepest = 6;
const mostFunctions = 2_000;
const mostCallers = 20;

const assigned = /\b(\w{1,60})\s{0,9}:?=\s{0,9}(\w{1,60})\.(?:(?:Group|PathPrefix)\(\s{0,9}"([^"\n]{0,200})"|With\()/g;
const block =
  /\b(\w{1,60})\.(?:Route|Group)\(\s{0,20}(?:"([^"\n]{0,200})"\s{0,9},\s{0,20})?func\((\w{1,60}) [\w.*]{1,60}\)\s{0,9}\{/g;
const called =
  /(?:\b(\w{1,60})\.)?\b([A-Za-z]\w{0,60})\(\s{0,20}(\w{1,60})(?:\.Group\(\s{0,9}"([^"\n]{0,200})"(?:[^()\n]|\([^()\n]{0,100}\)){0,200}\))?\s{0,20}[,)]/g;
const mounted = /\b(\w{1,60})\.Mount\(\s{0,9}"([^"\n]{0,200})"\s{0,9},\s{0,20}(?:(\w{1,60})\.)?(\w{1,60})\(/g;

/** Tells what stands before the routes of Go's routers, also where a function is given one: `routes.Auth(api)`. */
export class GoGroups {
  readonly #functions = new Map<SourceFile, readonly GoFunction[]>();
  readonly #groups = new Map<SourceFile, readonly Group[]>();
  readonly #callers = new Map<string, Caller[]>();

  constructor(code: readonly SourceFile[]) {
    const files = code.filter(({ path }) => path.endsWith(".go"));
    for (const file of files) {
      this.#functions.set(file, functionsIn(file));
      this.#groups.set(file, groupsIn(file));
    }
    const named = new Set([...this.#functions.values()].flat().map(({ name }) => name));
    for (const file of files) {
      for (const [name, caller] of callersIn(file)) {
        const callers = this.#callers.get(name) ?? [];
        if (named.has(name) && callers.length < mostCallers) this.#callers.set(name, [...callers, caller]);
      }
    }
  }

  /** Undefined where nothing tells, such as for the app itself. */
  prefixOf(receiver: string, file: SourceFile, index: number, depth = 0): string | undefined {
    if (depth > deepest) return undefined;
    const inside = this.#functions.get(file)?.findLast(({ from, until }) => from <= index && index < until);
    const group = this.#groups
      .get(file)
      ?.findLast(({ name, from, until }) => name === receiver && from <= index && index < until);
    if (group !== undefined && group.from >= (inside?.from ?? 0))
      return `${this.prefixOf(group.base, file, group.from - 1, depth + 1) ?? ""}${group.path}`;

    if (inside === undefined) return undefined;
    const isGiven = inside.parameters.includes(receiver);
    const callers = (this.#callers.get(inside.name) ?? []).filter(({ isMount }) => isMount !== isGiven);
    const caller = callers.find(({ qualifier }) => isNamedIn(qualifier, inside.file)) ?? callers[0];
    if (caller === undefined) return undefined;
    return `${this.prefixOf(caller.router, caller.file, caller.index, depth + 1) ?? ""}${caller.path}`;
  }
}

function functionsIn(file: SourceFile): readonly GoFunction[] {
  const { text } = file;
  const headings = [
    ...text.matchAll(/^func (?:\([^()\n]{0,100}\) )?(\w{1,60})(?:\[[^[\]\n]{0,100}\])?\(([^()]{0,500})\)/gm),
  ].slice(0, mostFunctions);
  return headings.map(({ 1: name = "", 2: parameters = "", index: from }, at) => ({
    ...{ file, name, from, until: headings[at + 1]?.index ?? text.length },
    parameters: parameters.split(",").map((parameter) => parameter.trim().split(/\s/, 1)[0] ?? ""),
  }));
}

function groupsIn({ text }: SourceFile): readonly Group[] {
  const variables = [...text.matchAll(assigned)].map(({ 1: name = "", 2: base = "", 3: path = "", index }): Group => ({
    ...{ name, base, path, from: index, until: text.length },
  }));
  const blocks = [...text.matchAll(block)].map(
    ({ 0: whole, 1: base = "", 2: path = "", 3: name = "", index }): Group => {
      const from = index + whole.length;
      return { name, base, path, from, until: closingBracket(text, from, from + longestBlock) ?? from + longestBlock };
    },
  );
  return [...variables, ...blocks].toSorted((one, other) => one.from - other.from);
}

const longestBlock = 20_000;

function callersIn(file: SourceFile): readonly (readonly [name: string, caller: Caller])[] {
  const { text } = file;
  const calls = [...text.matchAll(called)].map(
    ({ 1: qualifier = "", 2: name = "", 3: router = "", 4: path = "", index }) =>
      [name, { file, index, qualifier, router, path, isMount: false }] as const,
  );
  const mounts = [...text.matchAll(mounted)].map(
    ({ 1: router = "", 2: path = "", 3: qualifier = "", 4: name = "", index }) =>
      [name, { file, index, qualifier, router, path, isMount: true }] as const,
  );
  return [...calls, ...mounts];
}

/** `userHandler.Register(api)`, in `handlers/user.go`. */
function isNamedIn(qualifier: string, { path }: SourceFile): boolean {
  const word = qualifier.replace(/(?:Handler|Controller|Routes?r?|H)$/, "").toLowerCase();
  return word !== "" && path.toLowerCase().includes(word);
}
