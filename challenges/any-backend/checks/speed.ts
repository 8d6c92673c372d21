import {
  defineCheck,
  fail,
  notApplicable,
  notEstablished,
  pass,
  type CapacityFact,
  type PressureEvidence,
  type Reference,
  type Severity,
} from "@assay/bench";
import { cheapOf, slownessOfCapacity, slownessOfWait, type Slowness, type Speed } from "../slowness.ts";

interface Evidence {
  readonly reference: Exclude<Reference, { kind: "failed" }>;
  readonly notRun?: NonNullable<PressureEvidence["notRun"]>;
  readonly own?: Speed & { readonly idleMs: number };
}

/**
 * Factors, of what is certain. A framework with everything, an object-relational mapper and a statement more for each
 * request cost two to three times as much as a plain solution, and are good choices.
 */
const factors = { somewhat: 1.6, several: 4, many: 10 };

/** Minor: a bigger machine helps. Serious where it would take ten. */
export default defineCheck({
  id: "speed",
  area: "fast",
  severity: "minor",
  kind: "measurement",
  rests: "brief#load",
  words: {
    title: "Next to a good one, it is quick enough",
    titleWhenFailed: "It is several times slower than a good one",
    why: "A slow program needs a bigger machine, each month again. On a busy day it makes people wait.",
    passed:
      "{how, select, alike {Next to our own good solution in the same language, on the same machine, it is about as quick.} other {Next to our own good solution in the same language, on the same machine, it is somewhat slower. Good programs differ that much.}} Logging in takes time on purpose, to keep passwords safe. That is left out.",
    failed:
      "{what, select, visits {On the same machine it can serve {how, select, many {many} other {several}} times fewer people than our own good solution in the same language.} other {Even when few people come, they wait {how, select, many {many} other {several}} times longer than with our own good solution in the same language, on the same machine.}} Logging in takes time on purpose, to keep passwords safe. That is left out.",
    reasons: {
      "no-reference": "We have no solution of our own in this language to hold it against.",
      "nobody-arrived": "Nobody could sign up and log in, so there were no visits to watch.",
      "not-steady": "What people do here cannot be sent many times over, so there were no visits to watch.",
      "not-calm": "Visits went wrong though nothing was done to the service.",
      "not-seen": "Visits failed or were turned away before the service was busy, so its speed could not be seen.",
    },
    ask: {
      question: "Where does the time go while your service answers a simple request?",
      goodAnswer: "Nearly all of it is one quick look into the database. I have measured it.",
      weakAnswer: "I don’t know. It felt quick enough.",
    },
  },
  technical: {
    summary:
      "Capacity, and the median latency of operations that cost no password hash at 30 % of it, as a ratio to our solution in the same language on the same machine: fails where the near end of its range is above 4; waits below 10 ms are alike, and a wait counts as far as a lone visit shows it, too.",
    cwe: [405],
  },
  needs: ["signUp", "logIn"],
  cell: { pressure: [], reference: true },
  async gather(world): Promise<Evidence> {
    const { reference } = world;
    if (reference === undefined || reference.kind === "failed") {
      throw new Error(`our own solution could not be measured: ${reference?.why ?? "nobody asked for it"}`);
    }
    if (reference.kind === "none") return { reference };
    const { notRun, fact } = await world.underPressure();
    if (fact !== undefined && weWereLate(fact.capacity, reference.fact.capacity)) {
      throw new Error(`our visits were sent late: ${String(fact.capacity.rate)} a second were all that we could send`);
    }
    return {
      reference,
      ...(notRun === undefined ? {} : { notRun }),
      ...(fact === undefined
        ? {}
        : { own: { capacity: fact.capacity, journeys: fact.journeys, idleMs: world.costs.idleMs } }),
    };
  },
  judge({ reference, notRun, own }) {
    if (reference.kind === "none") return notApplicable("no-reference");
    if (notRun !== undefined || own === undefined) return notEstablished(notRun ?? "not-seen");
    const ours = reference.fact;
    const capacity = slownessOfCapacity(own.capacity, ours.capacity);
    const waits = cheapOf(own).map((journey) => ({
      ...journey,
      slowness: slownessOfWait(
        journey,
        ours.journeys.find(({ operation }) => operation === journey.operation),
        own.idleMs,
      ),
    }));
    const seen = [
      ...(capacity === undefined ? [] : [{ what: "visits", ...capacity }]),
      ...waits.flatMap(({ slowness }) => (slowness === undefined ? [] : [{ what: "wait", ...slowness }])),
    ];
    const exhibits = {
      details: {
        nextTo: ours.solution,
        timesFewerVisits: rangeOf(capacity),
        own: own.capacity,
        ours: ours.capacity,
        timesLonger: Object.fromEntries(waits.map(({ operation, slowness }) => [operation, rangeOf(slowness)])),
        journeys: { own: own.journeys, ours: ours.journeys },
        idleMs: own.idleMs,
        measuredAt: ours.measuredAt,
        pace: { own: reference.pace, ours: ours.pace },
      },
    };
    const worst = seen.toSorted((one, other) => other.least - one.least)[0];
    if (worst !== undefined && worst.least > factors.several) {
      const [how, severity]: readonly [string, Severity] =
        worst.least > factors.many ? ["many", "serious"] : ["several", "minor"];
      return fail({ what: worst.what, how }, exhibits, severity);
    }
    // A wait that is short says nothing of how many it would serve.
    if (capacity === undefined || worst === undefined) return notEstablished("not-seen", exhibits);
    return pass({ how: worst.least > factors.somewhat ? "somewhat" : "alike" }, exhibits);
  },
});

/** We could not send as many as ours carries, so that it may carry as many as well. */
function weWereLate(own: CapacityFact, ours: CapacityFact): boolean {
  return own.atLeast && own.rate * factors.somewhat < Math.min(...ours.tries);
}

/** As an engineer reads it: "1.2 to 1.5". */
function rangeOf(slowness: Slowness | undefined): string {
  const { least, most } = slowness ?? { least: 0, most: null };
  if (least === 0) return most === null ? "not seen" : `${most.toFixed(1)} or less`;
  return most === null ? `${least.toFixed(1)} or more` : `${least.toFixed(1)} to ${most.toFixed(1)}`;
}
