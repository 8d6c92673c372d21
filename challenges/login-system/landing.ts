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

/** What people whose account is there, and people without one, were answered in turn. Plain JSON. */
export interface KnownAndUnknown {
  readonly signUps: readonly Attempt[];
  readonly known: readonly Attempt[];
  readonly unknown: readonly Attempt[];
  readonly emails: readonly string[];
  /** Missing in older evidence. */
  readonly landings?: Landings;
}

/** Asks for three people who have signed up, each from another device, and for three who haven't. */
export async function askKnownAndUnknown(
  world: Pick<World, "app" | "edge">,
  ask: (person: Person) => Promise<Attempt>,
): Promise<KnownAndUnknown> {
  const { app, edge } = world;
  const signUps: Attempt[] = [];
  const [known, unknown] = [[], []] as [Attempt[], Attempt[]];
  const landings = { known: [], unknown: [] } as { known: Exchange[]; unknown: Exchange[] };
  const emails: string[] = [];
  for (let round = 0; round < 3; round++) {
    const person = edge.person();
    const stranger = edge.person();
    emails.push(person.email, stranger.email);
    signUps.push(await app.operate(person, "signUp"));
    const device = edge.otherDevice(person);
    known.push(await ask(device));
    unknown.push(await ask(stranger));
    for (const [landed, visitor, attempt] of [
      [landings.known, device, known.at(-1)],
      [landings.unknown, stranger, unknown.at(-1)],
    ] as const) {
      const landing = await landOn(world, visitor, attempt);
      if (landing !== undefined) landed.push(landing);
    }
  }
  return { signUps, known, unknown, emails, landings };
}
