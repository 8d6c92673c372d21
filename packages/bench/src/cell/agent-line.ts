import { AssayError, type ErrorFact } from "../errors/assay-error.ts";
import { errorFactSchema } from "../errors/error-fact.ts";
import type { CellProcess } from "./namespace.ts";

/** Longer than any honest answer takes; an agent that is silent for this long is stuck, which is our fault. */
const patience = 10 * 60_000;

/** What an agent answers: the type of the answer, and its fact. Plain JSON. */
export type AnswerOf<Answers> = {
  readonly [Type in keyof Answers]: { readonly type: Type; readonly fact: Answers[Type] };
}[keyof Answers];

/** What every agent may answer instead: something in it threw, which is our fault. */
export interface Failed {
  readonly type: "failed";
  readonly fact: { readonly message: string };
}

/** An error of the catalogue, thrown in the agent and meant for the person who meets it. */
export interface Refused {
  readonly type: "refused";
  readonly fact: ErrorFact;
}

type Answer<Answers> = AnswerOf<Answers> | Failed | Refused;

/** What an agent says unasked. */
export interface NoticeMessage<Notice> {
  readonly type: "notice";
  readonly notice: Notice;
}

/**
 * The line to an agent, a process of ours in a namespace of its own: one question, one answer. A dead or stuck agent is
 * our own fault, never the submission's, unless the caller knows better.
 */
export class AgentLine<Question extends { readonly type: string }, Answers extends object, Notice = never> {
  readonly #process: CellProcess;
  readonly #died: Promise<never>;
  #answer: ((message: Answer<Answers>) => void) | undefined;

  /** @param onNotice hears what the agent says while a question is being answered. */
  constructor(process: CellProcess, onNotice?: (notice: Notice) => void) {
    this.#process = process;
    process.onMessage((message) => {
      const said = message as Answer<Answers> | NoticeMessage<Notice>;
      if (said.type === "notice") onNotice?.((said as NoticeMessage<Notice>).notice);
      else this.#answer?.(said as Answer<Answers>);
    });
    this.#died = process.exited.then(({ code, signal }) => {
      const ending = signal ?? `exit status ${String(code)}`;
      throw new AssayError("agent-died", { ending }, { lastLines: process.stderrTail().split("\n").slice(-20) });
    });
    // Closing ends it, which is no error; a caller that waits for an answer gets this rejection.
    this.#died.catch(() => undefined);
  }

  /** @throws AssayError `agent-died`, `cell-failed`, or what the agent refused it with. */
  async ask<Wanted extends keyof Answers & string>(question: Question, wanted: Wanted): Promise<Answers[Wanted]> {
    const answered = new Promise<Answer<Answers>>((resolve) => (this.#answer = resolve));
    let timer: NodeJS.Timeout | undefined;
    const stuck = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new AssayError("agent-died", { ending: "it stopped answering" })), patience);
    });
    this.#process.send(question);
    const answer = await Promise.race([answered, this.#died, stuck]).finally(() => clearTimeout(timer));
    if (answer.type === wanted) return answer.fact as Answers[Wanted];
    if (answer.type === "refused") throw AssayError.fromFact(errorFactSchema.parse(answer.fact));
    const lines =
      answer.type === "failed"
        ? (answer as Failed).fact.message.split("\n")
        : [`unexpected answer ${String(answer.type)}`];
    throw new AssayError("cell-failed", { problem: lines[0] ?? "" }, { lastLines: lines.slice(0, 20) });
  }
}
