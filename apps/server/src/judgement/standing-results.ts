import type { Result } from "@assay/bench/result";
import { withOverrules } from "@assay/bench/evaluation";
import type { Disputes, Overrules } from "@assay/store";
import type { Challenges } from "../challenges/challenges.ts";
import { askedWith } from "../challenges/follow-ups.ts";
import { Problem } from "../problems/problem.ts";

export interface StoredResult {
  /** The evaluation's. */
  readonly id: string;
  readonly challenge: string;
  /** The change that it is about, too; null for the first work. */
  readonly follow_up: string | null;
  readonly result: object | null;
}

/** Results as they stand: what was found, what people said against it, and what is disputed and not answered yet. */
export class StandingResults {
  readonly #overrules: Overrules;
  readonly #disputes: Disputes;
  readonly #challenges: Challenges;

  constructor({
    overrules,
    disputes,
    challenges,
  }: {
    readonly overrules: Overrules;
    readonly disputes: Disputes;
    readonly challenges: Challenges;
  }) {
    this.#overrules = overrules;
    this.#disputes = disputes;
    this.#challenges = challenges;
  }

  /** @throws Problem `not-now` where there is none yet */
  async of({ id, challenge, follow_up, result }: StoredResult): Promise<Result> {
    if (result === null)
      throw new Problem("not-now", "There is no result yet. Watch it while it runs, and come back then.");
    const pack = this.#challenges.find(challenge);
    const [words, disputed] = await Promise.all([this.#overrules.wordsOn(id), this.#disputes.openIn([id])]);
    const stored = result as Result;
    // Of a challenge that this server no longer has, nothing can be concluded anew.
    const standing = pack === undefined ? stored : withOverrules(stored, words, askedWith(pack, follow_up).challenge);
    return withDisputes(standing, disputed.get(id));
  }
}

function withDisputes(result: Result, disputed: ReadonlySet<string> | undefined): Result {
  if (disputed === undefined) return result;
  return {
    ...result,
    checks: result.checks.map((check) => (disputed.has(check.id) ? { ...check, disputed: true } : check)),
  };
}

/** For who must not know what is talked about inside. */
export function withoutDisputes(result: Result): Result {
  return { ...result, checks: result.checks.map(({ disputed: _disputed, ...check }) => check) };
}
