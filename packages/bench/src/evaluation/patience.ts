import type { LimitFact } from "../result/limit-fact.ts";
import type { AfterLimit } from "../cell/protocol.ts";
import type { Outcome } from "../result/result.ts";

/** Milliseconds. A usual window is a minute, and a limit may not say when it ends. */
const pause = { usual: 60_000, most: 65_000, inAll: 300_000 };
const mostTimes = 2;

/** How long one evaluation waits for an app's own limits, so that what they stand in the way of can be asked after all. */
export class Patience {
  #left = pause.inAll;

  /** How the check is to be gathered again; undefined where its outcome stands, or waiting would take too long. */
  afterLimit(outcome: Outcome | "noted", limited: LimitFact | undefined, again: number): AfterLimit | undefined {
    if (limited === undefined || again > mostTimes) return undefined;
    if (outcome !== "not-established" && outcome !== "fail") return undefined;
    const { retryAfterSeconds } = limited;
    const pauseMs = retryAfterSeconds === undefined ? pause.usual : retryAfterSeconds * 1_000 + 500;
    if (pauseMs > pause.most || pauseMs > this.#left) return undefined;
    this.#left -= pauseMs;
    return { pauseMs, again };
  }
}
