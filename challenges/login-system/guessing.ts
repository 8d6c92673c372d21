import { statusOf, tookOf, type AskOptions, type Attempt, type World } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "./actions.ts";
import type { Opening } from "./password-opening.ts";

/** One account, one attacker at one address: wrong passwords until something stops them, then the right one. */
export interface GuessingRound {
  readonly email: string;
  /** The owner's own log-in, before. */
  readonly control: Attempt;
  readonly wrong: readonly { readonly status: number; readonly tookMs: number }[];
  /** The last wrong tries, for showing. */
  readonly lastWrong: readonly Attempt[];
  /** From the first wrong try to the right one, milliseconds. */
  readonly withinMs: number;
  readonly right: Opening;
}

/** The brief: at the latest after 20 wrong passwords within a minute the next is refused, or takes 2 s. */
export const wrongAllowed = 20;
export const delayMs = 2_000;

/** A fixed window of a minute may end in between, so that only twice as many are surely 20 within one. */
const mostWrong = 2 * wrongAllowed;
const mostTimeMs = 50_000;

/** What the attacker's requests claim; another claim for each try. */
export type Claim = (world: World) => AskOptions;

/** Up to 43 password hashes, fewer the sooner the limit comes. */
export async function guess(world: World, claim: Claim = () => ({})): Promise<GuessingRound> {
  const owner = world.edge.person();
  const attacker = world.edge.person({ email: owner.email });
  const control = (await arrive(world, owner)).logIn;
  const tryPassword = (password: string): Promise<Attempt> =>
    world.app.operate(attacker, "logIn", { password }, claim(world));

  const startedAt = world.now();
  const wrong: Attempt[] = [];
  while (wrong.length < mostWrong && world.now() - startedAt < mostTimeMs && !isStopped(wrong)) {
    wrong.push(await tryPassword(world.canaries.password()));
  }
  const logIn = await tryPassword(owner.password);
  const withinMs = world.now() - startedAt;
  const right =
    logIn.credential === undefined
      ? { logIn }
      : { logIn, whoAmI: await lookIn(world, attacker, logIn.credential, claim(world)) };

  return {
    email: owner.email,
    control,
    wrong: wrong.map(({ exchange }) => ({ status: statusOf(exchange), tookMs: Math.round(tookOf(exchange)) })),
    lastWrong: wrong.slice(-2),
    withinMs,
    right,
  };
}

/**
 * A second round only when the first was stopped and the right password got in all the same: a limit that lets one
 * more through every few seconds is a right one, and may have done so at that very moment.
 */
export async function guessTwiceIfStopped(world: World, claim?: Claim): Promise<readonly GuessingRound[]> {
  const first = await guess(world, claim);
  if (!gotIn(first) || !wasStopped(first)) return [first];
  return [first, await guess(world, claim)];
}

/** The right password opened the account, and at once. Pure. */
export function gotIn({ right, email }: GuessingRound): boolean {
  const opened = right.whoAmI !== undefined && showsAccountOf(right.whoAmI, { email });
  return opened && tookOf(right.logIn.exchange) < delayMs;
}

/** Something changed for the attacker: another status, or waits. Pure. */
export function wasStopped({ wrong }: GuessingRound): boolean {
  return isStoppedBy(wrong);
}

/** Enough wrong tries in a short enough time that the brief asks for a limit. Pure. */
export function wasEnough({ wrong, withinMs }: GuessingRound): boolean {
  return wrong.length >= wrongAllowed && withinMs <= 60_000;
}

function isStopped(wrong: readonly Attempt[]): boolean {
  return isStoppedBy(wrong.map(({ exchange }) => ({ status: statusOf(exchange), tookMs: tookOf(exchange) })));
}

/** One slow answer may be chance. */
function isStoppedBy(wrong: GuessingRound["wrong"]): boolean {
  const [first] = wrong;
  const last = wrong.at(-1);
  if (first === undefined || last === undefined) return false;
  if (last.status === 429 || last.status === 423 || last.status !== first.status) return true;
  return wrong.length > 1 && wrong.slice(-2).every(({ tookMs }) => tookMs >= delayMs);
}
