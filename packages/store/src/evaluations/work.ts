import type { PgBoss } from "pg-boss";
import { throughOutages } from "../database/while-away.ts";
import type { Claim, Ending, EvaluationEvent, Evaluations } from "./evaluations.ts";
import { evaluationQueue } from "./queue.ts";

export interface Meanwhile {
  /** For whoever watches. Never waits, and is lost where the database is away for long. */
  readonly tell: (event: object) => void;
  /** It was cancelled, another worker has it, or this one stops: end it, and say nothing. */
  readonly signal: AbortSignal;
}

/** The process that evaluates died, as a worker may: it is tried again as often as if the worker had died with it. */
export class EvaluatorDied extends Error {
  override readonly name = "EvaluatorDied";
}

/** @throws EvaluatorDied, or what it failed with */
export type Evaluate = (claim: Claim, meanwhile: Meanwhile) => Promise<Ending>;

export interface Worker {
  /** Gives back what it has begun, for others to take at once. */
  stop(): Promise<void>;
}

/** How long a result waits for a database that is away. Milliseconds. */
const patience = 3_600_000;
/** What fails as it is our fault is tried so often in all. */
const tries = 3;
const tellEvery = 250;

/** Takes one evaluation after another: a second one beside it would disturb what is timed. */
export async function workOn(
  { queue, evaluations }: { readonly queue: PgBoss; readonly evaluations: Evaluations },
  {
    name,
    evaluate,
    discard = () => Promise.resolve(),
  }: {
    readonly name: string;
    readonly evaluate: Evaluate;
    /** Takes away evidence that nothing refers to: its evaluation was cancelled or deleted meanwhile. */
    readonly discard?: (evidenceKey: string) => Promise<void>;
  },
): Promise<Worker> {
  const stopping = new AbortController();
  await queue.work<{ evaluation: string }>(
    evaluationQueue,
    {
      ...{ localConcurrency: 1, heartbeatRefreshSeconds: 3 },
      // Nobody is notified of one that waited, is given back, or was lost with its worker.
      ...{ pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 },
    },
    async ([job]) => {
      if (job === undefined) return;
      stopping.signal.throwIfAborted();
      const claim = await throughOutages(() => evaluations.claim(job.data.evaluation, name), patience);
      if (claim !== undefined) await workOff(claim, { evaluations, evaluate, discard, stopping: stopping.signal });
    },
  );
  return {
    async stop() {
      stopping.abort(new Error("this worker stops"));
      await queue.offWork(evaluationQueue);
    },
  };
}

/** @throws what it failed with, where another try may end better. */
async function workOff(
  claim: Claim,
  {
    evaluations,
    evaluate,
    discard,
    stopping,
  }: {
    readonly evaluations: Evaluations;
    readonly evaluate: Evaluate;
    readonly discard: (evidenceKey: string) => Promise<void>;
    readonly stopping: AbortSignal;
  },
): Promise<void> {
  const lost = new AbortController();
  const telling = new Telling(evaluations, claim, lost);
  let ending: Ending;
  try {
    ending = await evaluate(claim, {
      tell: (event) => {
        telling.add(event);
      },
      signal: AbortSignal.any([lost.signal, stopping]),
    });
  } catch (error) {
    if (lost.signal.aborted) return;
    if (stopping.aborted || claim.attempt < tries || error instanceof EvaluatorDied) {
      // Where the database is away, the server finds out by the job.
      await evaluations.giveBack(claim).catch(() => undefined);
      throw error;
    }
    const code = error instanceof Error && "code" in error ? String(error.code) : "internal";
    ending = { state: "failed", problem: { code, message: error instanceof Error ? error.message : String(error) } };
  } finally {
    await telling.close();
  }
  const hasEnded = await throughOutages(() => evaluations.end(claim, ending), patience);
  if (hasEnded || ending.state !== "done") return;
  // It may have ended by this all the same, and only the answer was lost.
  const kept = await throughOutages(() => evaluations.find(claim.evaluation, claim.organization), patience);
  if (kept?.evidence_key !== ending.evidenceKey) await discard(ending.evidenceKey);
}

/** Tells in bundles, and learns so that the evaluation is no longer ours. */
class Telling {
  readonly #evaluations: Evaluations;
  readonly #claim: Claim;
  readonly #lost: AbortController;
  readonly #timer: NodeJS.Timeout;
  #waiting: EvaluationEvent[] = [];
  #number = 0;
  #sending: Promise<void> = Promise.resolve();
  #isSending = false;
  #beats = 0;

  constructor(evaluations: Evaluations, claim: Claim, lost: AbortController) {
    this.#evaluations = evaluations;
    this.#claim = claim;
    this.#lost = lost;
    this.#timer = setInterval(() => {
      // Also when there is nothing to tell, twice a second: so soon is a cancel noticed.
      if (!this.#isSending && (this.#waiting.length > 0 || ++this.#beats % 2 === 0)) this.#sending = this.#send();
    }, tellEvery);
  }

  add(event: object): void {
    this.#waiting.push({ number: ++this.#number, event, at: new Date() });
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sending;
    await this.#send();
  }

  async #send(): Promise<void> {
    this.#isSending = true;
    const bundle = this.#waiting;
    this.#waiting = [];
    try {
      if (!(await this.#evaluations.tell(this.#claim, bundle))) this.#lost.abort(new Error("it is no longer ours"));
    } catch {
      // The database is away: told again with the next bundle.
      this.#waiting = [...bundle, ...this.#waiting].slice(-1_000);
    } finally {
      this.#isSending = false;
    }
  }
}
