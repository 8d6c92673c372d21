import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as sleep } from "node:timers/promises";
import { createLimits, type Limits } from "../cell/limits.ts";
import { firstErrors } from "../errors/excerpt.ts";
import type { SandboxDriver, SandboxedCommand } from "../sandbox/driver.ts";
import { certificatesInside, type CommandFact, type InstallEnding, type InstallRequest } from "./install-protocol.ts";
import { excessIn, watchInstall } from "./install-watch.ts";

const keptLines = 40;
const keptErrors = 8;
const longestLine = 500;
const temporaryBytes = 1024 * 1024 * 1024;

/** Runs one command of an install, closed in and within its limits. Resolves when every process of it has ended. */
export async function runInstallCommand(request: InstallRequest, driver: SandboxDriver): Promise<CommandFact> {
  const isLimited = driver.name !== "none" || request.builds === true;
  const limits = isLimited ? await createLimits(request.room, request.limits) : undefined;
  try {
    return await runWithin(request, driver, limits);
  } finally {
    await limits?.remove();
  }
}

async function runWithin(
  request: InstallRequest,
  driver: SandboxDriver,
  limits: Limits | undefined,
): Promise<CommandFact> {
  const startedAt = performance.now();
  let ending = "by-itself" as InstallEnding;
  const running = driver.run(commandFor(request, limits));
  const end = (why: InstallEnding): void => {
    if (ending !== "by-itself") return;
    ending = why;
    void running.kill();
  };
  const tail = new Tail(request.limits.outputBytes, () => end("output"));
  tail.read(running.stdout);
  tail.read(running.stderr);
  const done = new AbortController();
  const timer = setTimeout(() => end("time"), request.limits.seconds * 1000);
  const folders = [request.directory, request.home, ...(request.image === undefined ? [] : [request.image])] as const;
  const watching = watchInstall(folders, request.limits, done.signal, end);
  watching.catch(() => undefined);
  const { code } = await running.exited;
  clearTimeout(timer);
  done.abort();
  await watching;
  await tail.ended();
  const kills = (await limits?.usage())?.outOfMemoryKills ?? 0;
  // npm may outlive a compiler that was killed for memory, and then tells of a failed compiler.
  if (ending === "by-itself" && code !== 0 && kills > 0) ending = "memory";
  // What it made in its last second; and now that nothing of it runs, it hides nothing.
  if (ending === "by-itself") ending = (await excessIn(folders, request.limits)) ?? ending;
  return {
    argv: request.argv,
    exit: code,
    seconds: Math.round(performance.now() - startedAt) / 1000,
    lastLines: tail.lines(),
    ending,
  };
}

function commandFor(request: InstallRequest, limits: Limits | undefined): SandboxedCommand {
  const { argv, environment, directory, home, views, certificates } = request;
  return {
    argv,
    environment,
    workingDirectory: "/app",
    readOnly: [...views, ...(certificates === undefined ? [] : [{ from: certificates, to: certificatesInside }])],
    writable: [
      { from: directory, to: "/app" },
      { from: home, to: "/home/app" },
    ],
    scratch: [{ at: "/tmp", bytes: temporaryBytes }],
    ...(limits && { limits }),
  };
}

/** The last lines of a program's output and errors, as they came, and before them the first that named an error. */
class Tail {
  readonly #lines: string[] = [];
  /** Those that the last lines no longer hold. */
  readonly #errors: string[] = [];
  readonly #ends: Promise<void>[] = [];
  readonly #limit: number;
  readonly #onTooMuch: () => void;
  #bytes = 0;

  constructor(limit: number, onTooMuch: () => void) {
    this.#limit = limit;
    this.#onTooMuch = onTooMuch;
  }

  read(from: Readable): void {
    const decoder = new StringDecoder("utf8");
    let pending = "";
    from.on("data", (chunk: Buffer) => {
      this.#bytes += chunk.length;
      if (this.#bytes > this.#limit) this.#onTooMuch();
      const lines = (pending + decoder.write(chunk)).split("\n");
      pending = (lines.pop() ?? "").slice(0, longestLine);
      this.#add(lines);
    });
    this.#ends.push(
      new Promise((resolve) => {
        from.once("close", () => {
          if (pending !== "") this.#add([pending]);
          resolve();
        });
        from.once("error", () => undefined);
      }),
    );
  }

  /** Resolves when there is no more to come. */
  async ended(): Promise<void> {
    await Promise.race([Promise.all(this.#ends), sleep(2_000, undefined, { ref: false })]);
  }

  lines(): readonly string[] {
    return [...this.#errors, ...this.#lines];
  }

  #add(lines: readonly string[]): void {
    this.#lines.push(...lines.map((line) => line.slice(0, longestLine)));
    const gone = this.#lines.splice(0, Math.max(0, this.#lines.length - keptLines));
    this.#errors.push(...firstErrors(gone, keptErrors - this.#errors.length));
  }
}
