import { defineCheck, fail, notEstablished, pass, statusOf, tookOf } from "@assay/bench";
import { arrive, arriveInTurn, lookIn } from "../actions.ts";

const rounds = 12;
/** Different people, so that no limit on one of them is met. */
const loggingIn = 6;
/** Milliseconds. Shorter waits than this nobody notices, and a quick hash cannot cause longer ones. */
const unnoticed = 40;
const samplesNeeded = 10;

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
      "While people logged in, others asked for {asked} pages. Some waited for {wait} ms, nearly as long as the log-in itself ({hash} ms).",
    reasons: {
      "no-log-in": "Nobody could log in.",
      "too-few": "Log-ins were over too soon to see anything beside them.",
    },
    ask: {
      question: "Checking a password keeps a processor busy. Who waits for it?",
      goodAnswer: "Only the one who logs in. It is done on a thread of its own.",
      weakAnswer: "It is very short.",
    },
  },
  technical: {
    summary:
      "The 95th percentile of who-am-I while a log-in is in flight stays below half of a password hash (or 40 ms): hashing does not block the event loop or the only worker.",
    cwe: [400, 834],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: { timed: true },
  async gather(world) {
    const { person, credential } = await arrive(world);
    const others = await arriveInTurn(world, world.edge.people(loggingIn));
    // What the first requests make it load is not what we measure.
    for (let round = 0; round < 5; round++) await lookIn(world, person, credential);
    const beside: { readonly status: number; readonly tookMs: number }[] = [];
    const logIns: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const other = world.edge.otherDevice(others[round % loggingIn]?.person ?? person);
      let isOver = false;
      const look = async () => {
        await world.sleep(3);
        while (!isOver) {
          const { exchange } = await lookIn(world, person, credential);
          beside.push({ status: statusOf(exchange), tookMs: Math.round(tookOf(exchange) * 10) / 10 });
        }
      };
      const logIn = world.app.operate(other, "logIn").finally(() => (isOver = true));
      const [{ accepted, exchange }] = await Promise.all([logIn, look()]);
      if (accepted) logIns.push(tookOf(exchange));
    }
    return { hashMs: world.costs.hashMs, beside, logIns };
  },
  judge({ hashMs, beside, logIns }) {
    const answered = beside.filter(({ status }) => status === 200).map(({ tookMs }) => tookMs);
    const exhibits = { details: { hashMs, logIns, beside: answered.slice(0, 200) } };
    if (logIns.length < rounds / 2) return notEstablished("no-log-in", exhibits);
    const sorted = answered.toSorted((one, other) => one - other);
    const wait = sorted[Math.ceil(sorted.length * 0.95) - 1];
    if (wait === undefined || answered.length < samplesNeeded) return notEstablished("too-few", exhibits);
    const facts = { asked: answered.length, wait: Math.round(wait), hash: Math.round(hashMs) };
    return wait < Math.max(hashMs / 2, unnoticed) ? pass(facts, exhibits) : fail(facts, exhibits);
  },
});
