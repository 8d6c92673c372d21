import type { PythonProject } from "./python-project.ts";
import type { SourceFile } from "./set-up.ts";
import { closingBracket } from "./source-places.ts";

/** Something that routes are written on and that is mounted elsewhere: a blueprint, a router, a namespace. */
interface Mountable {
  readonly file: SourceFile;
  readonly name: string;
  /** Its own prefix. */
  readonly prefix: string;
  /** Flask's blueprint: the prefix where it is mounted takes the place of its own. */
  readonly isBlueprint: boolean;
}

interface Mount {
  readonly child: string;
  readonly parent: string | undefined;
  /** Undefined where the mount says none. */
  readonly prefix: string | undefined;
}

const longestCall = 1_000;
const deepest = 6;

/** Tells what stands before the routes of Flask's blueprints and FastAPI's routers, by where they are mounted. */
export class PythonMounts {
  readonly #project: PythonProject;
  readonly #mountables = new Map<string, Mountable>();
  readonly #mounts = new Map<string, Mount[]>();

  constructor(project: PythonProject) {
    this.#project = project;
    for (const file of project.files) {
      for (const [name, call, rest] of assignedIn(file.text)) {
        const isBlueprint = call.endsWith("Blueprint");
        const isResources = /^(?:\w+\.)?Api$/.test(call);
        const prefix = this.#argument(rest, isBlueprint || isResources ? /url_prefix|prefix/ : /prefix|path/) ?? "";
        // `api = Api(bp)`: its resources stand below the blueprint.
        const on = isResources ? /^\s*(?:app\s*=\s*|blueprint\s*=\s*)?([\w.]+)/.exec(rest)?.[1] : undefined;
        const key = keyOf(file, name);
        this.#mountables.set(key, { file, name, prefix, isBlueprint });
        if (on !== undefined) this.#add(key, { child: key, parent: this.#keyFor(on, file), prefix: undefined });
      }
    }
    for (const file of project.files) this.#readMounts(file);
  }

  /** Undefined where nothing tells, such as for the app itself. */
  prefixOf(receiver: string, file: SourceFile): string | undefined {
    const key = this.#keyFor(receiver, file);
    return key === undefined ? undefined : this.#prefix(key, 0);
  }

  #prefix(key: string, depth: number): string | undefined {
    const mountable = this.#mountables.get(key);
    if (mountable === undefined) return undefined;
    const { prefix: own, isBlueprint } = mountable;
    const mount = this.#mounts.get(key)?.[0];
    if (mount === undefined || depth > deepest) return own;
    const above = mount.parent === undefined ? "" : (this.#prefix(mount.parent, depth + 1) ?? "");
    if (mount.prefix === undefined) return `${above}${own}`;
    return `${above}${mount.prefix}${isBlueprint ? "" : own}`;
  }

  #readMounts(file: SourceFile): void {
    const opening = /\b(\w+)\.(?:register_blueprint|include_router|add_namespace|mount)\(/g;
    for (const { 0: whole, 1: parent = "", index } of file.text.matchAll(opening)) {
      const from = index + whole.length;
      const end = closingBracket(file.text, from, from + longestCall);
      if (end === undefined) continue;
      const inside = file.text.slice(from, end - 1);
      const what = /^\s*(?:router\s*=\s*|blueprint\s*=\s*)?([\w.]+)/.exec(inside)?.[1];
      const child = what === undefined ? undefined : this.#keyFor(what, file);
      if (child === undefined || !this.#mountables.has(child)) continue;
      const prefix = this.#argument(inside.slice(inside.indexOf(",") + 1), /url_prefix|prefix|path/);
      this.#add(child, { child, parent: this.#keyFor(parent, file), prefix });
    }
  }

  #add(key: string, mount: Mount): void {
    this.#mounts.set(key, [...(this.#mounts.get(key) ?? []), mount]);
  }

  #keyFor(name: string, file: SourceFile): string | undefined {
    const [first = "", ...rest] = name.split(".");
    const own = keyOf(file, name);
    if (rest.length === 0 && this.#mountables.has(own)) return own;
    const origin = this.#project.origin(name, file);
    if (origin?.name === undefined) return undefined;
    const key = keyOf(origin.file, origin.name);
    return this.#mountables.has(key) ? key : rest.length === 0 ? undefined : keyOf(file, first);
  }

  /** The text that a keyword of a call is given. */
  #argument(inside: string, keyword: RegExp): string | undefined {
    const written = new RegExp(String.raw`\b(?:${keyword.source})\s*=\s*([rf]?["'][^"'\n]*["']|[\w.]+)`).exec(
      inside,
    )?.[1];
    return written === undefined ? undefined : this.#project.textOf(written);
  }
}

function keyOf(file: SourceFile, name: string): string {
  return `${file.path} ${name}`;
}

/** `bp = Blueprint("auth", __name__, url_prefix="/auth")`: the name, the call, and what stands in it. */
function assignedIn(text: string): readonly (readonly [name: string, call: string, inside: string])[] {
  const made = /^[ \t]*(\w+)\s*(?::\s*\w+\s*)?=\s*((?:\w+\.)?(?:\w*Blueprint|APIRouter|Namespace|Api))\(/gm;
  return [...text.matchAll(made)].flatMap(({ 0: whole, 1: name = "", 2: call = "", index }) => {
    const from = index + whole.length;
    const end = closingBracket(text, from, from + longestCall);
    return end === undefined ? [] : [[name, call, text.slice(from, end - 1)] as const];
  });
}
