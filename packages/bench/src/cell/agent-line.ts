import { AssayError } from "../errors/assay-error.ts";
import type { CellProcess } from "./namespace.ts";
import type { Answers, FromAgent, Telling, ToAgent } from "./protocol.ts";

/** Longer than any honest check takes; an agent that is silent for this long is stuck, which is our fault. */
const patience = 10 * 60_000;

/** The line to a cell's agent: one question, one answer. A dead or stuck agent is our own fault, never the submission's. */
export class AgentLine {
  readonly #process: CellProcess;
  readonly #died: Promise<never>;
  #answer: ((message: FromAgent) => void) | undefined;

  constructor(process: CellProcess, onTelling?: (telling: Telling) => void) {
    this.#process = process;
    process.onMessage((message) => {
      const said = message as FromAgent | Telling;
      if (said.type === "telling") onTelling?.(said);
      else this.#answer?.(said);
    });
    this.#died = process.exited.then(({ code, signal }) => {
      const ending = signal ?? `exit status ${String(code)}`;
      throw new AssayError("agent-died", { ending }, { lastLines: process.stderrTail().split("\n").slice(-20) });
    });
    // It ends in the course of things when the cell is closed; who waits for an answer is told.
    this.#died.catch(() => undefined);
  }

  async ask<Wanted extends keyof Answers>(question: ToAgent, wanted: Wanted): Promise<Answers[Wanted]> {
    const answered = new Promise<FromAgent>((resolve) => (this.#answer = resolve));
    let timer: NodeJS.Timeout | undefined;
    const stuck = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new AssayError("agent-died", { ending: "it stopped answering" })), patience);
    });
    this.#process.send(question);
    const answer = await Promise.race([answered, this.#died, stuck]).finally(() => clearTimeout(timer));
    if (answer.type === wanted) return answer.fact as Answers[Wanted];
    const lines = answer.type === "failed" ? answer.fact.message.split("\n") : [`unexpected answer ${answer.type}`];
    throw new AssayError("cell-failed", { problem: lines[0] ?? "" }, { lastLines: lines.slice(0, 20) });
  }
}
