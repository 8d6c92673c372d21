import {
  fail,
  notEstablished,
  pass,
  statusOf,
  theBrief,
  tookOf,
  type AskOptions,
  type Attempt,
  type ExchangeRef,
  type Judgement,
  type Standard,
  type World,
} from "@assay/bench";
import { arrive } from "./actions.ts";
import { isLimit } from "./answers.ts";
import { isSet, opened, openedBy, tryNewPassword, type Opening, type Setting } from "./password-opening.ts";

/** Wrong passwords for one account until something stops them, then the right one. */
export interface Tries {
  readonly email: string;
  /** The owner's own log-in, before. */
  readonly control: Attempt;
  readonly wrong: readonly {
    readonly status: number;
    readonly tookMs: number;
    /** It says so itself, where the status alone does not. */
    readonly limited?: true;
  }[];
  /** The last wrong tries, for showing. */
  readonly lastWrong: readonly Attempt[];
  /** From the first wrong try to the right one, milliseconds. */
  readonly withinMs: number;
}

/** One attacker at one address, who tries log-ins. */
export interface GuessingRound extends Tries {
  readonly right: Opening;
}

/** Somebody in an open log-in that is not theirs, who tries what its owner's password is by changing it. */
export interface ChangingRound extends Tries {
  /** Missing where the owner's log-in granted nothing. */
  readonly right?: RightChange;
  /** A wrong password was as good as the right one. */
  readonly wrongAccepted: boolean;
}

/** The right current password, tried after the wrong ones, and what shows that the new one was set. */
export interface RightChange {
  readonly change: Attempt;
  /** Missing where it was not accepted. */
  readonly setting?: Setting;
  /** The new one as the current password of another change; where log-ins may be limited, so that none shows it. */
  readonly changedAgain?: Attempt;
}

/** How the attacker's requests differ from one to the next. */
export interface Disguise {
  /** What they claim. */
  readonly claim?: (world: World) => AskOptions;
  /** The email in the spelling of this turn, from 0. */
  readonly respell?: (email: string, turn: number) => string;
}

/** The brief: at the latest after 20 wrong passwords within a minute the next is refused, or takes 2 s. */
export const wrongAllowed = 20;
export const delayMs = 2_000;

/**
 * Processes of one app may each count alone, and connections come to one or another: only when so many in a row were
 * stopped have surely all of them counted enough.
 */
const surelyStopped = 10;

/** A fixed window of a minute may end in between, so that only twice as many are surely 20 within one. */
export const mostWrong = 2 * wrongAllowed;
const mostTimeMs = 50_000;

/**
 * Where no brief says how many, the most that NIST SP 800-63B allows one account, and what the usual limits by
 * address let through: 100 in a quarter of an hour.
 */
const wrongAllowedAnywhere = 100;
const mostTimeAnywhereMs = 120_000;

/**
 * Up to 43 password hashes, 113 where no brief says how many wrong ones are allowed, fewer the sooner the limit comes.
 * Each try comes by a connection of its own.
 */
export async function guess(world: World, { claim, respell }: Disguise = {}): Promise<GuessingRound> {
  const owner = world.edge.person();
  const attacker = world.edge.person({ email: owner.email });
  const { logIn: control } = await arrive(world, owner);
  const tryPassword = (password: string, turn: number): Promise<Attempt> =>
    world.app.operate(
      attacker,
      "logIn",
      { password, ...(respell === undefined ? {} : { email: respell(owner.email, turn) }) },
      { ...claim?.(world), freshConnection: true },
    );

  const tries = await tryWrongOnes(world, tryPassword);
  const logIn = await tryPassword(owner.password, tries.wrong.length);
  const right = await openedBy(world, attacker, logIn, claim?.(world));
  return { email: owner.email, control, ...tries, right };
}

/** Up to 47 password hashes, fewer the sooner the limit comes. */
export async function guessByChanging(world: World): Promise<ChangingRound> {
  const owner = world.edge.person();
  const { logIn: control, credential } = await arrive(world, owner);
  const { email } = owner;
  if (credential === undefined) return { email, control, wrong: [], lastWrong: [], withinMs: 0, wrongAccepted: false };

  const newPassword = world.canaries.password();
  const change = (currentPassword: string, to = newPassword): Promise<Attempt> =>
    world.app.operate(
      owner,
      "changePassword",
      { currentPassword, newPassword: to },
      { credential, freshConnection: true },
    );
  const tries = await tryWrongOnes(world, (password) => change(password));
  const wrongAccepted = tries.lastWrong.some(({ accepted }) => accepted);
  const right = await tryRightOne();
  return { email, control, ...tries, right, wrongAccepted };

  async function tryRightOne(): Promise<RightChange> {
    const changed = await change(owner.password);
    if (!changed.accepted) return { change: changed };
    const setting = await tryNewPassword(world, owner, newPassword);
    if (isSet(setting, owner)) return { change: changed, setting };
    return { change: changed, setting, changedAgain: await change(newPassword, world.canaries.password()) };
  }
}

async function tryWrongOnes(
  world: World,
  tryPassword: (password: string, turn: number) => Promise<Attempt>,
): Promise<Pick<Tries, "wrong" | "lastWrong" | "withinMs">> {
  const { byBrief } = world.standard;
  const most = byBrief ? mostWrong : wrongAllowedAnywhere + surelyStopped;
  const endsAt = world.now() + (byBrief ? mostTimeMs : mostTimeAnywhereMs);
  const startedAt = world.now();
  const wrong: Attempt[] = [];
  while (wrong.length < most && world.now() < endsAt && !isStopped(wrong)) {
    wrong.push(await tryPassword(world.canaries.password(), wrong.length));
  }
  return {
    wrong: wrong.map(wrongTryOf),
    lastWrong: wrong.slice(-2),
    withinMs: world.now() - startedAt,
  };
}

/**
 * A second round only when the first was stopped and the right password got in all the same: a limit that lets one
 * more through every few seconds is a right one, and may have done so at that very moment.
 */
export async function twiceIfStopped<Round extends Tries>(
  play: () => Promise<Round>,
  gotThrough: (round: Round) => boolean,
): Promise<readonly Round[]> {
  const first = await play();
  if (!gotThrough(first) || !wasStopped(first)) return [first];
  return [first, await play()];
}

/**
 * By the effect: after enough wrong passwords within a minute, was the right one let through at once? The facts are
 * `wrong`, how many went before, `stopped`, whether the wrong ones at least were, and `elsewhere`, whether no brief asks
 * for a limit: then a server before the app may have it, so that a failure is minor. The reasons are `no-log-in` and
 * `too-few-tries`. Pure.
 */
export function judgeTries<Round extends Tries>(
  rounds: readonly Round[],
  gotThrough: (round: Round) => boolean,
  rightOf: (round: Round) => readonly (ExchangeRef | undefined)[],
  { byBrief }: Standard = theBrief,
): Judgement {
  const exhibits = {
    exchanges: rounds.flatMap((round) => [...round.lastWrong, ...rightOf(round)]),
    details: { rounds: rounds.map(({ wrong, withinMs }) => ({ wrong, withinMs })) },
  };
  if (!rounds.every(({ control }) => control.accepted)) return notEstablished("no-log-in", exhibits);

  const last = rounds.at(-1);
  if (last === undefined) return notEstablished("too-few-tries", exhibits);
  const facts = { wrong: last.wrong.length, stopped: wasStopped(last), elsewhere: !byBrief };
  if (!gotThrough(last)) return pass(facts, exhibits);
  // A limit below the brief's twenty may be one process's own, while another has not counted enough yet.
  const areStopped = wasStopped(last) && last.wrong.length >= wrongAllowed;
  const isEnough = byBrief ? wasEnough(last) : lookedAt(last) >= wrongAllowedAnywhere;
  if (!areStopped && !isEnough) return notEstablished("too-few-tries", exhibits);
  return fail(facts, exhibits, byBrief ? undefined : "minor");
}

/** The right password opened the account, and at once. Pure. */
export function gotIn({ right, email }: GuessingRound): boolean {
  return opened(right, { email }) && tookOf(right.logIn.exchange) < delayMs;
}

/** What shows how the right password fared. Pure. */
export function rightExchanges({ right }: GuessingRound): readonly (ExchangeRef | undefined)[] {
  return [right.logIn, right.whoAmI, right.control];
}

/** The right password changed it, and at once. Pure. */
export function gotChanged({ right, email }: ChangingRound): boolean {
  if (right?.setting === undefined || tookOf(right.change.exchange) >= delayMs) return false;
  return isSet(right.setting, { email }) || right.changedAgain?.accepted === true;
}

/** The right password was accepted at once, and nothing shows whether it changed anything. Pure. */
export function mayHaveChanged(round: ChangingRound): boolean {
  const { right } = round;
  return right?.change.accepted === true && tookOf(right.change.exchange) < delayMs && !gotChanged(round);
}

/** Something changed for the attacker: another status, or waits. Pure. */
function wasStopped({ wrong }: Tries): boolean {
  return wrong.some((one) => isStoppedByStatus(one, wrong)) || areSlow(wrong.slice(-2));
}

/** Enough wrong passwords were looked at in a short enough time that the brief asks for a limit. Pure. */
function wasEnough(tries: Tries): boolean {
  return lookedAt(tries) >= wrongAllowed && tries.withinMs <= 60_000;
}

/** How many wrong passwords were answered as the first one was. Pure. */
function lookedAt({ wrong }: Tries): number {
  return wrong.filter((one) => !isStoppedByStatus(one, wrong)).length;
}

function isStopped(attempts: readonly Attempt[]): boolean {
  const wrong = attempts.map(wrongTryOf);
  if (areSlow(wrong.slice(-2))) return true;
  return wrong.length > surelyStopped && wrong.slice(-surelyStopped).every((one) => isStoppedByStatus(one, wrong));
}

type WrongTry = Tries["wrong"][number];

function wrongTryOf({ exchange }: Attempt): WrongTry {
  const limited = isLimit(exchange) ? { limited: true as const } : {};
  return { status: statusOf(exchange), tookMs: Math.round(tookOf(exchange)), ...limited };
}

function isStoppedByStatus({ status, limited }: WrongTry, wrong: Tries["wrong"]): boolean {
  return limited === true || status === 429 || status === 423 || status !== wrong[0]?.status;
}

/** One slow answer may be chance. */
function areSlow(last: Tries["wrong"]): boolean {
  return last.length === 2 && last.every(({ tookMs }) => tookMs >= delayMs);
}
