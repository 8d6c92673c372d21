import { spawn, type ChildProcess } from "node:child_process";

/** Linux holds the address of a path socket in 108 bytes, the last of which is zero. */
export const longestSocketPath = 107;

/** Who a server runs as, and within what. */
export interface ServerOwner {
  /** User and group, when we are root; all folders above the server's own must be open to it. */
  readonly user?: number;
  /** Entered as root, before the user changes. */
  readonly limits?: { enter(argv: readonly string[]): readonly string[] };
}

/** A server's process while it is ours. */
export interface LaunchedServer {
  readonly pid: number;
  /** What it printed to its standard error last. */
  lastWords(): string;
  ended(): boolean;
  /** Resolves when it has ended, for whatever reason. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Sends the signal, waits for at most `graceMs`, kills. */
  end(signal: NodeJS.Signals, graceMs: number): Promise<void>;
}

/**
 * Starts a server that ends with us at the latest.
 *
 * @param options.endSignal what makes it end at once.
 */
export function launchServer(
  argv: readonly string[],
  options: ServerOwner & { readonly endSignal: NodeJS.Signals },
): LaunchedServer {
  const child = spawnAs(argv, options);
  // Without a namespace around us nothing else ends it when we end.
  const endWithUs = (): void => void child.kill(options.endSignal);
  process.once("exit", endWithUs);
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-4_000)));
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("error", (error) => {
      lastWords += error.message;
      resolve({ code: null, signal: null });
    });
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  let over = false;
  void exited.then(() => {
    over = true;
    process.off("exit", endWithUs);
  });
  return {
    pid: child.pid ?? 0,
    lastWords: () => lastWords,
    ended: () => over,
    exited,
    async end(signal, graceMs) {
      if (!over) child.kill(signal);
      const late = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await exited;
      clearTimeout(late);
    },
  };
}

function spawnAs(argv: readonly string[], { user, limits }: ServerOwner): ChildProcess {
  const settings = {
    cwd: "/",
    env: { LC_ALL: "C.UTF-8", TZ: "UTC" },
    stdio: ["ignore", "ignore", "pipe"] as ["ignore", "ignore", "pipe"],
  };
  if (limits === undefined) {
    const [program, ...rest] = argv as [string, ...string[]];
    return spawn(program, rest, user === undefined ? settings : { ...settings, uid: user, gid: user });
  }
  // Entering a cgroup needs the rights that the database's user does not have, so the user changes after that.
  const change = user === undefined ? [] : ["setpriv", `--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--"];
  const [program, ...rest] = limits.enter([...change, ...argv]) as [string, ...string[]];
  return spawn(program, rest, { ...settings, env: { ...settings.env, PATH: process.env["PATH"] } });
}
