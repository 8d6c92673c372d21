import { connect } from "node:net";
import { availableParallelism, loadavg } from "node:os";
import type { ExitFact, StartFact, StopFact } from "../check/world.ts";
import type { SandboxDriver, SandboxedProcess, SandboxedCommand } from "../sandbox/driver.ts";
import { now, sleep } from "./clock.ts";
import { createLimits, type Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { memoryBelow, serverProcessBelow } from "./process-tree.ts";
import type { CellPlan } from "./protocol.ts";
import type { Waiting } from "./waiting.ts";

export interface CopiesSetting {
  readonly driver: SandboxDriver;
  readonly ports: readonly number[];
  /** The command of one copy, with these additions to its environment. */
  commandFor(copy: number, environment: Readonly<Record<string, string>>): Promise<SandboxedCommand>;
  readonly limits: readonly Limits[];
  readonly log: Log;
  readonly waiting: Waiting;
  readonly startsWithinMs: number;
  /** Asked after a copy listens: false while it says that it cannot serve yet. */
  ready(copy: number): Promise<boolean>;
}

interface RunningCopy {
  readonly process: SandboxedProcess;
  readonly outOfMemoryBefore: number;
  exit?: ExitFact;
  readonly ended: Promise<ExitFact>;
}

/**
 * What the brief promises: 2 cores shared with the database, 1 GB of memory. Threads count as processes: a server that has
 * one for each request, as Java's usually have, needs some hundreds.
 */
const copyLimits = { memoryBytes: 1024 * 1024 * 1024, cpus: 2, processes: 1024 };

/** Makes the limits of each copy. */
export async function limitsOfCopies({ id, ports }: Pick<CellPlan, "id" | "ports">): Promise<readonly Limits[]> {
  return Promise.all(ports.copies.map((_port, copy) => createLimits(`${id}-copy-${String(copy)}`, copyLimits)));
}

/** What the brief gives an app to listen, milliseconds, where the challenge says nothing else. */
export const usualStart = 30_000;
/** A machine that is busier than this many times its processors is no place to wait any longer. */
const mostCrowded = 4;
const usualGrace = 10_000;
/** How long after an end we hear of it, milliseconds. */
const endIsKnownWithin = 100;
/** How long we wait for a listening copy to become ready once an earlier one in this cell never did, milliseconds. */
const readyAgainWithin = 10_000;

/** The copies of the submission in this cell: started, stopped and killed as an operator would. */
export class Copies {
  readonly #setting: CopiesSetting;
  readonly #running = new Map<number, RunningCopy>();
  readonly #lastEnvironment = new Map<number, Readonly<Record<string, string>>>();
  /** A copy used all its time without becoming ready: the next ones get less. */
  #hasTimedOut = false;

  constructor(setting: CopiesSetting) {
    this.#setting = setting;
  }

  get count(): number {
    return this.#setting.ports.length;
  }

  start(
    options: {
      readonly copy?: number;
      readonly withinMs?: number;
      readonly environment?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<StartFact> {
    return this.#setting.waiting.during(async () => {
      const copy = options.copy ?? 0;
      await this.#end(copy);
      const environment = options.environment ?? {};
      this.#lastEnvironment.set(copy, environment);
      const began = now();
      const running = await this.#launch(copy, environment);
      const withinMs = options.withinMs ?? this.#setting.startsWithinMs;
      const port = Number(environment["PORT"] ?? this.#portOf(copy));
      while (running.exit === undefined && now() - began < withinMs * crowding()) {
        if (await accepts(port)) {
          const afterMs = now() - began;
          const left = Math.max(withinMs * crowding() - afterMs, 0);
          await this.#untilReady(copy, running, this.#hasTimedOut ? Math.min(readyAgainWithin, left) : left);
          // A child may listen for a moment although its parent, and with it the app, has ended.
          await sleep(endIsKnownWithin);
          if (running.exit !== undefined) break;
          return { copy, listening: true, afterMs, lastLines: this.#setting.log.lastLines(20, copy) };
        }
        await sleep(10);
      }
      return {
        copy,
        listening: false,
        ...(running.exit === undefined ? {} : { exit: running.exit }),
        lastLines: this.#setting.log.lastLines(20, copy),
      };
    });
  }

  /** Runs a command where the first copy runs, and waits for its end. Milliseconds. */
  async run(argv: readonly [string, ...string[]], withinMs: number): Promise<StartFact> {
    const { log, driver } = this.#setting;
    const process = driver.run({ ...(await this.#setting.commandFor(0, {})), argv });
    log.read(0, "stdout", process.stdout);
    log.read(0, "stderr", process.stderr);
    const exit = await Promise.race([process.exited, sleep(withinMs)]);
    if (exit === undefined) await process.kill();
    const fact = { ...(exit ?? { code: null, signal: "SIGKILL" }), outOfMemory: false };
    return {
      copy: 0,
      command: argv.join(" "),
      listening: fact.code === 0,
      exit: fact,
      lastLines: log.lastLines(20, 0),
    };
  }

  stop(options: { readonly copy?: number; readonly graceMs?: number } = {}): Promise<StopFact> {
    return this.#setting.waiting.during(async () => {
      const copy = options.copy ?? 0;
      const running = this.#running.get(copy);
      const signalledAt = now();
      if (running === undefined || running.exit !== undefined) {
        return { copy, signalledAt, endedAt: signalledAt, killed: false, ...exitOf(running) };
      }
      const server = await serverProcessBelow(running.process.pid, this.#portOf(copy));
      signal(server ?? running.process.pid);
      const ended = await Promise.race([running.ended, sleep(options.graceMs ?? usualGrace)]);
      if (ended !== undefined) return { copy, signalledAt, endedAt: now(), killed: false, exit: ended };
      await running.process.kill();
      return { copy, signalledAt, killed: true, exit: await running.ended };
    });
  }

  async kill(options: { readonly copy?: number } = {}): Promise<void> {
    const copies = options.copy === undefined ? [...this.#running.keys()] : [options.copy];
    await Promise.all(copies.map((copy) => this.#end(copy)));
  }

  async restart(): Promise<readonly StartFact[]> {
    const copies = [...this.#running.keys()];
    await Promise.all(copies.map((copy) => this.stop({ copy })));
    return Promise.all(copies.map((copy) => this.start({ copy, environment: this.#lastEnvironment.get(copy) ?? {} })));
  }

  async alive(copy = 0): Promise<boolean> {
    const running = this.#running.get(copy);
    return running !== undefined && running.exit === undefined && (await accepts(this.#portOf(copy)));
  }

  /** The first copy, as it is now. */
  async look(): Promise<StartFact> {
    const listening = await this.alive(0);
    return { copy: 0, listening, ...exitOf(this.#running.get(0)), lastLines: this.#setting.log.lastLines(20, 0) };
  }

  exitOf(copy = 0): ExitFact | undefined {
    return this.#running.get(copy)?.exit;
  }

  /** The one that is meant to run does not: it ended although nobody stopped it. */
  async died(): Promise<boolean> {
    for (const copy of this.#running.keys()) if (!(await this.alive(copy))) return true;
    return false;
  }

  memory(copy = 0): Promise<number> {
    const running = this.#running.get(copy);
    return running === undefined ? Promise.resolve(0) : memoryBelow(running.process.pid);
  }

  #portOf(copy: number): number {
    const port = this.#setting.ports[copy];
    if (port === undefined) throw new Error(`there is no copy ${String(copy)} of the app in this cell`);
    return port;
  }

  async #launch(copy: number, environment: Readonly<Record<string, string>>): Promise<RunningCopy> {
    const limits = this.#setting.limits[copy];
    const outOfMemoryBefore = (await limits?.usage())?.outOfMemoryKills ?? 0;
    const process = this.#setting.driver.run(await this.#setting.commandFor(copy, environment));
    this.#setting.log.read(copy, "stdout", process.stdout);
    this.#setting.log.read(copy, "stderr", process.stderr);
    const running: RunningCopy = {
      process,
      outOfMemoryBefore,
      ended: process.exited.then(async ({ code, signal }) => {
        const kills = (await limits?.usage())?.outOfMemoryKills ?? 0;
        running.exit = { code, signal, outOfMemory: kills > outOfMemoryBefore };
        return running.exit;
      }),
    };
    this.#running.set(copy, running);
    return running;
  }

  async #end(copy: number): Promise<void> {
    const running = this.#running.get(copy);
    if (running === undefined) return;
    await running.process.kill();
    await running.ended;
    this.#running.delete(copy);
  }

  async #untilReady(copy: number, running: RunningCopy, withinMs: number): Promise<void> {
    const began = now();
    while (running.exit === undefined && now() - began < withinMs) {
      if (await this.#setting.ready(copy)) return;
      await sleep(25);
    }
    if (running.exit === undefined) this.#hasTimedOut = true;
  }
}

/** How many times longer anything may take as other work keeps this machine's processors busy; 1 on one that is idle. */
function crowding(): number {
  const [load = 0] = loadavg();
  return Math.min(mostCrowded, Math.max(1, load / availableParallelism()));
}

function exitOf(running: RunningCopy | undefined): { readonly exit?: ExitFact } {
  return running?.exit === undefined ? {} : { exit: running.exit };
}

function signal(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It ended between our look and our signal; waiting for its exit tells.
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}
