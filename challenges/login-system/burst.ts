import {
  fail,
  notApplicable,
  notEstablished,
  pass,
  statusOf,
  tookOf,
  type Attempt,
  type Judgement,
} from "@assay/bench";
import type { Standard, World } from "@assay/bench";
import { arrive } from "./actions.ts";
import { isLimit } from "./answers.ts";
import { delayMs, wrongAllowed } from "./guessing.ts";

/** Wrong passwords for one account, all sent at the same instant. Plain JSON. */
export interface Burst {
  /** The owner's own log-in, before. */
  readonly control: Attempt;
  /** The first wrong password, alone: what it looks like when a password was looked at. */
  readonly first: Attempt;
  readonly crowd: readonly Attempt[];
  /** As many log-ins of as many people that nobody knows: how long the hashes alone take just now. */
  readonly strangers: readonly Attempt[];
  /** Wrong ones in a row for another account until something stopped them; 0 where nothing did. Only where no brief says how many. */
  readonly stoppedAfter?: number;
  readonly hashMs: number;
}

const crowdSize = 60;
/** A limit that is higher is not overrun by the crowd. */
const mostInRow = wrongAllowed + 5;
/** Two processes of one app may each count alone, or a window end in between. */
const mostLookedAt = 2 * wrongAllowed;
/** Milliseconds. Sixty hashes wait for each other. */
const deadline = 60_000;

/** Some 120 password hashes, 150 where no brief says how many wrong ones are allowed. */
export async function burst(world: World): Promise<Burst> {
  const { app, edge, canaries, costs } = world;
  const stoppedAfter = world.standard.byBrief ? undefined : await findLimit(world);
  const owner = edge.person();
  const { logIn: control } = await arrive(world, owner);
  const attacker = edge.person({ email: owner.email });
  const guess = () => ({ password: canaries.password() });
  // From elsewhere, so that the crowd's own address has not been counted yet.
  const first = await app.operate(edge.otherDevice(owner), "logIn", guess());
  const attackers = Array.from({ length: crowdSize }, () => attacker);
  const crowd = await app.together(attackers, "logIn", guess, { deadline, credential: null });
  const strangers = await app.together(edge.people(crowdSize), "logIn", guess, { deadline, credential: null });
  return {
    ...{ control, first, crowd, strangers, hashMs: costs.hashMs },
    ...(stoppedAfter === undefined ? {} : { stoppedAfter }),
  };
}

async function findLimit(world: World): Promise<number> {
  const owner = world.edge.person();
  await arrive(world, owner);
  const attacker = world.edge.person({ email: owner.email });
  let first: Attempt | undefined;
  for (let turn = 0; turn < mostInRow; turn++) {
    const attempt = await world.app.operate(attacker, "logIn", { password: world.canaries.password() });
    first ??= attempt;
    if (!isLookedAt(attempt, first) || tookOf(attempt.exchange) >= delayMs) return turn;
  }
  return 0;
}

/**
 * How many of the crowd were looked at, which is how many were answered as the first wrong one was. The facts are
 * `tried`, `lookedAt`, `limit` (0 where the brief says it) and `elsewhere`. Pure.
 */
export function judgeBurst(burst: Burst, { byBrief }: Standard): Judgement {
  const { control, first, crowd, strangers, stoppedAfter = 0, hashMs } = burst;
  const lookedAt = crowd.filter((attempt) => isLookedAt(attempt, first));
  const facts = { tried: crowd.length, lookedAt: lookedAt.length, limit: stoppedAfter, elsewhere: !byBrief };
  const times = (attempts: readonly Attempt[]) => attempts.map(({ exchange }) => Math.round(tookOf(exchange)));
  const exhibits = {
    exchanges: [first, ...crowd.slice(0, 5), ...crowd.slice(-3)],
    details: {
      statuses: crowd.map(({ exchange }) => statusOf(exchange)),
      tookMs: times(crowd),
      strangersTookMs: times(strangers),
    },
  };
  if (!control.accepted || first.accepted || first.exchange.response === undefined || isLimit(first.exchange))
    return notEstablished("no-log-in", exhibits, facts);
  if (!byBrief && stoppedAfter === 0) return notApplicable("no-limit", exhibits, facts);
  if (lookedAt.length <= mostLookedAt) return pass(facts, exhibits);

  const prompt = lookedAt.filter(({ exchange }) => tookOf(exchange) < delayMs);
  // What took the time, a delay on purpose or sixty hashes?
  if (prompt.length <= mostLookedAt) {
    // People who waited for a hash until there was no more room for it show how long one waits for hashes, too.
    const compared = strangers.filter((one) => isLookedAt(one, first) || statusOf(one.exchange) === 503);
    if (compared.length < crowd.length / 2) return notEstablished("waits-unexplained", exhibits, facts);
    const [waited, usual] = [slowestOf(lookedAt), slowestOf(compared)];
    if (waited >= usual + delayMs) {
      // Strangers may be refused without a hash, so that theirs took no time at all.
      // What a hash takes at this moment is less than was measured when the machine was busier.
      const byHashes = crowd.length * Math.min(hashMs, tookOf(first.exchange));
      return byHashes < delayMs || usual >= byHashes / 4
        ? pass(facts, exhibits)
        : notEstablished("waits-unexplained", exhibits, facts);
    }
  }
  return fail(facts, exhibits, byBrief ? undefined : "minor");
}

/** Answered as the first wrong password was, which was alone. */
function isLookedAt({ exchange }: Attempt, first: Attempt): boolean {
  if (exchange.response === undefined || isLimit(exchange) || statusOf(exchange) === 503) return false;
  return statusOf(exchange) === statusOf(first.exchange);
}

function slowestOf(attempts: readonly Attempt[]): number {
  return Math.max(0, ...attempts.map(({ exchange }) => tookOf(exchange)));
}
