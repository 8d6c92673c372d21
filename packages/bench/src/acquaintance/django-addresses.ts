import type { PythonProject } from "./python-project.ts";
import type { SourceFile } from "./set-up.ts";
import { argumentsIn, closingBracket } from "./source-places.ts";

/** An address of a project of Django's, and what stands behind it. */
export interface Address {
  /** Without a slash at its beginning. */
  readonly path: string;
  readonly file: SourceFile;
  readonly index: number;
  /** As it is written: `RegisterView.as_view()`, `views.login`. */
  readonly view: string;
  /** A set of views, which a router gives their addresses. */
  readonly isSet?: { readonly slash: boolean };
  /** A library's module that is included here. */
  readonly library?: string;
}

const mostAddresses = 400;
const deepest = 8;
const callLength = 20_000;

/** All addresses, from the project's top table on, through what it includes and its routers. Pure. */
export function addressesIn(project: PythonProject): readonly Address[] {
  const tables = project.files.filter(({ text }) => /\burlpatterns\b/.test(text));
  const reader = new Reader(project);
  const top = topOf(project, tables);
  const roots = top === undefined ? tables : [top];
  return roots.flatMap((file) => reader.ofModule(file, "", 0)).slice(0, mostAddresses);
}

/** By the settings, or else the table that no other includes. */
function topOf(project: PythonProject, tables: readonly SourceFile[]): SourceFile | undefined {
  const [settings] = project.files.filter(({ text }) => /\bROOT_URLCONF\s*=/.test(text));
  const named = /\bROOT_URLCONF\s*=\s*["']([\w.]+)["']/.exec(settings?.text ?? "")?.[1];
  const file = named === undefined || settings === undefined ? undefined : project.module(named, settings);
  return (
    file ?? tables.find(({ text }) => text.includes("admin.site.urls")) ?? (tables.length === 1 ? tables[0] : undefined)
  );
}

interface Call {
  readonly name: string;
  readonly index: number;
  /** What stands between its brackets. */
  readonly inside: string;
  /** Where that begins. */
  readonly from: number;
}

class Reader {
  readonly #project: PythonProject;
  readonly #seen = new Map<string, number>();
  #left = mostAddresses;

  constructor(project: PythonProject) {
    this.#project = project;
  }

  /** Of a module's `urlpatterns`. */
  ofModule(file: SourceFile, prefix: string, depth: number): readonly Address[] {
    // Nothing includes itself; a table may be included in several places.
    const times = this.#seen.get(file.path) ?? 0;
    if (depth > deepest || times >= 5) return [];
    this.#seen.set(file.path, times + 1);
    return this.#ofList(file, "urlpatterns", prefix, depth);
  }

  /** Of a list of addresses by its name. */
  #ofList(file: SourceFile, name: string, prefix: string, depth: number): readonly Address[] {
    const { text } = file;
    const lists = [...text.matchAll(new RegExp(String.raw`^[ \t]*${name}\s*(?::[^=\n]{0,100})?\+?=\s*`, "gm"))];
    return lists.flatMap(({ 0: whole, index }) => {
      const from = index + whole.length;
      const end = text.slice(from).search(/\n[A-Za-z_@]/);
      const written = text.slice(from, end < 0 ? undefined : from + end);
      const routers = [...written.matchAll(/\b([\w.]+)\.urls\b/g)]
        .filter(({ index: at }) => !isInCall(written, at))
        .flatMap(([, router = ""]) => this.#ofRouter(router, file, prefix));
      return [...this.#ofCalls(file, from, written, prefix, depth), ...routers];
    });
  }

  #ofCalls(file: SourceFile, from: number, written: string, prefix: string, depth: number): readonly Address[] {
    return callsIn(written, /\b(path|re_path|url)\(\s*/g).flatMap((call) => {
      if (this.#left-- <= 0) return [];
      const [address = "", view = ""] = argumentsIn(call.inside, 2);
      const isPattern = call.name !== "path";
      const own = this.#project.textOf(address) ?? "";
      const path = `${prefix}${isPattern ? plain(own) : own}`;
      const index = from + call.index;
      if (view.startsWith("include(")) return this.#ofInclude(file, index, view, path, depth);
      if (view.endsWith(".site.urls")) return [];
      return [{ path, file, index, view }];
    });
  }

  #ofInclude(file: SourceFile, index: number, written: string, prefix: string, depth: number): readonly Address[] {
    const inside = written.slice("include(".length);
    const module = /^\s*(?:\(\s*)?["']([\w.]+)["']/.exec(inside)?.[1];
    if (module !== undefined) {
      const target = this.#project.module(module, file);
      if (target !== undefined) return this.ofModule(target, prefix, depth + 1);
      return [{ path: prefix, file, index, view: written, library: module }];
    }
    const router = /^\s*(?:\(\s*)?([\w.]+)\.urls\b/.exec(inside)?.[1];
    if (router !== undefined && /router/i.test(router)) return this.#ofRouter(router, file, prefix);
    if (/^\s*(?:\(\s*)?\[/.test(inside))
      return depth > deepest ? [] : this.#ofCalls(file, index, inside, prefix, depth + 1);
    const name = /^\s*(?:\(\s*)?([\w.]+)/.exec(inside)?.[1] ?? "";
    const origin = this.#project.origin(name, file);
    if (origin === undefined || depth > deepest) return [];
    if (origin.name === undefined) return this.ofModule(origin.file, prefix, depth + 1);
    return this.#ofList(origin.file, origin.name, prefix, depth + 1);
  }

  #ofRouter(name: string, from: SourceFile, prefix: string): readonly Address[] {
    const origin = this.#project.origin(name, from);
    if (origin?.name === undefined) return [];
    const { file } = origin;
    const slash = !new RegExp(String.raw`\b${origin.name}\s*=\s*[\w.]+\([^)\n]{0,200}trailing_slash\s*=\s*False`).test(
      file.text,
    );
    return callsIn(file.text, new RegExp(String.raw`\b${origin.name}\.(register)\(\s*`, "g")).flatMap((call) => {
      if (this.#left-- <= 0) return [];
      const [address = "", view = ""] = argumentsIn(call.inside, 2).map((part) =>
        part.replace(/^(prefix|viewset)\s*=\s*/, ""),
      );
      const own = plain(this.#project.textOf(address) ?? "");
      return [{ path: `${prefix}${own}`, file, index: call.index, view, isSet: { slash } }];
    });
  }
}

/** The calls of a text that don't stand inside of one another. */
function callsIn(text: string, opening: RegExp): readonly Call[] {
  const calls: Call[] = [];
  let end = 0;
  for (const { 0: whole, 1: name = "", index } of text.matchAll(opening)) {
    if (index < end) continue;
    const from = index + whole.length;
    const bracket = text.indexOf("(", index) + 1;
    const closed = closingBracket(text, bracket, bracket + callLength);
    if (closed === undefined) continue;
    end = closed;
    calls.push({ name, index, from, inside: text.slice(from, closed - 1) });
  }
  return calls;
}

/** `urlpatterns = [path("", include(router.urls))] + other.urls`: whether a place is inside of brackets. */
function isInCall(written: string, at: number): boolean {
  let depth = 0;
  for (const char of written.slice(0, at)) {
    if (char === "(") depth++;
    else if (char === ")") depth--;
  }
  return depth > 0;
}

/** A pattern without what only anchors it. */
function plain(pattern: string): string {
  return pattern.replaceAll(/^\^|\$$/g, "").replaceAll(/\/\?$/g, "/");
}
