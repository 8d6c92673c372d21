import { dirname, join, normalize } from "node:path/posix";
import { membersNear } from "./source-members.ts";
import type { SourceFile } from "./set-up.ts";
import { methods, type Method, type Route } from "./route.ts";

/** Routes as they stand in the source, and what may stand before their paths. */
export interface SourceRoutes {
  readonly routes: readonly Route[];
  /** Prefixes that are named somewhere: `/api`, `/auth`. */
  readonly prefixes: readonly string[];
}

interface Found {
  readonly method: Method;
  readonly path: string;
  readonly index: number;
  /** What comes behind the path: the handler, or its name. */
  readonly rest: string;
}

const notCode =
  /(^|\/)(tests?|__tests__|spec|docs?|examples?|node_modules|public|assets|static|client|frontend|migrations)\/|\.(spec|test)\.|(^|\/)test_|\.(md|json|ya?ml|css|svg|sql|txt|http)$/i;

/** The routes that the source names: by calls, decorators, annotations and tables, in the ways of the usual frameworks. Pure. */
export function routesInSource(files: readonly SourceFile[]): SourceRoutes {
  const code = files.filter(({ path }) => !notCode.test(path));
  // A schema may be a file of JSON.
  const described = [...code, ...files.filter(({ path }) => path.endsWith(".json"))];
  const mounts = mountsIn(code);
  const routes = code.flatMap((file) => {
    const found = [...callsIn(file), ...decoratorsIn(file), ...tablesIn(file)].toSorted(
      (one, other) => one.index - other.index,
    );
    return found.map(({ method, path, index, rest }, at): Route => {
      const until = found.slice(at + 1).find((next) => next.index > index)?.index ?? file.text.length;
      const handler = file.text.slice(index, Math.min(until, index + 4_000));
      const line = file.text.slice(0, index).split("\n").length;
      const name = handlerName(rest);
      const base = mounts.get(file.path) ?? ownPrefixOf(file, index);
      return {
        ...{ method, origin: "source", where: `${file.path}:${String(line)}` },
        path: joined(base, braced(path)),
        ...(name === undefined ? {} : { name }),
        ...membersNear({ path: file.path, text: handler }, name, method, described),
      };
    });
  });
  const prefixes = code.flatMap(({ text }) =>
    [
      ...text.matchAll(
        /(?:prefix|url_prefix|basePath|autoPrefix|setGlobalPrefix|context-path)["']?\s*[:=(]\s*["'`](\/?[\w/-]+)["'`]/gi,
      ),
    ].map(([, prefix = ""]) => prefix),
  );
  const mounted = code.flatMap(({ text }) =>
    [...text.matchAll(/\.use\(\s*["'`](\/[\w/-]+)["'`]/g)].map(([, prefix = ""]) => prefix),
  );
  return {
    routes: unique(routes),
    prefixes: [...new Set([...prefixes, ...mounted].map((prefix) => joined("", prefix)))],
  };
}

/** `app.post("/x", …)`, `@router.post("/x")`, `r.POST("/x", …)`, `Route::post('/x', …)`, `$app->post('/x', …)`; `.route("/x").post(…)`. */
function callsIn({ text }: SourceFile): readonly Found[] {
  const calls = [
    ...text.matchAll(
      /(?:(@?[\w.]+)\s*\.|->|::)\s*(get|post|put|patch|delete|del|all|any)(?:Async)?\s*\(\s*(["'`])(\/[^"'`\s]*|)\3([^\n]*)/gi,
    ),
  ]
    .filter(
      ([, receiver = ""]) =>
        !/^(axios|fetch|request|supertest|agent|http|https|client|api_client|\$http|superagent|requests|session|headers|params|res|response|req|config|cache|redis|map|formdata|body|query)$/i.test(
          receiver.split(".").at(-1) ?? "",
        ),
    )
    .flatMap(({ 2: verb = "", 4: path = "", 5: rest = "", index }) =>
      methodsOf(verb).map((method) => ({ method, path, index, rest })),
    );
  const chained = [
    ...text.matchAll(
      /\.route\(\s*(["'`])([^"'`]*)\1\s*\)((?:\s*\.(?:get|post|put|patch|delete)\((?:[^()]|\([^()]*\))*\))+)/g,
    ),
  ].flatMap(({ 2: path = "", 3: chain = "", index }) =>
    [...chain.matchAll(/\.(get|post|put|patch|delete)\(([^\n]*)/g)].flatMap(([, verb = "", rest = ""]) =>
      methodsOf(verb).map((method) => ({ method, path, index, rest })),
    ),
  );
  const objects = [
    ...text.matchAll(/method:\s*["'`](\w+)["'`]\s*,\s*(?:url|path):\s*["'`](\/[^"'`]*)["'`]([^\n]*)/g),
  ].flatMap(({ 1: verb = "", 2: path = "", 3: rest = "", index }) =>
    methodsOf(verb).map((method) => ({ method, path, index, rest })),
  );
  return [...calls, ...chained, ...objects];
}

/** `@app.route("/x", methods=["POST"])`, `@Post("x")`, `@PostMapping("/x")`, `#[Route('/x', methods: ['POST'])]`. */
function decoratorsIn({ text }: SourceFile): readonly Found[] {
  const python = [
    ...text.matchAll(/@[\w.]+\.route\(\s*(["'])([^"']*)\1([^\n]*)\)\s*\n([\s\S]{0,300}?def \w+)/g),
  ].flatMap(({ 2: path = "", 3: more = "", 4: rest = "", index }) => {
    const verbs = [...more.matchAll(/["'](GET|POST|PUT|PATCH|DELETE)["']/gi)].map(([, verb = ""]) => verb);
    return (verbs.length === 0 ? ["GET"] : verbs)
      .flatMap(methodsOf)
      .map((method) => ({ method, path, index, rest: nameDefined(rest) }));
  });
  const annotated = [
    ...text.matchAll(
      /@(Get|Post|Put|Patch|Delete)(?:Mapping)?\(\s*(?:(?:value|path)\s*=\s*)?(?:["']([^"']*)["'])?([^\n]*)\n([\s\S]{0,400}?\))/g,
    ),
  ].flatMap(({ 1: verb = "", 2: path = "", 4: rest = "", index }) =>
    methodsOf(verb).map((method) => ({ method, path: joined("", path), index, rest: nameDefined(rest) })),
  );
  const symfony = [...text.matchAll(/#\[Route\(\s*["']([^"']*)["']([^\]]*)\]/g)].flatMap(
    ({ 1: path = "", 2: more = "", index }) => {
      const verbs = [...more.matchAll(/["'](GET|POST|PUT|PATCH|DELETE)["']/g)].map(([, verb = ""]) => verb);
      return (verbs.length === 0 ? ["GET", "POST"] : verbs)
        .flatMap(methodsOf)
        .map((method) => ({ method, path, index, rest: "" }));
    },
  );
  return [...python, ...annotated, ...symfony];
}

/** Django's `path("x/", view)`, Flask-RESTful's `add_resource(View, "/x")`, Go's `HandleFunc("POST /x", h)` and `.Methods("POST")`. */
function tablesIn({ text, path: file }: SourceFile): readonly Found[] {
  const django = !file.endsWith("urls.py")
    ? []
    : [...text.matchAll(/\b(?:re_)?path\(\s*r?["']\^?([^"'$]*)\$?["']\s*,\s*([^\n]*)/g)].flatMap(
        ({ 1: path = "", 2: rest = "", index }) =>
          rest.startsWith("include")
            ? []
            : (["GET", "POST"] as const).map((method) => ({ method, path: `/${path}`, index, rest })),
      );
  const resources = [...text.matchAll(/add_resource\(\s*(\w+)\s*,\s*["']([^"']+)["']/g)].flatMap(
    ({ 1: rest = "", 2: path = "", index }) =>
      (["GET", "POST"] as const).map((method) => ({ method, path, index, rest })),
  );
  const go = [
    ...text.matchAll(/Handle(?:Func)?\(\s*"(?:(GET|POST|PUT|PATCH|DELETE) )?(\/[^"]*)"\s*,([^\n]*)/g),
  ].flatMap(({ 1: verb, 2: path = "", 3: rest = "", index }) => {
    const named = [...(/\.Methods\(([^)]*)\)/.exec(rest)?.[1] ?? "").matchAll(/\b(Get|Post|Put|Patch|Delete)\b/gi)].map(
      ([one]) => one,
    );
    const verbs = verb === undefined ? (named.length === 0 ? ["GET", "POST"] : named) : [verb];
    return verbs.flatMap(methodsOf).map((method) => ({ method, path, index, rest }));
  });
  return [...django, ...resources, ...go];
}

/** File → what it is mounted under, followed through `app.use("/api", require("./routes"))` and the like. */
function mountsIn(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const mounts = new Map<string, string>();
  const known = new Set(files.map(({ path }) => path));
  const resolvedFrom = (file: string, target: string) =>
    ["", ".js", ".ts", ".mjs", ".cjs", "/index.js", "/index.ts"]
      .map((end) => normalize(join(dirname(file), target)) + end)
      .find((path) => known.has(path));
  // Twice, so that what is mounted in a mounted file is found too.
  for (const _round of [1, 2]) {
    for (const { path: file, text } of files) {
      const imported = new Map(
        [
          ...text.matchAll(
            /(?:const|let|var|import)\s+\{?\s*(\w+)[^=\n]*?(?:=\s*require\(|from\s*)\s*["'](\.[^"']*)["']/g,
          ),
        ].map(([, name = "", target = ""]) => [name, target] as const),
      );
      for (const [, prefix = "", what = ""] of text.matchAll(
        /\.(?:use|register)\(\s*["'`](\/[^"'`]*)["'`]\s*,\s*([^\n]*)/g,
      )) {
        const direct = /require\(\s*["'](\.[^"']*)["']/.exec(what)?.[1];
        const names = [...what.matchAll(/\b(\w+)\b/g)].flatMap(([name]) => imported.get(name) ?? []);
        for (const target of [...(direct === undefined ? [] : [direct]), ...names.slice(-1)]) {
          const at = resolvedFrom(file, target);
          if (at !== undefined) mounts.set(at, joined(mounts.get(file) ?? "", prefix));
        }
      }
      for (const [, what = "", prefix = ""] of text.matchAll(
        /\.register\(([^\n]*?),\s*\{\s*prefix:\s*["'`]([^"'`]*)["'`]/g,
      )) {
        const target = /["'](\.[^"']*)["']/.exec(what)?.[1] ?? imported.get(what.trim());
        const at = target === undefined ? undefined : resolvedFrom(file, target);
        if (at !== undefined) mounts.set(at, joined(mounts.get(file) ?? "", prefix));
      }
    }
  }
  return mounts;
}

/** A prefix that the file itself gives to what stands below: a controller's, a router's, a blueprint's, a group's. */
function ownPrefixOf({ text }: SourceFile, index: number): string {
  const before = text.slice(0, index);
  const patterns = [
    /@(?:Controller|RequestMapping)\(\s*(?:(?:value|path)\s*=\s*)?["']([^"']*)["']/g,
    /(?:prefix|url_prefix)\s*[:=]\s*["'](\/[^"']*)["']/g,
    /\.(?:Group|PathPrefix)\(\s*"(\/[^"]*)"/g,
    /\.use\(\s*["'](\/[^"']+)["']\s*,\s*(?:router|routes?)\s*\)/g,
  ];
  // Express mounts a router below its routes.
  const after = patterns.slice(3).flatMap((pattern) => [...text.matchAll(pattern)]);
  const above = patterns.slice(0, 3).flatMap((pattern) => [...before.matchAll(pattern)]);
  return joined(
    "",
    above.at(-1)?.[1] ?? (/\brouter\b/.test(text.slice(index, index + 20)) ? (after.at(-1)?.[1] ?? "") : ""),
  );
}

function methodsOf(verb: string): readonly Method[] {
  const upper = verb.toUpperCase() === "DEL" ? "DELETE" : verb.toUpperCase();
  if (upper === "ALL" || upper === "ANY") return ["GET", "POST"];
  return methods.filter((method) => method === upper);
}

/** The last plain name behind the path: `controller.signUp`, `[UserController::class, 'login']`, `h.Login`. */
function handlerName(rest: string): string | undefined {
  // What stands before a function without a name is what guards it.
  if (/=>|\bfunction\b|\basync\b/.test(rest)) return undefined;
  const names = [...rest.matchAll(/\b([A-Za-z_]\w*)\b/g)].map(([name]) => name);
  return names
    .filter((name) => !/^(class|name|as_view|req|res|ctx|func|http|methods|status_code|response_model)$/.test(name))
    .at(-1);
}

function nameDefined(text: string): string {
  return /(?:def|function|public [\w<>?, ]+|async)\s+(\w+)\s*\(/.exec(text)?.[1] ?? /(\w+)\s*\(/.exec(text)?.[1] ?? "";
}

/** `:id`, `<int:id>`, `{id:int}`, `(?P<id>…)` → `{id}`. */
function braced(path: string): string {
  return path
    .replaceAll(/\(\?P<(\w+)>[^)]*\)/g, "{$1}")
    .replaceAll(/<(?:\w+:)?(\w+)>/g, "{$1}")
    .replaceAll(/:(\w+)\??(?:\([^)]*\))?/g, "{$1}")
    .replaceAll(/\{(\w+):[^}]*\}/g, "{$1}");
}

function joined(base: string, path: string): string {
  const whole = `/${base}/${path}`.replaceAll(/\/{2,}/g, "/");
  return whole.length > 1 && !path.endsWith("/") ? whole.replace(/\/$/, "") : whole;
}

function unique(routes: readonly Route[]): readonly Route[] {
  return [...new Map(routes.map((route) => [`${route.method} ${route.path}`, route])).values()];
}
