import { defineCheck, fail, notEstablished, pass, statusOf, tookOf } from "@assay/bench";
import { arrive, arriveInTurn, lookOnce } from "../actions.ts";

const rounds = 12;
/** Different people, so that no limit on one of them is met. */
const loggingIn = 6;
/** Milliseconds. Shorter waits than this nobody notices, and a quick hash cannot cause longer ones. */
const unnoticed = 40;
const samplesNeeded = 10;
/**
 * Milliseconds. A log-in whose answer comes long after its hash leaves time for many quick looks after the one that
 * waited: then the longest look beside each log-in is what tells.
 */
// A busy machine causes some, too: ours reached 46 ms in nine of twelve rounds at most, beside hashes of 35 to 770 ms,
// and 75 where four programs wanted each processor.
const oneLongWait = 100;
/** Of the log-ins had one so long beside them; of the stretches without a log-in, no more than the rest. */
const mostOf = 3 / 4;

interface Look {
  readonly status: number;
  readonly tookMs: number;
  /** Which log-in it was beside, or came after; missing where that one was turned away, and in older evidence. */
  readonly logIn?: number;
}

interface Evidence {
  readonly hashMs: number;
  readonly beside: readonly Look[];
  /** While nobody logged in. Older evidence has none. */
  readonly quiet?: readonly Look[];
  /** How long those took that were let in. */
  readonly logIns: readonly number[];
}

/** Serious: one person who logs in holds up everybody who is there. */
export default defineCheck({
  id: "log-in-beside-others",
  area: "fast",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "While one person logs in, the others don’t wait",
    titleWhenFailed: "While one person logs in, everybody waits",
    why: "To check a password safely takes some time. If all others stand still meanwhile, a busy hour stops the shop.",
    passed:
      "While people logged in, others asked for {asked} pages. 95 of 100 came within {wait} ms. A log-in takes {hash} ms.",
    failed:
      "While people logged in, others asked for {asked} pages. Some waited for {wait} ms. A log-in takes {hash} ms.",
    reasons: {
      "no-log-in": "Nobody could log in.",
      "too-few": "Too few others were answered while people logged in to see anything.",
      unserved: "While people logged in, too many others got an error, however quickly.",
      "as-without": "Others waited for as long while nobody logged in.",
    },
    ask: {
      question: "Checking a password keeps a processor busy. Who waits for it?",
      goodAnswer: "Only the one who logs in. It is done on a thread of its own.",
      weakAnswer: "It is very short.",
    },
  },
  technical: {
    summary:
      "The 95th percentile of who-am-I while a log-in is in flight stays below half of a password hash (or 40 ms), and so does the longest who-am-I (or 100 ms) beside more than a quarter of the log-ins: hashing does not block the event loop or the only worker. Neither counts where it is the same with no log-in in flight.",
    cwe: [400, 834],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  provokes: ["logIn"],
  cell: { timed: true },
  async gather(world): Promise<Evidence> {
    const { person, credential } = await arrive(world);
    const others = await arriveInTurn(world, world.edge.people(loggingIn));
    // What the first requests make it load is not what we measure.
    for (let round = 0; round < 5; round++) await lookOnce(world, person, credential);
    const beside: Look[] = [];
    const quiet: Look[] = [];
    const logIns: number[] = [];
    const looksUntil = async (isOver: () => boolean): Promise<readonly Look[]> => {
      const looks: Look[] = [];
      while (!isOver()) {
        const { exchange } = await lookOnce(world, person, credential);
        looks.push({ status: statusOf(exchange), tookMs: Math.round(tookOf(exchange) * 10) / 10 });
      }
      return looks;
    };
    for (let round = 0; round < rounds; round++) {
      const other = world.edge.otherDevice(others[round % loggingIn]?.person ?? person);
      let isOver = false;
      const logIn = world.app.operate(other, "logIn").finally(() => (isOver = true));
      const looking = world.sleep(3).then(() => looksUntil(() => isOver));
      const [{ accepted, exchange }, looks] = await Promise.all([logIn, looking]);
      if (!accepted) {
        beside.push(...looks);
        continue;
      }
      // For as long again, while nobody logs in: a wait that comes then, too, is not the log-in's doing.
      const until = world.now() + tookOf(exchange);
      const of = (one: Look) => ({ ...one, logIn: logIns.length });
      beside.push(...looks.map(of));
      quiet.push(...(await looksUntil(() => world.now() >= until)).map(of));
      logIns.push(tookOf(exchange));
    }
    return { hashMs: world.costs.hashMs, beside, quiet, logIns };
  },
  judge({ hashMs, beside, quiet = [], logIns }) {
    const shown = beside.filter(isServed).map(({ tookMs }) => tookMs);
    const exhibits = {
      details: {
        hashMs,
        logIns,
        beside: shown.slice(0, 200),
        longest: longestOf(beside),
        longestQuiet: longestOf(quiet),
      },
    };
    if (logIns.length < rounds / 2) return notEstablished("no-log-in", exhibits);
    const asked = beside.filter(({ status }) => !isLimited(status));
    const facts = (wait: number) => ({ asked: asked.length, wait: Math.round(wait), hash: Math.round(hashMs) });

    const bound = Math.max(hashMs / 2, unnoticed);
    const wait = mostWaitOf(shown);
    if (shown.length >= samplesNeeded && wait >= bound) {
      const without = mostWaitOf(quiet.filter(isServed).map(({ tookMs }) => tookMs));
      return without >= bound ? notEstablished("as-without", exhibits) : fail(facts(wait), exhibits);
    }

    const longBound = Math.max(hashMs / 2, oneLongWait);
    const long = longestOf(beside).filter((one) => one >= longBound);
    const longQuiet = longestOf(quiet).filter((one) => one >= longBound);
    if (long.length >= logIns.length * mostOf && longQuiet.length <= logIns.length * (1 - mostOf))
      return fail(facts(Math.min(...long)), exhibits);

    // Who got an error waited for nothing: for ever, as it were.
    const waitOfAll = mostWaitOf(asked.map((look) => (isServed(look) ? look.tookMs : Infinity)));
    if (shown.length < samplesNeeded && waitOfAll < Infinity) return notEstablished("too-few", exhibits);
    if (waitOfAll >= bound) return notEstablished("unserved", exhibits);
    return pass(facts(waitOfAll), exhibits);
  },
});

function isServed({ status }: Look): boolean {
  return status === 200;
}

function isLimited(status: number): boolean {
  return status === 429 || status === 423;
}

/** 95 of 100 waited no longer. */
function mostWaitOf(waits: readonly number[]): number {
  return waits.toSorted((one, other) => one - other)[Math.ceil(waits.length * 0.95) - 1] ?? 0;
}

/** The longest look beside each log-in, or after each, whatever its answer was. */
function longestOf(looks: readonly Look[]): readonly number[] {
  const longest = new Map<number, number>();
  for (const { logIn, tookMs } of looks)
    if (logIn !== undefined) longest.set(logIn, Math.max(tookMs, longest.get(logIn) ?? 0));
  return [...longest.values()];
}
