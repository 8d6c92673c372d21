import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { AssayError } from "@assay/bench/errors";
import type { Result } from "@assay/bench/result";
import { endingWithParent, sweep } from "@assay/bench/processes";
import { fromEvaluation, type EvaluationTask, type ToEvaluation, type VerdictRules } from "./evaluation-messages.ts";
import { withoutSecrets } from "./without-secrets.ts";

export interface Evaluated {
  readonly result: Result;
  readonly rules: VerdictRules;
}

export interface EvaluationListener {
  readonly onProgress: (event: object) => void;
  /** Whom the submission names as its authors. */
  readonly onNames: (names: readonly string[]) => void;
  readonly signal: AbortSignal;
}

const program = fileURLToPath(new URL("./evaluation-child.ts", import.meta.url));
/** How long it may take to end what it started, before it is killed. Milliseconds. */
const grace = 2_500;
const watchEvery = 5_000;
/** So many looks without a word, and it is stuck. Counted, so that a machine that slept is not taken for one. */
const mostSilent = 24;

/** A process that runs one evaluation. */
export class EvaluationProcess {
  readonly #child: ChildProcess;
  /** How it ended, once it has. */
  readonly #exited: Promise<{ readonly ending: string; readonly isClean: boolean }>;

  /** @param challengeFolder what it reads while it waits for its task */
  constructor(challengeFolder?: string) {
    const argv = [process.execPath, "--disable-warning=ExperimentalWarning", program] as const;
    const [command, ...rest] = endingWithParent(challengeFolder === undefined ? [...argv] : [...argv, challengeFolder]);
    // In a process group of its own: Ctrl+C on a terminal is for the worker, and whatever is left can be killed whole.
    this.#child = spawn(command, rest, {
      detached: true,
      env: withoutSecrets(process.env),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#exited = new Promise((resolve) => {
      this.#child.once("exit", (code, signal) => {
        resolve({ ending: signal ?? `exit status ${String(code)}`, isClean: code === 0 });
      });
      this.#child.once("error", (error) => {
        if (this.#child.pid === undefined) resolve({ ending: error.message, isClean: true });
      });
    });
  }

  get isAlive(): boolean {
    return this.#child.connected && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Runs the evaluation, and ends the process however that went.
   * @throws what the signal was aborted with; AssayError `evaluation-died`, `evaluation-stuck`, or that of the evaluation
   */
  async evaluate(task: EvaluationTask, { onProgress, onNames, signal }: EvaluationListener): Promise<Evaluated> {
    let silent = 0;
    let watch: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Evaluated>((resolve, reject) => {
        signal.throwIfAborted();
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
        void this.#exited.then(({ ending }) => {
          reject(new AssayError("evaluation-died", { ending }));
        });
        watch = setInterval(() => {
          if (++silent > mostSilent) reject(new AssayError("evaluation-stuck"));
        }, watchEvery);
        this.#child.on("message", (received) => {
          silent = 0;
          const message = fromEvaluation.parse(received);
          if (message.type === "progress") onProgress(message.event);
          if (message.type === "names") onNames(message.names);
          if (message.type === "evaluated") resolve(message);
          if (message.type === "failed") reject(AssayError.fromFact(message.failure));
        });
        this.#send({ type: "evaluate", task });
      });
    } finally {
      clearInterval(watch);
      await this.end();
    }
  }

  /** Resolves when it and everything that it started have ended, and what a kill left behind is removed. */
  async end(): Promise<void> {
    this.#send({ type: "end" });
    const polite = await Promise.race([this.#exited, passed(grace, undefined, { ref: false })]);
    this.#killGroup();
    await this.#exited;
    if (polite?.isClean !== true) await sweep();
  }

  #send(message: ToEvaluation): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** The programs that it started directly are in its group; those in namespaces end with it. */
  #killGroup(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, "SIGKILL");
    } catch {
      // Everything in it has ended.
    }
  }
}
