import { sleep } from "../cell/clock.ts";
import type { CapacityFact } from "../result/pressure.ts";
import { percentileOf } from "./latency.ts";
import type { Load, LoadPhase, LoadRecord } from "./load.ts";

/**
 * How it took a rate. `put-off`: it told some to come later; `limited`: it did nothing else, as one that counts how often
 * each person asks. `late`: we were late ourselves, so that it says nothing of the app.
 */
export type StepOutcome = "carried" | "slow" | "put-off" | "limited" | "failed" | "late";

export interface CapacityStep {
  /** Visits a second. */
  readonly rate: number;
  readonly outcome: StepOutcome;
  readonly p95Ms: number | null;
}

export interface CapacityQuestion {
  readonly mix: LoadPhase["mix"];
  /** For how long 95 of 100 visits may wait, at most. */
  readonly boundMs: number;
  /** Where to begin, and beyond what not to go, in visits a second. */
  readonly startRate: number;
  readonly mostRate: number;
  /** What the load told of a phase so far. */
  readonly recordsOf: (phase: string) => readonly LoadRecord[];
  readonly onStep?: (step: CapacityStep) => void;
  /** A rate was more than it carries: it may have ended over it. */
  readonly onTooMuch?: () => Promise<void>;
}

const searchMilliseconds = 20_000;
const riseMilliseconds = 1_000;
/** How long an app that was overwhelmed may take to serve a few again, each time and in all; this is not counted. */
const recoveryMilliseconds = { each: 15_000, inAll: 25_000 };
const recoveryStepMilliseconds = 500;
const closeMilliseconds = 1_500;
/** At a low rate a step lasts longer, so that it holds as many visits, up to so long. */
const visitsInStep = 20;
const longestStepMilliseconds = 3_000;
/** Finer than this factor, steps differ less than two tries of one rate. */
const finest = 1.1;
const mostHalvings = 3;
const triesInAll = 3;
const lateMilliseconds = 20;

/**
 * The highest rate at which nothing fails and 95 of 100 visits are answered in time: doubles until it is not carried,
 * halves the span in between, then tries the rate found twice more. Takes some 20 seconds, and the time that the app
 * needs to recover from each step that was too much.
 */
export async function searchCapacity(load: Load, question: CapacityQuestion): Promise<CapacityFact> {
  const { startRate, mostRate } = question;
  let until = performance.now() + searchMilliseconds;
  const hasTime = () => performance.now() < until;
  const outcomes: StepOutcome[] = [];
  let carried = 0;
  /** Until it did not, once. */
  let recovers = true;
  let recoveredFor = 0;

  const stepOnce = async (rate: number, milliseconds: number): Promise<StepOutcome> => {
    const name = `capacity ${String(outcomes.length + 1)}`;
    await load.begin({ name, rate, mix: question.mix });
    await sleep(Math.max(milliseconds, Math.min((visitsInStep * 1_000) / rate, longestStepMilliseconds)));
    await load.pause();
    await load.drain();
    const { p99Ms } = await load.lag();
    const records = question.recordsOf(name);
    const p95Ms = percentileOf(
      records.map(({ planned, end }) => end - planned),
      95,
    );
    const seen = outcomeOf(records, p95Ms, question.boundMs);
    // Waits count from when a visit was meant to be sent: what was carried in spite of us was carried.
    const outcome = seen !== "carried" && p99Ms > lateMilliseconds ? "late" : seen;
    outcomes.push(outcome);
    question.onStep?.({ rate, outcome, p95Ms });
    return outcome;
  };
  /** What says nothing is done again: late once, we were disturbed; late each time, it is more than we can send. */
  const step = async (rate: number, milliseconds: number): Promise<StepOutcome> => {
    let outcome = await stepOnce(rate, milliseconds);
    for (let again = 1; outcome === "late" && again < triesInAll && hasTime(); again += 1) {
      outcome = await stepOnce(rate, milliseconds);
    }
    if (outcome !== "carried" && outcome !== "late" && outcome !== "limited") await recover(rate);
    return outcome;
  };
  /** What was too much may keep it busy for a while, or make it shut its doors: what is tried next must not pay for that. */
  const recover = async (tooMuch: number): Promise<void> => {
    if (!recovers || recoveredFor > recoveryMilliseconds.inAll) return;
    const from = performance.now();
    const rate = Math.min(startRate, carried > 0 ? carried / 2 : tooMuch / 4);
    await question.onTooMuch?.();
    do {
      recovers = (await stepOnce(rate, recoveryStepMilliseconds)) === "carried";
    } while (!recovers && performance.now() - from < recoveryMilliseconds.each);
    until += performance.now() - from;
    recoveredFor += performance.now() - from;
  };
  /** One bad second is no proof: what lies above is never looked at again. */
  const rise = async (rate: number): Promise<StepOutcome> => {
    const outcome = await step(rate, riseMilliseconds);
    return outcome === "carried" || outcome === "late" ? outcome : await step(rate, riseMilliseconds);
  };

  // Both sides are slow at first, and that is no measure of either.
  await stepOnce(startRate, riseMilliseconds);

  let tooMuch: { readonly rate: number; readonly outcome: StepOutcome } | undefined;
  for (let rate = startRate; tooMuch === undefined && carried < mostRate && hasTime();) {
    const outcome = await rise(rate);
    if (outcome === "carried") [carried, rate] = [rate, Math.min(rate * 2, mostRate)];
    else tooMuch = { rate, outcome };
  }
  for (let halvings = 0; tooMuch !== undefined && carried === 0 && halvings < mostHalvings; halvings += 1) {
    const rate = tooMuch.rate / 2;
    const outcome = await step(rate, riseMilliseconds);
    if (outcome === "carried") carried = rate;
    else tooMuch = { rate, outcome };
  }
  if (carried === 0) {
    const limited = tooMuch !== undefined && putsOff(tooMuch.outcome);
    return { rate: 0, tries: [0], atLeast: tooMuch?.outcome === "late", ...(limited && { limited }) };
  }

  while (tooMuch !== undefined && tooMuch.rate / carried > finest && hasTime()) {
    const rate = Math.sqrt(carried * tooMuch.rate);
    const outcome = await step(rate, closeMilliseconds);
    if (outcome === "carried") carried = rate;
    // That we were late here takes nothing from what a higher rate has shown.
    else tooMuch = { rate, outcome: outcome === "late" ? tooMuch.outcome : outcome };
  }

  const tries = [carried];
  for (let rate = carried; tries.length < triesInAll && hasTime();) {
    const outcome = await step(rate, closeMilliseconds);
    if (outcome === "carried") {
      tries.push(rate);
      rate = carried;
    } else rate /= finest;
  }
  const middle = tries.toSorted((one, other) => one - other)[Math.floor((tries.length - 1) / 2)] ?? 0;
  const limited =
    tooMuch?.outcome === "limited" || (outcomes.some(putsOff) && putsOff(await step(startRate, riseMilliseconds)));
  return {
    rate: toATenth(middle),
    tries: tries.map(toATenth),
    atLeast: tooMuch === undefined || tooMuch.outcome === "late",
    ...(limited && { limited }),
  };
}

const putsOff = (outcome: StepOutcome) => outcome === "put-off" || outcome === "limited";
const toATenth = (rate: number) => Math.round(rate * 10) / 10;

function outcomeOf(records: readonly LoadRecord[], p95Ms: number | null, boundMs: number): StepOutcome {
  const unanswered = records.filter(
    ({ success, wrong, failure }) => success === undefined || wrong !== undefined || failure !== undefined,
  );
  if (unanswered.some(({ status, failure }) => failure !== undefined || (status !== 429 && status !== 503)))
    return "failed";
  if (unanswered.length > 0) return unanswered.every(({ status }) => status === 429) ? "limited" : "put-off";
  return p95Ms !== null && p95Ms > boundMs ? "slow" : "carried";
}
