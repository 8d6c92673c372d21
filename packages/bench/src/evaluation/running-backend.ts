import { chmod, mkdir } from "node:fs/promises";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { Cell } from "../cell/cell.ts";
import { usualStart } from "../cell/copies.ts";
import { sweep } from "../cell/sweep.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import type { Challenge } from "../check/challenge.ts";
import type { CellNeed } from "../check/check.ts";
import { changeFiles, type BindingFile } from "../operations/binding-file.ts";
import type { Reader } from "../reading/reader.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { prepareDatabase } from "../services/database.ts";
import { findRedis } from "../services/redis/binaries.ts";
import { redisPlanFor } from "../services/redis/plan.ts";
import { install } from "../submission/install.ts";
import { languageNamed } from "../submission/languages/index.ts";
import { projectReading } from "../submission/read-project.ts";
import { openSubmission, type OpenSubmission, type Received } from "../submission/receive.ts";
import { cellPlanOf } from "./cell-plan.ts";
import { freePorts, portsInNamespace } from "./ports.ts";
import { sandboxFor } from "./sandbox-for.ts";
import { startProblem } from "./start-problem.ts";

export interface BackendOptions {
  /** A folder, an archive or a git address. */
  readonly path: string;
  readonly challenge: Challenge;
  readonly challengeFolder: string;
  readonly sandbox?: SandboxName;
  readonly signal?: AbortSignal;
  /** Told before each of the steps that take long. */
  readonly onStep?: (step: "receive" | "install" | "start") => void;
}

/** A stranger's backend, taken in: its files can be read, and it can be started. */
export class Backend {
  readonly #options: BackendOptions;
  readonly #workplace: string;
  readonly received: Received;
  /** Reads more of it. */
  readonly reader: Reader;

  private constructor(options: BackendOptions, workplace: string, { received, reader }: OpenSubmission) {
    this.#options = options;
    this.#workplace = workplace;
    this.received = received;
    this.reader = reader;
  }

  /**
   * Takes it in for as long as `act` lasts.
   * @throws AssayError those of `receive`.
   */
  static async during<T>(options: BackendOptions, act: (backend: Backend) => Promise<T>): Promise<T> {
    const workplace = await makeTemporaryFolder();
    // The submission runs as a user of its own, which must be able to pass through.
    await chmod(workplace, 0o711);
    let open: OpenSubmission | undefined;
    try {
      options.onStep?.("receive");
      const { path, sandbox, signal } = options;
      const folder = join(workplace, "received");
      await mkdir(folder, { mode: 0o711 });
      open = await openSubmission(path, join(folder, "submission"), { sandbox, signal });
      return await act(new Backend(options, workplace, open));
    } finally {
      await open?.reader.close();
      await removeTemporaryFolder(workplace);
    }
  }

  /**
   * Installs and starts it, closed in, and ends it when `act` is over.
   * @param bound undefined for one that was written for the challenge.
   * @throws AssayError what stood in the way.
   */
  async running<T>(
    bound: Pick<BindingFile, "name" | "backend" | "settings" | "changes"> | undefined,
    act: (cell: Cell) => Promise<T>,
    need: CellNeed = "shared",
  ): Promise<T> {
    const { challenge, challengeFolder, onStep } = this.#options;
    const signal = this.#options.signal ?? new AbortController().signal;
    const { directory, name, commits } = this.received;
    if (bound !== undefined) await changeFiles(directory, bound);
    const setup = bound?.settings;
    const { identified: written, project } = await this.reader.read(projectReading, {
      directory,
      name,
      setup,
      commits,
    });
    const sandbox = sandboxFor(written.language, this.#options.sandbox);
    const toolchain = await languageNamed(written.language).toolchain(written.engines);
    const [database, redis] = await Promise.all([
      prepareDatabase(written.database),
      written.services.includes("redis") ? findRedis().then(redisPlanFor) : undefined,
      sweep(),
    ]);
    onStep?.("install");
    const imageFolder = join(this.#workplace, "image");
    const { image } = await install(this.received, written, { sandbox, signal, imageFolder, reader: this.reader });
    const startCommand = written.startCommand.length === 0 ? image?.startCommand : undefined;
    const identified = startCommand === undefined ? written : { ...written, startCommand };
    onStep?.("start");
    const id = "backend";
    const cells = join(this.#workplace, id);
    await mkdir(cells, { mode: 0o711 });
    const seed = randomInt(2 ** 31);
    const parts = { challengeFolder, seed, sandbox, database, redis, identified, project, image, toolchain, bound };
    const plan = cellPlanOf({ ...parts, received: this.received });
    const copies = need === "shared" ? 1 : (need.copies ?? 1);
    const ports = sandbox === "none" ? await freePorts(copies) : portsInNamespace(copies, database.engine);
    const cell = await Cell.open({ ...plan, id: `${id}-${String(seed)}`, need, directory: cells, ports }, signal);
    try {
      const failed = cell.opened.starts.find(({ listening }) => !listening);
      if (failed === undefined) return await act(cell);
      const command = failed.command ?? identified.startCommand.join(" ");
      throw startProblem({ start: failed, lacks: cell.opened.lacks }, command, challenge.startsWithinMs ?? usualStart);
    } finally {
      await cell.close();
    }
  }
}
