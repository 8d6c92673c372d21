import { fileURLToPath } from "node:url";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cacheFolder } from "../services/cache-folder.ts";
import type { Rehearsed } from "../check/rehearsal.ts";
import type { PressureEvidence, RawRequest, StartFact } from "../check/world.ts";
import type { Exchange } from "../edge/exchange.ts";
import type { BoundBackend } from "../operations/binding.ts";
import { AgentLine } from "./agent-line.ts";
import { dataFolderOf, ownFolderOf, writesInProject } from "./cell-folders.ts";
import type { FileView } from "./closed-view.ts";
import { compiledFolder } from "./compiled-folder.ts";
import { removeLimits } from "./limits.ts";
import { enterNamespace, type CellProcess } from "./namespace.ts";
import { stayOutside } from "./outside.ts";
import type { LivePressure } from "../result/pressure.ts";
import type {
  AfterLimit,
  Answers,
  CellPlan,
  ClosingFact,
  GatheredFact,
  MeasuredFact,
  OpenedFact,
  ToAgent,
} from "./protocol.ts";

const agentEntry = fileURLToPath(new URL("./agent.ts", import.meta.url));
const mebibyte = 1024 * 1024;

type CellLine = AgentLine<ToAgent, Answers, LivePressure>;

/** A cell as the coordinator sees it: a process of ours in a namespace of its own, asked one thing at a time. */
export class Cell {
  readonly plan: CellPlan;
  readonly opened: OpenedFact;
  readonly #process: CellProcess;
  readonly #line: CellLine;

  private constructor(plan: CellPlan, opened: OpenedFact, process: CellProcess, line: CellLine) {
    this.plan = plan;
    this.opened = opened;
    this.#process = process;
    this.#line = line;
  }

  /**
   * Makes the namespace, its services and the submission's copies. Throws an AssayError that is ours when the cell cannot be made.
   * @param signal ends what was begun.
   * @param onPressure hears how a run under pressure goes while a check is gathered.
   */
  static async open(plan: CellPlan, signal: AbortSignal, onPressure?: (pressure: LivePressure) => void): Promise<Cell> {
    // Each folder in memory with a limit of its own: what fills one leaves the others alone.
    const scratch = [
      { at: join(plan.directory, "database"), bytes: 512 * mebibyte },
      { at: join(plan.directory, "database/wal"), bytes: 256 * mebibyte },
      { at: join(plan.directory, "database/log"), bytes: 256 * mebibyte },
      ...(plan.redis === undefined ? [] : [{ at: join(plan.directory, "redis"), bytes: 64 * mebibyte }]),
      { at: dataFolderOf(plan), bytes: 256 * mebibyte },
      ...(writesInProject(plan) ? [{ at: ownFolderOf(plan), bytes: 256 * mebibyte }] : []),
      { at: join(plan.directory, "mail"), bytes: 64 * mebibyte },
    ];
    // What isn't there when the agent starts, it does not see.
    await Promise.all(scratch.map(({ at }) => mkdir(at, { recursive: true })));
    const compiled = await compiledFolder();
    const process =
      plan.sandbox !== "none"
        ? enterNamespace({
            entry: agentEntry,
            arguments: [],
            scratch,
            files: filesOf(plan, compiled),
            environment: { NODE_COMPILE_CACHE: compiled },
          })
        : stayOutside({ entry: agentEntry });
    const end = (): void => void process.close();
    signal.addEventListener("abort", end);
    try {
      signal.throwIfAborted();
      const line: CellLine = new AgentLine(process, onPressure);
      return new Cell(plan, await line.ask({ type: "open", plan }, "opened"), process, line);
    } catch (error) {
      await process.close();
      await removeLimits(plan.id);
      throw error;
    } finally {
      signal.removeEventListener("abort", end);
    }
  }

  measure(): Promise<MeasuredFact> {
    return this.#line.ask({ type: "measure" }, "measured");
  }

  gather(check: string, attempt: number, afterLimit?: AfterLimit): Promise<GatheredFact> {
    return this.#line.ask({ type: "gather", check, attempt, ...(afterLimit && { afterLimit }) }, "gathered");
  }

  /** The run under pressure, with no check that reads it. */
  press(): Promise<PressureEvidence> {
    return this.#line.ask({ type: "press" }, "pressed");
  }

  /** Strangers' requests, one after another. One that was limited is tried again; what is limited then, stays so (429). */
  request(requests: readonly RawRequest[]): Promise<readonly Exchange[]> {
    return this.#line.ask({ type: "request", requests }, "requested");
  }

  /** Exercises a binding of the backend that runs here. */
  rehearse(bound: BoundBackend): Promise<readonly Rehearsed[]> {
    return this.#line.ask({ type: "rehearse", bound }, "rehearsed");
  }

  /** Whether the app still listens, and what it last printed. */
  look(): Promise<StartFact> {
    return this.#line.ask({ type: "look" }, "looked");
  }

  /** Ends everything in the cell. What it measured, where its agent could still tell. */
  async close(): Promise<ClosingFact | undefined> {
    const closing = await this.#line.ask({ type: "close" }, "closing").catch(() => undefined);
    await this.end();
    return closing;
  }

  /** Ends everything in the cell at once and asks nothing. */
  async end(): Promise<void> {
    await this.#process.close();
    await removeLimits(this.plan.id);
  }
}

/** What a cell's agent needs of the machine's files. */
function filesOf(
  { challengeFolder, directory, submission, toolchain, database, redis }: CellPlan,
  compiled: string,
): FileView {
  const servers = [
    ...(database.engine === "mongodb" ? [database.binary.path] : []),
    ...(database.engine === "mysql" ? [database.template.server] : []),
    ...(database.engine === "postgres" ? [database.template.binaries] : []),
    ...(redis === undefined ? [] : [redis.binary.path]),
  ];
  return {
    readOnly: [
      ...[challengeFolder, submission.directory, cacheFolder()],
      ...toolchain.views.map(({ from }) => from),
      ...servers.map((program) => dirname(program)),
    ],
    writable: [directory, compiled, ...(submission.image === undefined ? [] : [submission.image.root])],
  };
}
