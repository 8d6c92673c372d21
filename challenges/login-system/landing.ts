import { headersOf, statusOf, type Attempt, type Exchange, type Person, type World } from "@assay/bench";

/**
 * The page that an answer sends its person to, as the same browser then sees it: a form site often redirects and says
 * there what went wrong. Undefined where the answer is no redirect, or leads to another site.
 */
export async function landOn(
  { app, edge }: Pick<World, "app" | "edge">,
  person: Person,
  attempt: Attempt | undefined,
): Promise<Exchange | undefined> {
  if (attempt === undefined) return undefined;
  const { exchange } = attempt;
  const status = statusOf(exchange);
  const [location] = headersOf(exchange, "location");
  if (status < 300 || status > 399 || location === undefined) return undefined;
  const site = app.environment["PUBLIC_URL"] ?? "https://localhost";
  const base = new URL(exchange.request.path, site);
  if (!URL.canParse(location, base)) return undefined;
  const { host, pathname, search } = new URL(location, base);
  if (host !== base.host) return undefined;
  return edge.request(person, { method: "GET", path: `${pathname}${search}` });
}

/** The pages that attempts of two kinds led to. Plain JSON. */
export interface Landings {
  readonly known: readonly Exchange[];
  readonly unknown: readonly Exchange[];
}

export function isThere(landing: Exchange | undefined): landing is Exchange {
  return landing !== undefined;
}
