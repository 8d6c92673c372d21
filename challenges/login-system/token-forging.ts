import { userNameOf, type Attempt, type World } from "@assay/bench";
import { arrive, lookIn, showsAccountOf, type Arrival } from "./actions.ts";
import { textsOf, withText } from "./credential-texts.ts";
import type { Swap } from "./swapped-identity.ts";

/** A forged log-in: what was changed, and whose account it was meant to open. */
export interface Forgery {
  readonly what: string;
  readonly aimsAt: "stranger" | "own";
  readonly place: string;
  readonly text: string;
}

export interface ForgeryTry {
  readonly what: string;
  readonly aimsAt: Forgery["aimsAt"];
  readonly whoAmI: Attempt;
}

export interface ForgingEvidence {
  readonly attacker: { readonly email: string };
  readonly victim: { readonly email: string };
  /** The attacker's true log-in opens their own account; missing when they could not log in. */
  readonly control?: Attempt;
  readonly tries: readonly ForgeryTry[];
}

/** Two people log in; one forges log-ins out of their own and tries each of them. */
export async function tryForgeries(
  world: World,
  forge: (text: string, swap: Swap) => readonly Omit<Forgery, "place">[],
): Promise<ForgingEvidence> {
  const attacker = await arrive(world);
  const victim = await arrive(world);
  const people = { attacker: { email: attacker.person.email }, victim: { email: victim.person.email } };
  const { credential } = attacker;
  if (credential === undefined || victim.credential === undefined) return { ...people, tries: [] };

  const control = await lookIn(world, attacker.person, credential);
  const swap = await swapOf(world, attacker, victim);
  const forgeries = textsOf(credential).flatMap(({ place, text }) =>
    forge(text, swap).map((forgery): Forgery => ({ ...forgery, place })),
  );
  const tries: ForgeryTry[] = [];
  for (const { what, aimsAt, place, text } of forgeries) {
    const about = aimsAt === "stranger" ? victim.person : attacker.person;
    const whoAmI = await lookIn(world, attacker.person, withText(credential, place, text), { about });
    tries.push({ what, aimsAt, whoAmI });
  }
  return { ...people, control, tries };
}

/** Which forgeries opened the stranger's account, and which only the forger's own. Pure. */
export function openedBy({ tries, victim, attacker }: ForgingEvidence): {
  readonly strangers: readonly ForgeryTry[];
  readonly own: readonly ForgeryTry[];
} {
  return {
    strangers: tries.filter(({ whoAmI }) => showsAccountOf(whoAmI, victim)),
    own: tries.filter(({ whoAmI, aimsAt }) => aimsAt === "own" && showsAccountOf(whoAmI, attacker)),
  };
}

/** How the two people are named inside tokens: by the ids that who-am-I shows them, their emails and user names. */
export async function swapOf(world: World, from: Arrival, to: Arrival): Promise<Swap> {
  return { from: await namesOf(world, from), to: await namesOf(world, to) };
}

async function namesOf(world: World, { person, signUp, logIn, credential }: Arrival): Promise<Swap["from"]> {
  const { outputs } = await lookIn(world, person, credential);
  // An existing backend may tell it elsewhere, or nowhere: then the table does.
  const told = outputs["id"] ?? logIn.outputs["id"] ?? signUp.outputs["id"];
  const id = told ?? (await idInTable(world, person.email));
  const { email } = person;
  return { ...(typeof id === "string" || typeof id === "number" ? { id } : {}), email, userName: userNameOf(email) };
}

/** The key of the one row that mentions this email; undefined where it is not clear which that is. */
async function idInTable(world: World, email: string): Promise<unknown> {
  const rows = (await world.database.find(email)).map(({ row }) => row);
  const ids = rows.flatMap((row) => ["id", "_id", "user_id"].flatMap((name) => row[name] ?? []));
  return new Set(ids.map(String)).size === 1 ? ids[0] : undefined;
}
