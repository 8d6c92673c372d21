import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram } from "../../src/sandbox/program.ts";
import { nodeToolchain } from "../../src/sandbox/toolchain.ts";
import { cacheFolder } from "../../src/services/cache-folder.ts";
import { removeTree } from "./remove-tree.ts";
import type { Finding, Row, Target, Way } from "./row.ts";

/** Without a word of our own process for so long, a row has stopped it, milliseconds. */
const silentFor = 20_000;
/** A row that has not ended by then never will, milliseconds. */
const endsWithin = { quick: 400_000, long: 1_800_000 } as const;

/**
 * `/tmp` becomes the runner's own folder. What installs keep for later ones goes there too: no row may leave anything for
 * the people of this machine.
 */
const script = `
mount --bind "$1" /tmp && mkdir -p "$2" && mount --bind "$1/.dependencies" "$2" || exit 125
shift 2
"$@"
`;

interface Message {
  readonly ready?: true;
  readonly beat?: true;
  readonly problems?: readonly string[];
}

/** Runs rows in a process and namespaces of their own, and says of each whether it held. */
export class Runner {
  readonly #home: string;
  readonly #server: Server;
  readonly #target: Target;
  #reached = 0;
  #coordinator: Promise<ChildProcess> | undefined;

  private constructor(home: string, server: Server) {
    this.#home = home;
    this.#server = server;
    const word = `canary-${randomUUID()}`;
    const folder = join(home, "host");
    this.#target = { file: join(folder, "canary"), folder, word, port: (server.address() as AddressInfo).port };
    server.on("connection", (socket) => {
      this.#reached++;
      socket.on("error", () => undefined);
      socket.end(`${word}\n`);
    });
  }

  static async open(): Promise<Runner> {
    const home = await mkdtemp("/var/tmp/assay-security-");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
    const runner = new Runner(home, server);
    await chmod(home, 0o755);
    await mkdir(runner.#target.folder);
    await chmod(runner.#target.folder, 0o777);
    await mkdir(join(home, "tmp/.dependencies"), { recursive: true });
    await chmod(join(home, "tmp"), 0o1777);
    await writeFile(runner.#target.file, runner.#target.word);
    await chmod(runner.#target.file, 0o644);
    return runner;
  }

  async run(row: Row, way: Way): Promise<Finding> {
    const startedAt = performance.now();
    this.#reached = 0;
    await this.#forgetReading();
    const { problems, longestSilence } = await this.#attempt(row, way);
    const more = [
      ...(await this.#changes()),
      ...(this.#reached > 0 ? [`It reached the host ${this.#reached} times.`] : []),
    ];
    const seconds = Math.round(performance.now() - startedAt) / 1000;
    return { row: row.id, way, problems: [...problems, ...more], seconds, longestSilence };
  }

  async close(): Promise<void> {
    await this.#end();
    this.#server.close();
    await removeTree(this.#home);
  }

  async #attempt(row: Row, way: Way): Promise<Pick<Finding, "problems" | "longestSilence">> {
    const coordinator = await (this.#coordinator ??= this.#start());
    let longest = 0;
    let heardAt = performance.now();
    let watch: NodeJS.Timeout | undefined;
    const outcome = await new Promise<readonly string[] | string>((resolve) => {
      const startedAt = performance.now();
      const listen = (message: Message): void => {
        longest = Math.max(longest, performance.now() - heardAt);
        heardAt = performance.now();
        if (message.problems) resolve(message.problems);
      };
      coordinator.on("message", listen);
      coordinator.once("exit", (code, signal) => resolve(`Our process ended (${signal ?? code}).`));
      watch = setInterval(() => {
        if (performance.now() - heardAt > silentFor) resolve(`Our process did not answer for ${silentFor / 1000} s.`);
        if (performance.now() - startedAt > endsWithin[row.pace]) resolve("It did not end.");
      }, 500);
      coordinator.send({ row: row.id, way, target: this.#target });
    });
    clearInterval(watch);
    coordinator.removeAllListeners("message");
    coordinator.removeAllListeners("exit");
    const longestSilence = Math.round(longest) / 1000;
    if (typeof outcome !== "string") return { problems: outcome, longestSilence };
    await this.#end();
    return { problems: [outcome], longestSilence };
  }

  #start(): Promise<ChildProcess> {
    const entry = fileURLToPath(new URL("./coordinator.ts", import.meta.url));
    const kept = join(cacheFolder(), "dependencies");
    const child = spawn(
      findProgram("unshare"),
      [
        ...["--pid", "--mount", "--fork", "--kill-child", "--mount-proc"],
        ...(process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"]),
        ...["--", findProgram("sh"), "-c", script, "sh", join(this.#home, "tmp"), kept],
        ...[nodeToolchain().runtime, entry],
      ],
      { cwd: "/", env: { ...process.env, TMPDIR: "/tmp" }, stdio: ["ignore", "ignore", "pipe", "ipc"] },
    );
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (part: string) => (said = (said + part).slice(-4_000)));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      const died = (): void => reject(new Error(`the coordinator did not start: ${said}`));
      child.once("exit", died);
      child.once("message", () => {
        child.off("exit", died);
        resolve(child);
      });
    });
  }

  /** Ends it with everything in its namespaces, and empties its `/tmp`. */
  async #end(): Promise<void> {
    const coordinator = await this.#coordinator?.catch(() => undefined);
    this.#coordinator = undefined;
    if (coordinator?.exitCode === null && coordinator.signalCode === null) {
      const exited = new Promise((resolve) => coordinator.once("exit", resolve));
      coordinator.kill("SIGKILL");
      await exited;
    }
    const temporary = join(this.#home, "tmp");
    for (const name of await readdir(temporary)) {
      if (name !== ".dependencies") await removeTree(join(temporary, name));
    }
  }

  /** The kernel notes a reading only where the last one is older than the last change. */
  async #forgetReading(): Promise<void> {
    await utimes(this.#target.file, new Date(0), new Date());
  }

  /** What the row did to the host's file and to the folder around it. */
  async #changes(): Promise<readonly string[]> {
    const { file, folder, word } = this.#target;
    const { atimeMs } = await stat(file).catch(() => ({ atimeMs: -1 }));
    const text = await readFile(file, "utf8").catch(() => undefined);
    const names = (await readdir(folder)).filter((name) => name !== "canary");
    await Promise.all(names.map((name) => removeTree(join(folder, name))));
    if (text !== word) await writeFile(file, word);
    return [
      ...(atimeMs === 0 ? [] : ["It read a file of the host's."]),
      ...(text === word ? [] : ["It changed a file of the host's."]),
      ...(names.length === 0 ? [] : [`It left ${names.join(", ")} in a folder of the host's.`]),
    ];
  }
}
