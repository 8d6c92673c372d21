import type { RawRequest } from "../check/world.ts";
import { isLimited, statusOf, type Exchange } from "../edge/exchange.ts";
import { formsIn } from "./html-forms.ts";
import { mostDocumentBytes, parseDocument, routesOfDocument } from "./openapi-document.ts";
import type { Route } from "./route.ts";

/** Asks the running backend, as a stranger. */
export type Ask = (requests: readonly RawRequest[]) => Promise<readonly Exchange[]>;

/** Where frameworks serve the description of what they answer. */
const documentPaths = [
  "/openapi.json",
  "/openapi.yaml",
  "/swagger.json",
  "/swagger.yaml",
  "/v3/api-docs",
  "/v2/api-docs",
  "/api-docs.json",
  "/api-docs/swagger.json",
  "/api-docs",
  "/docs-json",
  "/docs/json",
  "/docs/openapi.json",
  "/api-json",
  "/api/docs-json",
  "/api/openapi.json",
  "/api/swagger.json",
  "/api/schema/?format=json",
  "/documentation/json",
  "/swagger/json",
  "/swagger/doc.json",
  "/swagger/v1/swagger.json",
  "/apispec_1.json",
  "/api/v1/openapi.json",
];

/** The routes of the document that it serves itself, where it serves one. */
export async function servedRoutes(ask: Ask): Promise<readonly Route[] | undefined> {
  const kept = { deadline: 10_000, keepBytes: mostDocumentBytes };
  const exchanges = await ask(documentPaths.map((path) => ({ method: "GET", path, ...kept })));
  for (const { request, response } of exchanges) {
    if (response?.status !== 200 || response.cut) continue;
    const document = parseDocument(response.body);
    if (document !== undefined) return routesOfDocument(document, `GET ${request.path}`);
  }
  return undefined;
}

const pagePaths = [
  "/",
  "/login",
  "/signin",
  "/register",
  "/signup",
  "/auth/login",
  "/auth/register",
  "/users/login",
  "/account",
];

/** The forms on its pages, and those on pages that these lead to by a link about log-ins. */
export async function servedForms(ask: Ask, routes: readonly Route[]): Promise<readonly Route[]> {
  const named = routes
    .filter(
      ({ method, path }) =>
        method === "GET" && /log|sign|regist|account|profile|password|forgot|reset/i.test(path) && !path.includes("{"),
    )
    .map(({ path }) => path);
  const wanted = [...new Set([...pagePaths, ...named])].slice(0, 30);
  const first = await pagesAt(ask, wanted);
  const linked = first
    .flatMap(({ response }) =>
      [...(response?.body ?? "").matchAll(/href=["']([^"'#]+)["']/gi)].map(([, link = ""]) =>
        link.replaceAll("&amp;", "&"),
      ),
    )
    .filter(
      (link) => /log-?in|sign|regist|account|profile|password|forgot/i.test(link) && !/^[a-z]+:|^\/\//i.test(link),
    )
    .map((link) => (link.startsWith("/") ? link : `/${link}`))
    .filter((link) => !wanted.includes(link));
  const second = await pagesAt(ask, [...new Set(linked)].slice(0, 15));
  const forms = await Promise.all(
    [...first, ...second].map(({ request, response }) => formsIn(response?.body ?? "", request.path)),
  );
  return [...new Map(forms.flat().map((form) => [`${form.method} ${form.path} ${form.name ?? ""}`, form])).values()];
}

async function pagesAt(ask: Ask, paths: readonly string[]): Promise<readonly Exchange[]> {
  const asked = paths.map((path) => ({ method: "GET", path, headers: { Accept: "text/html" }, deadline: 3_000 }));
  const exchanges = await ask(asked);
  return exchanges.filter(
    (exchange) => statusOf(exchange) === 200 && /<form|<a\b/i.test(exchange.response?.body ?? ""),
  );
}

const mostAsked = 60;

/**
 * Those of the routes that it answers, at their own path or below one of the prefixes; asked with nothing in the request.
 * A path that nobody knows says how "not there" looks.
 */
export async function answeredRoutes(
  ask: Ask,
  routes: readonly Route[],
  prefixes: readonly string[],
): Promise<readonly Route[]> {
  const unknown = new Map(
    (
      await ask(
        [...new Set(routes.map(({ method }) => method))].map((method) => probe(method, "/no-such-path-anywhere")),
      )
    ).map((exchange) => [exchange.request.method, exchange] as const),
  );
  const isThere = (exchange: Exchange) => {
    const none = unknown.get(exchange.request.method);
    if (exchange.failure !== undefined || statusOf(exchange) === 405) return false;
    if (none !== undefined && isLimited(none)) return statusOf(exchange) !== 404;
    // What refuses every stranger says of no address whether it is there.
    if (none !== undefined && [401, 403].includes(statusOf(none)) && statusOf(exchange) === statusOf(none)) return true;
    return none === undefined || likeness(exchange) !== likeness(none);
  };
  const asked = routes.slice(0, mostAsked);
  const own = await ask(asked.map(({ method, path }) => probe(method, path)));
  const answered: Route[] = [];
  for (const [at, route] of asked.entries()) {
    const exchange = own[at];
    if (exchange !== undefined && isLimited(exchange)) answered.push({ ...route, isLimited: true });
    else if (exchange !== undefined && isThere(exchange)) answered.push(route);
    else if (route.origin === "source") {
      const paths = [
        ...new Set(prefixesFor(route, prefixes).map((prefix) => `${prefix}${route.path === "/" ? "" : route.path}`)),
      ];
      const others = await ask(paths.slice(0, 12).map((path) => probe(route.method, path)));
      const found = others.find((other) => !isLimited(other) && isThere(other));
      if (found !== undefined)
        answered.push({ ...route, path: found.request.path.replaceAll("%7B", "{").replaceAll("%7D", "}") });
    }
  }
  return answered;
}

/** What may stand before its path: what the source names, and the folders that it lies in, as some frameworks have it. */
function prefixesFor({ where }: Route, prefixes: readonly string[]): readonly string[] {
  const folders = where.split("/").slice(0, -1);
  const file = /(?<![\w-])([\w-]+)\.\w+:\d+$/.exec(where)?.[1] ?? "";
  const below = [folders.at(-1), folders.slice(-2).join("/"), file]
    .filter(
      (name) =>
        name !== undefined && name !== "" && !/^(src|lib|app|routes?|controllers?|index|api|main|server)$/.test(name),
    )
    .map((name) => `/${String(name)}`);
  const above = [...new Set([...prefixes, "/api"])].slice(0, 6);
  return [...above, ...below, ...above.flatMap((prefix) => below.map((name) => `${prefix}${name}`))];
}

function probe(method: string, path: string): RawRequest {
  const body = method === "GET" || method === "DELETE" ? {} : { body: "{}" };
  return { method, path: path.replaceAll("{", "%7B").replaceAll("}", "%7D"), deadline: 5_000, ...body };
}

/** Replies that say the same of different paths are alike. */
function likeness({ request, response }: Exchange): string {
  const [path = ""] = request.path.split("?");
  return `${String(response?.status)} ${(response?.body ?? "")
    .replaceAll(path, "")
    .replaceAll(/\d{2,}/g, "")
    .slice(0, 2_000)}`;
}
