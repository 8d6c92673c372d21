import { defineCheck, fail, headersOf, notEstablished, pass, statusOf, type Attempt, type World } from "@assay/bench";
import { arrive, askForReset } from "../actions.ts";
import { opened, tryPassword, type Opening } from "../password-opening.ts";

/** The brief's longest lock, and a little more. */
const longestLockMs = 15 * 60_000 + 10_000;
const longestWaitMs = 30_000;
const mostWrong = 25;

interface Siege {
  readonly email: string;
  readonly control: Attempt;
  readonly wrongStatuses: readonly number[];
  readonly elsewhere: Opening;
  /** Each only tried when what came before it did not open the account. */
  readonly waited?: Opening;
  readonly reset?: { readonly asked: Attempt; readonly done?: Attempt; readonly opening?: Opening };
  /** How many moments in the database were moved back by a quarter of an hour. */
  readonly moved?: number;
  readonly later?: Opening;
  /** A lock in memory does not outlive the process, and time in memory can't be moved: then we don't know. */
  readonly restarted?: Opening;
}

/** Serious: a stranger who knows an email can shut its owner out at will. */
export default defineCheck({
  id: "owner-access",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#guessing",
  words: {
    title: "After a stranger’s guesses, the owner can still get back in",
    titleWhenFailed: "A stranger can lock your customers out",
    why: "If wrong guesses by a stranger lock the account for long, anyone who knows a customer’s email can keep them out.",
    passed:
      "A stranger gave {wrong, plural, one {# wrong password} other {# wrong passwords}}. The owner got in {how, select, elsewhere {from another address} reset {by a password reset} other {after a wait that the brief allows}}.",
    failed: "After {wrong} wrong passwords by a stranger, the owner was still locked out a quarter of an hour later.",
    reasons: {
      "no-log-in": "The owner could not log in before the stranger came.",
      "wait-too-long":
        "The owner had to wait longer than we could. A quarter of an hour is allowed, so this may be fine.",
    },
    ask: {
      question: "A stranger guesses at my account all day. How do I get in?",
      goodAnswer: "From your own address as always, by a reset, or after a few minutes.",
      weakAnswer: "You write to support and they unlock it.",
    },
  },
  technical: {
    summary: "A lock caused by a stranger lets the owner in from elsewhere, by a reset, or within 15 minutes.",
    cwe: [645],
    asvs: ["6.1.1", "6.3.1"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  provokes: ["logIn"],
  cell: {},
  gather: besiege,
  judge(siege) {
    const { email, wrongStatuses } = siege;
    const facts = { wrong: wrongStatuses.length };
    const tries = [siege.elsewhere, siege.waited, siege.reset?.opening, siege.later, siege.restarted];
    const exhibits = {
      exchanges: [siege.control, ...tries.map((opening) => opening?.logIn), siege.reset?.asked, siege.reset?.done],
      details: { wrongStatuses, moved: siege.moved ?? null },
    };
    if (!siege.control.accepted) return notEstablished("no-log-in", exhibits);

    const isOpen = (opening: Opening | undefined): boolean => opening !== undefined && opened(opening, { email });
    if (isOpen(siege.elsewhere)) return pass({ ...facts, how: "elsewhere" }, exhibits);
    if (isOpen(siege.reset?.opening)) return pass({ ...facts, how: "reset" }, exhibits);
    if (isOpen(siege.waited) || isOpen(siege.later)) return pass({ ...facts, how: "wait" }, exhibits);

    const isStillLocked = (siege.moved ?? 0) > 0 && isLocked(siege.later) && isLocked(siege.restarted);
    return isStillLocked ? fail(facts, exhibits) : notEstablished("wait-too-long", exhibits);
  },
});

async function besiege(world: World): Promise<Siege> {
  const { app, database, edge, canaries } = world;
  const owner = edge.person();
  const { email } = owner;
  const { logIn: control } = await arrive(world, owner);
  const attacker = edge.person({ email });
  const isOpen = (opening: Opening): boolean => opened(opening, owner);

  const { result, rows } = await database.written(async () => {
    const wrong: Attempt[] = [];
    while (wrong.length < mostWrong && !endsInRefusals(wrong)) {
      wrong.push(await app.operate(attacker, "logIn", { password: canaries.password() }));
    }
    const wrongStatuses = wrong.map(({ exchange }) => statusOf(exchange));
    const elsewhere = await tryPassword(world, owner, owner.password);
    const siege: Siege = { email, control, wrongStatuses, elsewhere };
    if (isOpen(elsewhere)) return siege;

    const reset = await resetAndTry(world, owner);
    if (reset.opening !== undefined && isOpen(reset.opening)) return { ...siege, reset };

    const seconds = Number(headersOf(elsewhere.logIn.exchange, "retry-after")[0] ?? "");
    if (!(seconds > 0) || seconds * 1_000 > longestWaitMs) return { ...siege, reset };
    await world.sleep(seconds * 1_000 + 500);
    return { ...siege, reset, waited: await tryPassword(world, owner, owner.password) };
  });
  if ([result.elsewhere, result.reset?.opening, result.waited].some((opening) => opening && isOpen(opening)))
    return result;

  const { moved } = await database.moveBack(rows, longestLockMs);
  if (moved === 0) return { ...result, moved };
  const later = await tryPassword(world, owner, owner.password);
  if (isOpen(later)) return { ...result, moved, later };
  await app.restart();
  return { ...result, moved, later, restarted: await tryPassword(world, owner, owner.password) };
}

/** On success the person's password is the new one. */
async function resetAndTry(
  world: World,
  owner: Parameters<typeof askForReset>[1],
): Promise<NonNullable<Siege["reset"]>> {
  const device = world.edge.otherDevice(owner);
  const { asked, token } = await askForReset(world, device);
  if (token === undefined) return { asked };
  const newPassword = world.canaries.password();
  const done = await world.app.operate(device, "resetPassword", { token, newPassword });
  if (!done.accepted) return { asked, done };
  owner.password = newPassword;
  return { asked, done, opening: await tryPassword(world, owner, newPassword) };
}

/** Three of another status than the first in a row: the limit is there, more tries would only make the lock longer. */
function endsInRefusals(wrong: readonly Attempt[]): boolean {
  const [first, ...rest] = wrong.map(({ exchange }) => statusOf(exchange));
  return rest.length >= 3 && rest.slice(-3).every((status) => status !== first);
}

/** Plainly refused, rather than an answer lost or a fault. */
function isLocked(opening: Opening | undefined): boolean {
  return opening !== undefined && [401, 403, 423, 429].includes(statusOf(opening.logIn.exchange));
}
