import type { HandledRoute } from "./django-routes.ts";
import type { PythonMounts } from "./python-mounts.ts";
import { methodsIn, type PythonProject } from "./python-project.ts";
import type { Method } from "./route.ts";
import type { SourceFile } from "./set-up.ts";
import { closingBracket, lineCounter } from "./source-places.ts";

const verbs: Readonly<Record<string, Method>> = {
  get: "GET",
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
};
const longestCall = 600;

interface Placed {
  readonly path: string;
  readonly view: string;
  readonly methods: readonly Method[];
  readonly receiver: string;
  readonly index: number;
}

/** The routes whose handlers are classes: of Flask-RESTful, its descendants, and Flask's own views. Pure. */
export function flaskClassRoutes(project: PythonProject, mounts: PythonMounts): readonly HandledRoute[] {
  return project.files.flatMap((file) => {
    const lineAt = lineCounter(file.text);
    return [...tabled(project, file), ...decorated(project, file)].flatMap(
      ({ path, view, methods, receiver, index }) => {
        const definition = project.definition(view, file);
        const own = definition === undefined ? new Map<string, string>() : methodsIn(definition);
        const answered = [...own.keys()].flatMap((name) => verbs[name] ?? []);
        const all = methods.length > 0 ? methods : answered.length > 0 ? answered : (["GET", "POST"] as const);
        const whole = `${mounts.prefixOf(receiver, file) ?? ""}/${path}`.replaceAll(/\/{2,}/g, "/");
        return all.map((method): HandledRoute => {
          const text = own.get(method.toLowerCase()) ?? definition?.text ?? "";
          return {
            route: {
              ...{ method, path: braced(whole), origin: "source", where: `${file.path}:${String(lineAt(index))}` },
              name: definition?.name ?? view,
            },
            handler: { path: definition?.file.path ?? file.path, text },
          };
        });
      },
    );
  });
}

/** `api.add_resource(LogIn, "/login", "/signin")`, `app.add_url_rule("/login", view_func=LogIn.as_view("log-in"))`. */
function tabled(project: PythonProject, file: SourceFile): readonly Placed[] {
  const opening = /\b(\w+)\.(add_resource|add_url_rule)\(/g;
  return [...file.text.matchAll(opening)].flatMap(({ 0: whole, 1: receiver = "", 2: kind, index }) => {
    const from = index + whole.length;
    const end = closingBracket(file.text, from, from + longestCall);
    if (end === undefined) return [];
    const inside = file.text.slice(from, end - 1);
    const view = (kind === "add_resource" ? /^\s*([\w.]+)/ : /view_func\s*=\s*([\w.]+?)(?:\.as_view\b|[\s,)]|$)/).exec(
      inside,
    )?.[1];
    if (view === undefined) return [];
    const listed = /methods\s*=\s*[([]([^)\]]*)/.exec(inside)?.[1] ?? "";
    const methods = [...listed.matchAll(/["'](\w+)["']/g)].flatMap(([, verb = ""]) => verbs[verb.toLowerCase()] ?? []);
    const written = inside.replace(/\b(?:methods|endpoint|resource_class_kwargs|defaults)\s*=[\s\S]*/, "");
    const texts = [...written.matchAll(/[rf]?(["'])[^"'\n]*\1/g)].map(([text]) => project.textOf(text) ?? "");
    const paths = kind === "add_resource" ? texts : texts.slice(0, 1);
    return paths.map((path) => ({ path, view, methods, receiver, index }));
  });
}

/** `@ns.route("/login")` above a class. */
function decorated(project: PythonProject, file: SourceFile): readonly Placed[] {
  const opening = /^@(\w+)\.route\(\s*([rf]?["'][^"'\n]*["'])[^\n]*\n(?:@[^\n]*\n){0,10}class (\w+)/gm;
  return [...file.text.matchAll(opening)].map(({ 1: receiver = "", 2: path = "", 3: view = "", index }) => ({
    ...{ path: project.textOf(path) ?? "", view, methods: [], receiver, index },
  }));
}

function braced(path: string): string {
  const written = path.replaceAll(/<(?:[\w()=, ]{1,50}:)?(\w+)>/g, "{$1}");
  return written.length > 1 && !path.endsWith("/") ? written.replace(/\/$/, "") : written;
}
