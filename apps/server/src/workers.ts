import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { endingWithParent } from "@assay/bench/processes";

const program = fileURLToPath(new URL("../../worker/src/main.ts", import.meta.url));
/** How long a worker may take to give back what it has begun. Milliseconds. */
const grace = 10_000;

/**
 * Workers on this machine, each in a process of its own: what a submission does to its machine must not reach the pages.
 * One that ends is started again. They end with this process, however it ends.
 */
export class Workers {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #running = new Set<ChildProcess>();
  #isStopping = false;

  constructor(count: number, environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
    for (let started = 0; started < count; started++) this.#start();
  }

  /** Resolves when all have ended: politely, or killed after a grace time. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const ended = Promise.all(
      [...this.#running].map((worker) => new Promise((resolve) => worker.once("exit", resolve))),
    );
    for (const worker of this.#running) worker.kill("SIGTERM");
    await Promise.race([ended, passed(grace, undefined, { ref: false })]);
    this.kill();
    await ended;
  }

  /** Ends them at once. What they had begun is taken by others when it is missed. */
  kill(): void {
    this.#isStopping = true;
    for (const worker of this.#running) worker.kill("SIGKILL");
  }

  #start(): void {
    const [command, ...argv] = endingWithParent([process.execPath, "--disable-warning=ExperimentalWarning", program]);
    // In a process group of its own: Ctrl+C on a terminal is for us, and we tell each worker once.
    const worker = spawn(command, argv, {
      detached: true,
      env: this.#environment,
      stdio: ["ignore", "ignore", "inherit"],
    });
    this.#running.add(worker);
    const again = (): void => {
      this.#running.delete(worker);
      if (!this.#isStopping) setTimeout(() => !this.#isStopping && this.#start(), 1_000).unref();
    };
    worker.once("exit", again);
    worker.once("error", (error) => {
      process.stderr.write(`A worker can't be started: ${error.message}. Run \`./assay doctor\`.\n`);
      again();
    });
  }
}
