import type { Readable } from "node:stream";
import type { ExitFact } from "../check/world.ts";

/** A folder of the host shown inside the sandbox. */
export interface View {
  readonly from: string;
  readonly to: string;
}

/** A command that runs closed in: it sees nothing but what is listed here. */
export interface SandboxedCommand {
  readonly argv: readonly [string, ...string[]];
  /** The whole environment; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Inside the sandbox. */
  readonly workingDirectory: string;
  readonly readOnly: readonly View[];
  /** Must belong to the submission's user. */
  readonly writable: readonly View[];
  /** A folder that becomes `/`: an image's files. Else the system's own programs are shown. Only with the driver `oci`. */
  readonly root?: string;
  /** Empty folders in memory, each with a size limit in bytes. */
  readonly scratch: readonly { readonly at: string; readonly bytes: number }[];
  /** Wraps the command so that it enters the limits (see cell/limits.ts) before anything of the submission's runs. */
  readonly limits?: {
    enter(argv: readonly string[]): readonly string[];
    /** The part of it that must happen inside; none for control groups. */
    enterInside?(argv: readonly string[]): readonly string[];
    /** The same part as the limits of each process, for a driver that sets them itself. */
    readonly perProcess?: { readonly dataBytes: number; readonly processes: number };
  };
}

/** A running sandboxed command. */
export interface SandboxedProcess {
  /** As the agent sees it: the sandbox's outermost process. */
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when every process of it has ended. `outOfMemory` is filled in by who owns the limits. */
  readonly exited: Promise<Omit<ExitFact, "outOfMemory">>;
  /** Every process in it at once, as in a power cut. Resolves when all are gone. */
  kill(): Promise<void>;
}

/** The ways there are; `none` closes nothing in. */
export type SandboxName = "bubblewrap" | "oci" | "none";

/** One way of closing a submission in. The network namespace is the caller's own. */
export interface SandboxDriver {
  readonly name: SandboxName;
  run(command: SandboxedCommand): SandboxedProcess;
}
