import { djangoRoutes } from "./django-routes.ts";
import { flaskClassRoutes } from "./flask-classes.ts";
import { GoGroups } from "./go-groups.ts";
import { pythonBody } from "./python-handlers.ts";
import { phpFileRoutes } from "./php-files.ts";
import { laravelCalls, phpBody, PhpClasses, phpGroups } from "./php-routes.ts";
import { PythonMounts } from "./python-mounts.ts";
import { parametersBody } from "./python-parameters.ts";
import { PythonProject } from "./python-project.ts";
import { JavaProject } from "./java-project.ts";
import { JavaScriptHandlers } from "./javascript-members.ts";
import { membersNear, sourceIndex } from "./source-members.ts";
import { withoutComments } from "./source-comments.ts";
import { pathOf } from "./source-schemas.ts";
import { closingBracket, lineCounter, prefixesIn } from "./source-places.ts";
import type { SourceFile } from "./set-up.ts";
import { springLogIns } from "./spring-log-ins.ts";
import { isSpring, springRoutes } from "./spring-routes.ts";
import { contextPath, springSettings } from "./spring-settings.ts";
import { methods, type Method, type Route } from "./route.ts";

/** Routes as they stand in the source, and what may stand before their paths. */
export interface SourceRoutes {
  readonly routes: readonly Route[];
  /** Prefixes that are named somewhere: `/api`, `/auth`. */
  readonly prefixes: readonly string[];
}

/** What a backend of a usual size has at most; more of them isn't looked at closely. */
const mostRoutes = 300;
const longestPath = 300;

interface Found {
  readonly method: Method;
  readonly path: string;
  readonly index: number;
  /** What comes behind the path: the handler, or its name. */
  readonly rest: string;
}

const notCode =
  /(^|\/)(tests?|__tests__|spec|docs?|examples?|node_modules|public|assets|static|client|frontend|migrations)\/|\.(spec|test)\.|(^|\/)test_|\.(md|json|ya?ml|css|svg|sql|txt|http)$/i;

/** In PHP, it may hold all routes. */
const frontController = /^public\/(?=index\.php$)/;

/** The routes that the source names: by calls, decorators, annotations and tables, in the ways of the usual frameworks. Pure. */
export function routesInSource(files: readonly SourceFile[]): SourceRoutes {
  const code = files.filter(({ path }) => !notCode.test(path.replace(frontController, ""))).map(withoutComments);
  // A schema may be a file of JSON.
  const described = [...code, ...files.filter(({ path }) => path.endsWith(".json"))];
  const mounts = mountsIn(code);
  const python = new PythonProject(code);
  const pythonMounts = new PythonMounts(python);
  const goGroups = new GoGroups(code);
  const handled = [
    ...djangoRoutes(python),
    ...flaskClassRoutes(python, pythonMounts),
    ...javaRoutes(code, springSettings(files)),
    ...phpFileRoutes(files.filter(({ path }) => path.endsWith(".php")).map(withoutComments)),
  ];
  const php = new PhpClasses(code);
  const found = [
    ...handled.map((one): Placed => ({ ...one, name: undefined })),
    ...code
      .filter((file) => !isSpring(file))
      .flatMap((file) => {
        const placed = routesOf(file, mounts.get(file.path), pythonMounts, goGroups);
        return file.path.endsWith(".php") ? placed.map((one) => inPhp(one, php)) : placed;
      }),
  ];
  const index = sourceIndex(described);
  const javascript = new JavaScriptHandlers(code);
  const readsJson = code.some(({ text }) => /addBodyParsingMiddleware|Illuminate\\/.test(text));
  const routes = unique(found).slice(0, mostRoutes);
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
    routes: routes.map(({ route, handler, name }) => {
      const near = membersNear(handler, name, route.method, index);
      const { members, isWhole } = javascript.membersOf(handler);
      const read = ownBody(members, near.body);
      const whole = parametersBody(python, handler, name) ?? (isWhole ? read : undefined);
      const own = handler.path.endsWith(".php")
        ? phpBody(handler.text, readsJson)
        : (whole ?? pythonBody(python, handler, name) ?? read);
      const body = route.method === "GET" ? undefined : own;
      return { ...near, ...(body === undefined ? {} : { body: whole ?? withBody(body, near.body) }), ...route };
    }),
    prefixes: [...new Set([...prefixes, ...mounted].map((prefix) => joined("", prefix)))],
  };
}

/** Members that its syntax shows, where there are any; what a schema says of one of them is kept. */
function ownBody(members: readonly string[], near: Route["body"]): Route["body"] {
  if (members.length === 0) return undefined;
  const described = new Map((near?.members ?? []).map((member) => [member.path.join("."), member]));
  return { kind: near?.kind ?? "json", members: members.map((member) => described.get(member) ?? { path: [member] }) };
}

function javaRoutes(code: readonly SourceFile[], settings: ReadonlyMap<string, string>) {
  const project = new JavaProject(code, settings);
  const above = contextPath(settings);
  return [...springRoutes(project, above), ...springLogIns(project, above)];
}

/** With the method that its line names, and without what only has the same name. */
function inPhp(placed: Placed, classes: PhpClasses): Placed {
  const { route, handler } = placed;
  const method = classes.handlerOf(handler.text.split("\n", 1)[0] ?? "");
  if (method === undefined) return placed;
  return {
    route: { ...route, name: method.name },
    handler: { ...handler, text: `${handler.text.split("\n", 1)[0] ?? ""}\n${method.text}` },
    name: undefined,
  };
}

/** Both, where a handler has a schema and reads further members itself. */
function withBody(body: NonNullable<Route["body"]>, near: Route["body"]): Route["body"] {
  const named = new Set(body.members.map(({ path }) => path.join(".")));
  const members = [...body.members, ...(near?.members ?? []).filter(({ path }) => !named.has(path.join(".")))];
  return { kind: near?.kind === "form" ? "form" : body.kind, members };
}

interface Placed {
  readonly route: Route;
  /** The text of its handler, or of the place that names it. */
  readonly handler: SourceFile;
  readonly name: string | undefined;
}

function routesOf(file: SourceFile, mount: string | undefined, python: PythonMounts, go: GoGroups): readonly Placed[] {
  const { path: filePath, text } = file;
  const found = [...callsIn(file), ...decoratorsIn(file), ...tablesIn(file)]
    .filter(({ path }) => path.length <= longestPath)
    .toSorted((one, other) => one.index - other.index);
  const lineAt = lineCounter(text);
  const prefixAt = prefixesIn(text);
  const onPython = (index: number) => {
    const receiver = /^@(\w+)\./.exec(text.slice(index, index + longestReceiver))?.[1];
    return receiver === undefined || !filePath.endsWith(".py") ? undefined : python.prefixOf(receiver, file);
  };
  const inGo = (index: number) => {
    const receiver = /^(\w+)\s{0,9}\./.exec(text.slice(index, index + longestReceiver))?.[1];
    return receiver === undefined || !filePath.endsWith(".go") ? undefined : go.prefixOf(receiver, file, index);
  };
  const around = filePath.endsWith(".php") ? phpGroups(file) : undefined;
  const ends = new Map<number, number>();
  found.forEach(({ index }, at) => {
    const before = found[at - 1]?.index;
    if (before !== undefined && before < index) ends.set(before, index);
  });
  return found.map(({ method, path, index, rest }) => {
    const name = handlerName(rest);
    const until = Math.min(ends.get(index) ?? text.length, index + 4_000);
    const group = around?.(index);
    const above = group?.prefix ?? mount ?? onPython(index) ?? inGo(index) ?? prefixAt(index);
    const route: Route = {
      ...{ method, origin: "source", where: `${filePath}:${String(lineAt(index))}` },
      path: joined(joined("", above), braced(path)),
      ...(group?.isGuarded === true ? { credential: true } : {}),
      ...(name === undefined ? {} : { name }),
    };
    return { route, name, handler: { path: filePath, text: text.slice(index, until) } };
  });
}

/** `app.post("/x", …)`, `app.post<{ Body: SignUp }>("/x", …)`, `@router.post("/x")`, `r.POST("/x", …)`, `Route::post('/x', …)`, `$app->post('/x', …)`; `.route("/x").post(…)`. */
function callsIn(file: SourceFile): readonly Found[] {
  const { text } = file;
  // The receiver is read backwards from its dot, so that a long word isn't read from each of its letters.
  const calls = [
    ...text.matchAll(
      /(?:\.(?<=[\w.]\s*\.)|->|::)\s*(get|post|put|patch|delete|del|all|any)(?:Async)?(?:<[^()]{0,300}>)?\s*\(\s*(["'`])((?:\/[^"'`\s]*)?)\2([^\n]*)/gi,
    ),
  ].flatMap(({ 0: whole, 1: verb = "", 3: path = "", 4: rest = "", index: dot }) => {
    const index = whole.startsWith(".") ? startOfReceiver(text, dot) : dot;
    if (notApps.test(text.slice(index, dot).trimEnd().split(".").at(-1) ?? "")) return [];
    const defined = text[index] === "@" ? functionBelow(text, dot + whole.length) : undefined;
    return methodsOf(verb).map((method) => ({ method, path, index, rest: defined ?? rest }));
  });
  const chained = [...text.matchAll(/\.route\(\s*(["'`])([^"'`]*)\1\s*\)/g)].flatMap(
    ({ 0: whole, 2: path = "", index }) =>
      chainedCalls(text, index + whole.length).flatMap(({ verb, rest }) =>
        methodsOf(verb).map((method) => ({ method, path, index, rest })),
      ),
  );
  const objects = [
    ...text.matchAll(/method:\s*["'`](\w+)["'`]\s*,\s*(?:url|path):\s*["'`](\/[^"'`]*)["'`]([^\n]*)/g),
  ].flatMap(({ 1: verb = "", 2: path = "", 3: rest = "", index }) =>
    methodsOf(verb).map((method) => ({ method, path, index, rest })),
  );
  const laravel = laravelCalls(file).flatMap(({ verb, ...call }) =>
    methodsOf(verb).map((method) => ({ method, ...call })),
  );
  return [...calls, ...chained, ...objects, ...laravel];
}

const notApps =
  /^(axios|fetch|request|supertest|agent|http|https|client|api_client|\$http|superagent|requests|session|headers|params|res|response|req|config|cache|redis|map|formdata|body|query)$/i;
const longestReceiver = 200;

/** Of `@shop.api` before a dot. */
function startOfReceiver(text: string, dot: number): number {
  const least = Math.max(0, dot - longestReceiver);
  let start = dot;
  while (start > least && /\s/.test(text.charAt(start - 1))) start--;
  while (start > least && /[\w.]/.test(text.charAt(start - 1))) start--;
  return text[start - 1] === "@" ? start - 1 : start;
}

/** The name of the function that a decorator of Python's stands above: its arguments (`summary=…`) name no handler. */
function functionBelow(text: string, from: number): string | undefined {
  return /\n[ \t]{0,40}(?:async )?def (\w+)/.exec(text.slice(from, from + longestDecorator))?.[1];
}

const longestDecorator = 1_000;

/** `.get(…).post(…)` from a place on, each with the line that it begins. */
function chainedCalls(text: string, from: number): readonly { readonly verb: string; readonly rest: string }[] {
  const calls: { verb: string; rest: string }[] = [];
  const call = /\s*\.(get|post|put|patch|delete)\(/y;
  const until = from + 4_000;
  for (let at: number | undefined = from; at !== undefined;) {
    call.lastIndex = at;
    const verb = call.exec(text)?.[1];
    if (verb === undefined) break;
    const end = closingBracket(text, call.lastIndex, until);
    if (end !== undefined) calls.push({ verb, rest: lineFrom(text, call.lastIndex) });
    at = end;
  }
  return calls;
}

const longestRest = 500;

function lineFrom(text: string, from: number): string {
  return text.slice(from, from + longestRest).split("\n", 1)[0] ?? "";
}

/** `@app.route("/x", methods=["POST"])`, `@Post("x")`, `@PostMapping("/x")`, `#[Route('/x', methods: ['POST'])]`. */
function decoratorsIn({ text }: SourceFile): readonly Found[] {
  const python = [
    ...text.matchAll(/@[\w.]+\.route\(\s*(["'])([^"']*)\1([^\n]{0,300})\)[ \t]*\n([\s\S]{0,300}?def \w+)/g),
  ].flatMap(({ 2: path = "", 3: more = "", 4: rest = "", index }) => {
    const verbs = [...more.matchAll(/["'](GET|POST|PUT|PATCH|DELETE)["']/gi)].map(([, verb = ""]) => verb);
    // A class answers by its own methods.
    if (/^class /m.test(rest)) return [];
    return (verbs.length === 0 ? ["GET"] : verbs)
      .flatMap(methodsOf)
      .map((method) => ({ method, path, index, rest: nameDefined(rest) }));
  });
  const annotated = [...text.matchAll(/@(Get|Post|Put|Patch|Delete)(?:Mapping)?\(\s*/g)].flatMap(
    ({ 0: whole, 1: verb = "", index }) => {
      const from = index + whole.length;
      const line = lineFrom(text, from);
      const path = /^(?:(?:value|path)\s*=\s*)?["']([^"']*)["']/.exec(line)?.[1] ?? "";
      const [signature, ...more] = text.slice(from + line.length + 1, from + line.length + 400).split(")", 2);
      if (signature === undefined || more.length === 0) return [];
      const written = path === "" ? "" : joined("", path);
      return methodsOf(verb).map((method) => ({ method, path: written, index, rest: nameDefined(signature) }));
    },
  );
  const symfony = [...text.matchAll(/#\[Route\(\s*["']([^"']*)["']([^\]]{0,500})\]/g)].flatMap(
    ({ 1: path = "", 2: more = "", index }) => {
      const verbs = [...more.matchAll(/["'](GET|POST|PUT|PATCH|DELETE)["']/g)].map(([, verb = ""]) => verb);
      return (verbs.length === 0 ? ["GET", "POST"] : verbs)
        .flatMap(methodsOf)
        .map((method) => ({ method, path, index, rest: "" }));
    },
  );
  return [...python, ...annotated, ...symfony];
}

/** Go's `HandleFunc("POST /x", h)` and `.Methods("POST")`; below what `http.StripPrefix("/auth", mux)` takes away for a mux. */
function tablesIn({ text }: SourceFile): readonly Found[] {
  const stripped = new Map(
    [
      ...text.matchAll(
        /http\.StripPrefix\(\s{0,20}"(\/[^"\n]{1,100})"\s{0,5},\s{0,20}(?:[\w.]{1,60}\(){0,3}(\w{1,60})\)/g,
      ),
    ].map(([, prefix = "", mux = ""]) => [mux, prefix] as const),
  );
  const go = [
    ...text.matchAll(/Handle(?:Func)?\(\s*"(?:(GET|POST|PUT|PATCH|DELETE) )?(\/[^"]*)"\s*,([^\n]*)/g),
  ].flatMap(({ 1: verb, 2: own = "", 3: rest = "", index }) => {
    // A mux that others are mounted in answers nothing itself.
    if (rest.includes("http.StripPrefix(")) return [];
    const receiver = text.slice(startOfReceiver(text, index - 1), index - 1);
    const path = `${stripped.get(receiver) ?? ""}${own}`;
    const named = [
      ...(/\.Methods\(([^()]*)\)/.exec(rest)?.[1] ?? "").matchAll(/\b(Get|Post|Put|Patch|Delete)\b/gi),
    ].map(([one]) => one);
    const verbs = verb === undefined ? (named.length === 0 ? ["GET", "POST"] : named) : [verb];
    return verbs.flatMap(methodsOf).map((method) => ({ method, path, index, rest }));
  });
  return go;
}

/** File → what it is mounted under, followed through `app.use("/api", require("./routes"))` and the like. */
function mountsIn(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const mounts = new Map<string, string>();
  const known = new Set(files.map(({ path }) => path));
  const resolvedFrom = (file: string, target: string) =>
    ["", ".js", ".ts", ".mjs", ".cjs", "/index.js", "/index.ts"]
      .map((end) => pathOf({ path: file }, target, known) + end)
      .find((path) => known.has(path));
  // Twice, so that what is mounted in a mounted file is found too.
  for (const _round of [1, 2]) {
    for (const { path: file, text } of files) {
      const imported = new Map(
        [
          ...text.matchAll(
            /(?:const|let|var|import)\s+(?:\{\s*)?(\w+)\b[^=\n]{0,300}?(?:=\s{0,20}require\(|from)\s{0,20}["']([.@~][^"']{0,300})["']/g,
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
        /\.register\(([^\n]{0,300}?),\s{0,50}\{\s{0,50}prefix:\s{0,50}["'`]([^"'`]{0,300})["'`]/g,
      )) {
        const target = /["'](\.[^"']*)["']/.exec(what)?.[1] ?? imported.get(what.trim());
        const at = target === undefined ? undefined : resolvedFrom(file, target);
        if (at !== undefined) mounts.set(at, joined(mounts.get(file) ?? "", prefix));
      }
    }
  }
  return mounts;
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

/** The name of the function or method that a text defines, or else what it calls first. */
function nameDefined(text: string): string {
  const named = /(?:def|function|async)\s+(\w+)\s*\(/.exec(text)?.[1];
  const typed = /public ([\w<>?, ]+)\(/.exec(text)?.[1]?.trim();
  const [, member] = typed === undefined ? [] : (/[ >](\w+)$/.exec(typed) ?? []);
  return named ?? member ?? /\b(\w+)\s*\(/.exec(text)?.[1] ?? "";
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

function unique(routes: readonly Placed[]): readonly Placed[] {
  return [...new Map(routes.map((placed) => [`${placed.route.method} ${placed.route.path}`, placed])).values()];
}
