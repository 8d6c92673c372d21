import { fork, type ChildProcess } from "node:child_process";
import { HiddenDataError, type Hiding } from "../hiding.ts";
import type { Answers, Reply, SqliteInspectorSettings } from "./inspector-process.ts";

/** How long an answer may take, milliseconds: what a submission keeps can be made to take for ever. */
const answersWithin = 90_000;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The process that reads the submission's files. One that ended over a question is followed by another. */
export class InspectorChild {
  readonly #settings: SqliteInspectorSettings;
  readonly #hiding: Hiding;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | undefined;
  #last = 0;
  #isClosed = false;

  constructor(settings: SqliteInspectorSettings, hiding: Hiding) {
    this.#settings = settings;
    this.#hiding = hiding;
  }

  /**
   * @throws HiddenDataError where the submission's doing leaves no answer, whatever else the process says
   */
  async ask<Name extends keyof Answers>(name: Name, ...values: unknown[]): Promise<ReturnType<Answers[Name]>> {
    if (this.#isClosed) throw new Error("The inspector of the cell is closed.");
    const child = await this.open();
    const id = ++this.#last;
    const answer = this.#answered(id);
    const beganAt = performance.now();
    const late = setTimeout(() => child.kill("SIGKILL"), answersWithin);
    child.send({ id, ask: name, values });
    try {
      return (await answer) as ReturnType<Answers[Name]>;
    } catch (error) {
      if (!(error instanceof EndedEarly) || this.#isClosed) throw error;
      // Nothing but what it read is known to end it.
      const seconds = Math.round((performance.now() - beganAt) / 1_000);
      throw new HiddenDataError({ how: "unreadable", place: "its data folder", seconds });
    } finally {
      clearTimeout(late);
    }
  }

  async open(): Promise<ChildProcess> {
    if (this.#child !== undefined) return this.#child;
    const child = fork(new URL("./inspector-process.ts", import.meta.url), [JSON.stringify(this.#settings)], {
      cwd: "/",
      env: { LC_ALL: "C.UTF-8", TZ: "UTC" },
      execArgv: ["--max-old-space-size=512", "--disable-warning=ExperimentalWarning"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child = child;
    let lastWords = "";
    child.stderr?.on("data", (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-4_000)));
    const ready = this.#answered(0);
    child.on("message", (reply: Reply) => this.#take(reply));
    child.once("exit", () => {
      if (this.#child === child) this.#child = undefined;
      const error = new EndedEarly(`The inspector of the cell ended early. It said:\n${lastWords.trim()}`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
    await ready;
    return child;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const child = this.#child;
    if (child === undefined) return;
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGKILL");
    await exited;
  }

  #answered(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
  }

  #take({ id, answer, error, hidden, hiddenAll }: Reply): void {
    const asker = this.#waiting.get(id);
    this.#waiting.delete(id);
    for (const { how, place, seconds } of hidden) this.#hiding.add(how, place, seconds * 1_000);
    if (hiddenAll !== undefined) asker?.reject(new HiddenDataError(hiddenAll));
    else if (error === undefined) asker?.resolve(answer);
    else asker?.reject(new Error(error));
  }
}

class EndedEarly extends Error {}
