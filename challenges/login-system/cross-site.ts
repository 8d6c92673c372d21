import { headersOf, statusOf, type CookieFact, type Exchange, type Person, type World } from "@assay/bench";

/** Another website, open in the victim's browser. */
export const otherSite = "https://prizes.example";

export interface CrossSiteRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly contentType?: "text/plain" | "application/x-www-form-urlencoded" | "application/json";
  readonly body?: string;
  /** A link that the victim clicks: the page itself changes, so that Lax cookies go along with a GET. */
  readonly navigates?: boolean;
}

/**
 * The cookies that a browser sends with a request that another site makes. Without SameSite, Firefox and Safari send a
 * cookie (and Chrome does for two minutes after it was set, in a form's POST), so it counts as sent.
 */
export function cookiesSent(cookies: readonly CookieFact[], request: CrossSiteRequest): readonly CookieFact[] {
  return cookies.filter(({ sameSite, secure }) => {
    if (sameSite === "strict") return false;
    if (sameSite === "lax") return request.navigates === true && request.method === "GET";
    return sameSite === undefined || secure; // browsers drop SameSite=None that is not Secure
  });
}

/** What a browser sends without asking first (the Fetch standard's CORS-safelisted methods and types). */
export function isSimple({ method, contentType }: CrossSiteRequest): boolean {
  return (method === "GET" || method === "POST") && contentType !== "application/json";
}

/** The reply to a browser's question lets the other site send this request with cookies. */
export function isAllowedBy(preflight: Exchange, { method, contentType }: CrossSiteRequest): boolean {
  const first = (name: string) => headersOf(preflight, name)[0]?.trim() ?? "";
  const listed = (name: string) =>
    first(name)
      .toLowerCase()
      .split(",")
      .map((part) => part.trim());
  const status = statusOf(preflight);
  return (
    status >= 200 &&
    status < 300 &&
    first("access-control-allow-origin") === otherSite &&
    first("access-control-allow-credentials") === "true" &&
    (method === "GET" || method === "POST" || listed("access-control-allow-methods").includes(method.toLowerCase())) &&
    (contentType !== "application/json" || listed("access-control-allow-headers").includes("content-type"))
  );
}

/** Sends the request as the victim's browser would for the other site: the question first where one is due, then the request if it may. */
export async function sendFromOtherSite(
  world: World,
  victim: Person,
  cookies: readonly CookieFact[],
  request: CrossSiteRequest,
): Promise<readonly Exchange[]> {
  const { method, path, body, contentType, navigates } = request;
  const sent = cookiesSent(cookies, request);
  const exchanges: Exchange[] = [];
  if (!isSimple(request)) {
    const preflight = await world.edge.request(victim, {
      method: "OPTIONS",
      path,
      credential: null,
      headers: {
        Origin: otherSite,
        "Sec-Fetch-Site": "cross-site",
        "Access-Control-Request-Method": method,
        ...(contentType === undefined ? {} : { "Access-Control-Request-Headers": "content-type" }),
      },
    });
    exchanges.push(preflight);
    if (!isAllowedBy(preflight, request)) return exchanges;
  }
  exchanges.push(
    await world.edge.request(victim, {
      method,
      path,
      credential: sent.length === 0 ? null : { kind: "cookie", cookies: sent },
      headers: {
        // A link that is clicked says no origin; a form or a script does.
        Origin: method === "GET" && navigates === true ? null : otherSite,
        Referer: `${otherSite}/`,
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": navigates === true ? "navigate" : "cors",
        ...(contentType === undefined ? {} : { "Content-Type": contentType }),
      },
      ...(body === undefined ? {} : { body }),
    }),
  );
  return exchanges;
}
