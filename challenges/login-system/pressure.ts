import type { Attempt, Person, PressurePlan, World } from "@assay/bench";
import { accountsInTables, surelyInTables, type Mentions } from "./account-count.ts";
import { arrive, lookIn, showsAccountOf } from "./actions.ts";

/**
 * How a shop's visitors use their accounts: most pages ask who is there, some save a line about themselves, few log in
 * or sign up.
 */
export const pressure: PressurePlan = {
  boundMs: 250,
  limitMs: 5_000,
  recoversWithinMs: 10_000,
  journeys: [
    { operation: "whoAmI", weight: 70, shows: ({ email }) => email },
    {
      operation: "updateProfile",
      weight: 23,
      inputs: (_person, word) => ({ bio: word }),
      leaves: { kind: "value", read: readBio },
    },
    { operation: "logIn", weight: 4, isHarmless: keepsOtherLogIns },
    {
      operation: "signUp",
      weight: 3,
      inputs: ({ password }, word) => ({ email: emailOf(word), name: word, password }),
      leaves: { kind: "thing", count: (world, _person, word) => countAccounts(world, word) },
    },
  ],

  async arrive(world, person) {
    const { credential } = await arrive(world, person);
    return credential !== undefined && showsAccountOf(await lookIn(world, person), person);
  },
};

/** Elsewhere, each new log-in may end the one before, and with it the visits of its person. */
async function keepsOtherLogIns(world: World): Promise<boolean> {
  const person = world.edge.person();
  await arrive(world, person);
  await world.app.operate(world.edge.otherDevice(person), "logIn");
  return showsAccountOf(await lookIn(world, person), person);
}

function emailOf(word: string): string {
  return `${word}@visitors.example.com`;
}

/** Where the log-in has ended meanwhile, a new one shows the same profile. */
async function readBio(
  world: World,
  person: Person,
  { mayLogIn }: { readonly mayLogIn: boolean },
): Promise<string | undefined> {
  const bioIn = ({ accepted, outputs }: Attempt) => {
    if (!accepted || !Object.hasOwn(outputs, "bio")) return undefined;
    return typeof outputs["bio"] === "string" ? outputs["bio"] : "";
  };
  const seen = bioIn(await lookIn(world, person));
  if (seen !== undefined || !mayLogIn) return seen;
  await world.app.operate(person, "logIn");
  return bioIn(await lookIn(world, person));
}

/** What one lone sign-up of this cell leaves in the tables, and what a second, refused one adds. */
const traces = new WeakMap<World, Promise<{ readonly lone: Mentions; readonly refused: Mentions }>>();

async function countAccounts(world: World, word: string): Promise<number | undefined> {
  let known = traces.get(world);
  if (known === undefined) traces.set(world, (known = traceOf(world)));
  const { lone, refused } = await known;
  // Where the tables do not tell one account from none, they do not tell it from two.
  if (accountsInTables(lone, lone, refused) !== 1) return undefined;
  return surelyInTables(await world.database.countMentions(emailOf(word)), lone, refused);
}

async function traceOf(world: World): Promise<{ readonly lone: Mentions; readonly refused: Mentions }> {
  const person = world.edge.person();
  await world.app.operate(person, "signUp");
  const lone = await world.database.countMentions(person.email);
  await world.app.operate(person, "signUp");
  return { lone, refused: await world.database.countMentions(person.email) };
}
