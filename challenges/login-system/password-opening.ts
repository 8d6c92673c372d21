import { statusOf, type AskOptions, type Attempt, type Person, type World } from "@assay/bench";
import { lookIn, showsAccountOf, showsSomeone } from "./actions.ts";
import { askAgain } from "./second-try.ts";

/** A password as it was tried: a log-in from a device of its own, then who-am-I with what it granted. */
export interface Opening {
  readonly logIn: Attempt;
  /** Missing when the log-in granted nothing, or when the backend has no who-am-I that we know of. */
  readonly whoAmI?: Attempt;
  /** Instead of who-am-I: a log-in with a password that nobody ever set, which must be refused. */
  readonly control?: Attempt;
}

/** Tries a password on a person's account, from a fresh address. One password hash. */
export async function tryPassword(world: World, person: Person, password: string): Promise<Opening> {
  return openAccount(world, world.edge.otherDevice(person), password);
}

/** Logs in, and looks what that opened. */
export async function openAccount(world: World, person: Person, password = person.password): Promise<Opening> {
  return openedBy(world, person, await askAgain(world, () => world.app.operate(person, "logIn", { password })));
}

/**
 * Asks who-am-I with what this log-in granted. Where it granted nothing, nothing is asked: a path may need an id that
 * only a log-in brings. Where nothing shows what a log-in opens, one by a password that nobody ever set shows whether
 * logging in tells anything: one more password hash.
 */
export async function openedBy(
  world: World,
  person: Person,
  logIn: Attempt,
  options: AskOptions = {},
): Promise<Opening> {
  if (logIn.credential === undefined) return { logIn };
  if (world.app.knows("whoAmI")) return { logIn, whoAmI: await lookIn(world, person, logIn.credential, options) };
  const other = world.edge.otherDevice(person);
  const inputs = { password: world.canaries.password() };
  return { logIn, control: await askAgain(world, () => world.app.operate(other, "logIn", inputs, options)) };
}

/** A password that may have been set, and, where it opened something, one that nobody ever set. */
export interface Setting {
  readonly byNew: Opening;
  readonly byAnother?: Opening;
}

/** Tries whether a password was set. One password hash, and a second where it opened something. */
export async function tryNewPassword(world: World, person: Person, password: string): Promise<Setting> {
  const byNew = await tryPassword(world, person, password);
  if (byNew.whoAmI === undefined) return { byNew };
  return { byNew, byAnother: await tryPassword(world, person, world.canaries.password()) };
}

/** The password was set. Where any password opens an account, that it opened says nothing. Pure. */
export function isSet({ byNew, byAnother }: Setting, person: Pick<Person, "email">): boolean {
  return opened(byNew, person) && (byAnother === undefined || !opened(byAnother, person));
}

/** The password opened this account. Pure. */
export function opened(opening: Omit<Opening, "logIn">, person: Pick<Person, "email">): boolean {
  if (opening.control !== undefined) return isRefusal(opening.control);
  return opening.whoAmI !== undefined && showsAccountOf(opening.whoAmI, person);
}

/** The log-in let someone in, no matter whose account it opened. Pure. */
export function letsIn({ whoAmI, control }: Omit<Opening, "logIn">): boolean {
  return control === undefined ? whoAmI !== undefined && showsSomeone(whoAmI) : isRefusal(control);
}

/** It let in, where any password seems to: nothing shows what that opened. Pure. */
export function isUnseen({ control }: Pick<Opening, "control">): boolean {
  return control !== undefined && !isRefusal(control);
}

/** The password was plainly refused. A limit, a fault or no answer says nothing about it. Pure. */
export function refused(opening: Opening): boolean {
  return isRefusal(opening.logIn);
}

/** A plain no to what was asked, rather than a limit, a fault or no answer. Pure. */
export function isRefusal(attempt: Attempt): boolean {
  const { meaning } = attempt.exchange;
  if (meaning !== undefined) return meaning === "refused";
  return !attempt.accepted && [400, 401, 403, 404, 409, 410, 415, 421, 422].includes(statusOf(attempt.exchange));
}
