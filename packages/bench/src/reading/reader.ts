import { randomUUID } from "node:crypto";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AgentLine } from "../cell/agent-line.ts";
import { createLimits, type Limits, type LimitValues } from "../cell/limits.ts";
import { startInBubblewrap, type CellProcess } from "../cell/namespace.ts";
import { stayOutside } from "../cell/outside.ts";
import { ownerMark, ownerVariable } from "../cell/owner.ts";
import { removeTemporaryFolder } from "../cell/temporary-folder.ts";
import { AssayError } from "../errors/assay-error.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { findProgram } from "../sandbox/program.ts";
import { seccompFilter } from "../sandbox/seccomp.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { privileged } from "../sandbox/users.ts";
import { closedView } from "../cell/closed-view.ts";
import { compiledReadings } from "./compiled-readings.ts";
import type { ReaderAnswers, ToReader } from "./protocol.ts";
import type { Reading } from "./reading.ts";

const agentEntry = fileURLToPath(new URL("./agent.ts", import.meta.url));
const MB = 1024 * 1024;

export interface ReadingLimits extends LimitValues {
  /** Of the reader's own memory. The rest is for git, and for files that are being written. */
  readonly heapBytes: number;
  /** Of processor time, all readings together. */
  readonly seconds: number;
  /** Of one file that it writes. */
  readonly fileBytes: number;
}

/** What reading one submission may cost: many times what the largest honest one does. */
export const readingLimits: ReadingLimits = {
  memoryBytes: 1024 * MB,
  heapBytes: 640 * MB,
  cpus: 2,
  processes: 64,
  seconds: 60,
  fileBytes: 600 * MB,
};

export interface ReaderOptions {
  /** What it may read: absolute paths of folders and files. */
  readonly sources: readonly string[];
  /** A folder for the reader alone, the only one in which it can write. It must exist. */
  readonly box: string;
  /** With `none` it is a process like any other. */
  readonly sandbox?: SandboxName;
  readonly limits?: ReadingLimits;
}

/** What a reader that is closed in was given, to be taken back. */
interface ClosedIn {
  readonly limits: ReadingLimits;
  readonly group: Limits;
  readonly temporary: string;
}

/**
 * The process in which a submission's bytes are read. Hostile bytes can cost it all that it may use, and no more: it has
 * no network, sees its sources and our own programs, and writes in its box alone.
 */
export class Reader {
  readonly #process: CellProcess;
  readonly #line: AgentLine<ToReader, ReaderAnswers>;
  readonly #closedIn: ClosedIn | undefined;
  #waiting: Promise<unknown> = Promise.resolve();

  private constructor(process: CellProcess, closedIn?: ClosedIn) {
    this.#process = process;
    this.#line = new AgentLine(process);
    this.#closedIn = closedIn;
  }

  /** On this side: its outermost process. */
  get pid(): number {
    return this.#process.pid;
  }

  /** @throws AssayError `sandbox-missing` */
  static async open({ sources, box, sandbox, limits = readingLimits }: ReaderOptions): Promise<Reader> {
    if (sandbox === "none") return new Reader(stayOutside({ entry: agentEntry }));
    const temporary = join(box, "temporary");
    await mkdir(temporary, { recursive: true });
    await chmod(temporary, 0o700);
    const group = await createLimits(`reader-${randomUUID().slice(0, 8)}`, limits);
    const closedIn = { limits, group, temporary };
    try {
      return new Reader(start(sources, box, closedIn, await compiledReadings()), closedIn);
    } catch (error) {
      await group.remove();
      throw error;
    }
  }

  /** Opens one for as long as `act` lasts. */
  static async during<T>(options: ReaderOptions, act: (reader: Reader) => Promise<T>): Promise<T> {
    const reader = await Reader.open(options);
    try {
      return await act(reader);
    } finally {
      await reader.close();
    }
  }

  /**
   * One reading after another.
   * @throws AssayError that the reading was refused with; `reading-timed-out`, `reading-out-of-memory`,
   *   `reading-too-deep`; or one that is ours.
   */
  async read<Input, Output>({ module, name, output }: Reading<Input, Output>, input: Input): Promise<Output> {
    const before = this.#waiting;
    const answered = before.then(() => this.#ask({ type: "read", module, name, input }));
    this.#waiting = answered.catch(() => undefined);
    return output.parse(await answered);
  }

  async #ask(question: ToReader): Promise<unknown> {
    try {
      return (await this.#line.ask(question, "read")).output;
    } catch (error) {
      throw await this.#reasonFor(AssayError.from(error));
    }
  }

  /** Why a reader ended, or was refused. */
  async #reasonFor(error: AssayError): Promise<AssayError> {
    if (error.code !== "agent-died" || this.#closedIn === undefined) return error;
    const { limits, group } = this.#closedIn;
    // One that is silent without being dead would be waited for without end.
    await this.#process.close();
    const { signal } = await this.#process.exited;
    if (signal === "SIGXCPU") return new AssayError("reading-timed-out", { seconds: limits.seconds });
    const { outOfMemoryKills } = await group.usage();
    if (outOfMemoryKills > 0 || /heap out of memory|allocation failed/i.test(this.#process.stderrTail())) {
      return new AssayError("reading-out-of-memory", { megabytes: limits.memoryBytes / MB });
    }
    return error;
  }

  /** Ends it, and whatever it started, at once. Right to do twice. */
  async close(): Promise<void> {
    await this.#process.close();
    if (this.#closedIn === undefined) return;
    await this.#closedIn.group.remove();
    await removeTemporaryFolder(this.#closedIn.temporary);
  }
}

function start(
  sources: readonly string[],
  box: string,
  { limits, group, temporary }: ClosedIn,
  compiled: string | undefined,
): CellProcess {
  const filter = seccompFilter();
  const { seconds, fileBytes, heapBytes } = limits;
  return startInBubblewrap(
    [
      ...["--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--new-session"],
      // Root keeps one capability: reading what a person gives it, whatever its owner.
      ...(privileged
        ? ["--cap-drop", "ALL", "--cap-add", "CAP_DAC_READ_SEARCH"]
        : ["--unshare-user", "--disable-userns"]),
      ...(filter === undefined ? [] : ["--seccomp", "5"]),
      ...closedView({ readOnly: [...sources, ...(compiled === undefined ? [] : [compiled])], writable: [box] }),
      ...["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/"],
      ...["--chdir", box],
    ],
    group.enterInside([
      ...[
        findProgram("prlimit"),
        `--cpu=${seconds}:${seconds + 2}`,
        `--fsize=${fileBytes}`,
        "--nofile=4096",
        "--core=0",
        "--",
      ],
      ...[nodeToolchain().runtime, `--max-old-space-size=${heapBytes / MB}`, agentEntry],
    ]),
    {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      TMPDIR: temporary,
      [ownerVariable]: ownerMark(),
      ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }),
    },
    { enter: (argv) => group.enter(argv), ...(filter && { systemCalls: filter }) },
  );
}
