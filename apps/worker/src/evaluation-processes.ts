import type { EvaluationTask } from "./evaluation-messages.ts";
import { EvaluationProcess, type Evaluated, type EvaluationListener } from "./evaluation-process.ts";

/** Runs each evaluation in a process of its own, and keeps the next one ready: reading our programs takes half a second. */
export class EvaluationProcesses {
  #spare: EvaluationProcess | undefined;
  #isClosed = false;

  /** @param challengeFolder which the next evaluation probably is of */
  prepare(challengeFolder?: string): void {
    if (this.#isClosed || this.#spare?.isAlive === true) return;
    this.#spare = new EvaluationProcess(challengeFolder);
  }

  /** @throws as `EvaluationProcess.evaluate` */
  async evaluate(task: EvaluationTask, listener: EvaluationListener): Promise<Evaluated> {
    const spare = this.#spare;
    this.#spare = undefined;
    const evaluation = spare?.isAlive === true ? spare : new EvaluationProcess();
    try {
      return await evaluation.evaluate(task, listener);
    } finally {
      // Only now: while an evaluation runs, nothing of ours may disturb what it times.
      this.prepare(task.challengeFolder);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#spare?.end();
  }
}
