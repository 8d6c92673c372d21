import type { AskOptions, Attempt, Credential, Person, World } from "@assay/bench";
import { logInElsewhere, lookIn, seeAccount, seesAccountOf, showsAccountOf } from "./actions.ts";
import { isUnknown } from "./answers.ts";

/** Longest wait for the end of another log-in, milliseconds. */
const mostWaited = 60_000;
/** That one is as old as the first was, and a little older. */
const older = 300;

/**
 * Looks whether a log-in still opens the account after something was done to the service. One that ended by its own
 * time was not thrown out: where another of the same age, to which nothing was done, has ended too, a fresh one is
 * looked in with instead. Judge it with `seesAccountOf`.
 *
 * @param sinceMs when the person logged in, by the cell's clock.
 */
export async function seeAfterwards(
  world: World,
  person: Person,
  credential: Credential | undefined,
  sinceMs: number,
  options: AskOptions = {},
): Promise<Attempt> {
  const look = await seeAccount(world, person, credential, options);
  if (credential === undefined || seesAccountOf(look, person) || !isUnknown(look.exchange)) return look;
  // Without a who-am-I it was a fresh log-in that was refused.
  if (!world.app.knows("whoAmI") || !(await endsByItself(world, person, world.now() - sinceMs))) return look;
  const fresh = await logInElsewhere(world, person);
  return lookIn(world, fresh.person, fresh.credential, options);
}

/** A log-in to which nothing was done opened the account, and at this age no longer does. */
async function endsByItself(world: World, person: Person, ageMs: number): Promise<boolean> {
  const untouched = await logInElsewhere(world, person);
  if (untouched.credential === undefined) return false;
  const began = await lookIn(world, untouched.person, untouched.credential);
  if (!showsAccountOf(began, person)) return false;
  await world.sleep(Math.min(ageMs, mostWaited) + older);
  return isUnknown((await lookIn(world, untouched.person, untouched.credential)).exchange);
}
