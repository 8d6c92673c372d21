import type { LimitsUsage, LimitValues, Limits } from "../../../src/cell/limits.ts";
import type { SandboxName } from "../../../src/sandbox/driver.ts";
import type { Ended } from "../../../src/sandbox/exit.ts";

/** One program to run in a sandbox in a cell. Plain JSON: it travels to the agent. */
export interface Job {
  /** The driver; bubblewrap unless said. */
  readonly sandbox?: SandboxName;
  /** A file of `programs/`. */
  readonly program: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: LimitValues;
  /** Of `/tmp` inside. */
  readonly scratchBytes?: number;
  /** Kills it after this time; else it is awaited. */
  readonly killAfterMs?: number;
  /** Nobody reads what it prints for this long. */
  readonly readAfterMs?: number;
  /** Also shown inside, read-only, at /shown. */
  readonly show?: string;
  /** Folders in memory that the cell gets. */
  readonly cellScratch?: readonly { readonly at: string; readonly bytes: number }[];
  /** A folder, in the cell's scratch, that is made, given to the submission's user and shown writable at /data. */
  readonly writable?: string;
}

/** What became of it. */
export interface JobReport {
  readonly exit: Ended;
  /** The first 64 kB. */
  readonly output: string;
  readonly outputBytes: number;
  readonly tookMs: number;
  /** How long the kill took. */
  readonly killMs?: number;
  readonly usage: LimitsUsage;
  readonly kind: Limits["kind"];
  /** Growth of the agent's own memory while nobody read. */
  readonly agentGrewBytes: number;
  /** Processes in the cell besides the agent's own, once all was said to be gone. */
  readonly left: readonly string[];
}

export const secret = "canary-of-the-agent";

export const ample: LimitValues = { memoryBytes: 512 * 1024 * 1024, cpus: 2, processes: 200 };
