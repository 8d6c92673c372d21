import { spawn } from "node:child_process";
import { isAbsolute } from "node:path";
import type { Readable, Writable } from "node:stream";
import { AssayError } from "../errors/assay-error.ts";
import { withoutInherited } from "../sandbox/descriptors.ts";
import { decodeExit, type Ended } from "../sandbox/exit.ts";
import { findProgram } from "../sandbox/program.ts";
import { firstProcess } from "../sandbox/status.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { privileged } from "../sandbox/users.ts";
import { closedView, type FileView } from "./closed-view.ts";
import { ownerVariable, ownerMark } from "./owner.ts";

/** A process of ours in a namespace with a network of its own and no way out. */
export interface CellProcess {
  /** On this side: the namespace's outermost process. */
  readonly pid: number;
  /** Plain JSON. Does nothing when the process has ended. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Resolves when every process in the namespace has ended. */
  readonly exited: Promise<Ended>;
  /** The last of what it printed, at most 16 kB. */
  readonly stderrTail: () => string;
  /** Ends every process in the namespace at once. Resolves when all are gone. */
  close(): Promise<void>;
}

/** What of our own environment a cell gets: nothing that could hold a secret. */
const passedOn = ["LANG", "LC_ALL", "TZ", "TMPDIR"];

const tailLength = 16 * 1024;

/**
 * Runs a TypeScript program of ours in new network, pid and ipc namespaces, with a message channel to it.
 * Only `lo` is there, and it is up. When we end, however we end, everything in there ends.
 * @param options.entry the program's file
 * @param options.scratch folders in memory laid over these paths, each with a size limit in bytes; the paths must exist
 * @param options.files what it sees as root, besides the system's programs and ours. Not as root, it sees what we see
 * @param options.environment added to the few harmless variables that are passed on
 * @throws AssayError `sandbox-missing`
 */
export function enterNamespace(options: {
  entry: string;
  arguments: string[];
  scratch: { at: string; bytes: number }[];
  files?: FileView;
  environment?: Record<string, string>;
}): CellProcess {
  const { runtime } = nodeToolchain();
  const { entry, scratch, files } = options;
  return startInBubblewrap(
    [
      ...["--unshare-net", "--unshare-pid", "--unshare-ipc"],
      ...(privileged ? [] : ["--unshare-user"]),
      ...(privileged ? rootsView(files) : ["--dev-bind", "/", "/"]),
      ...["--proc", "/proc"],
      ...scratch.flatMap(({ at, bytes }) => ["--size", String(bytes), "--tmpfs", at]),
    ],
    withPlainProc([runtime, entry, ...options.arguments]),
    {
      PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
      [ownerVariable]: ownerMark(),
      ...options.environment,
    },
  );
}

/**
 * Runs a program of ours with these options of bubblewrap, a pid namespace among them, and a message channel to it.
 * When we end, however we end, everything in there ends.
 * @param environment added to the few harmless variables that are passed on
 * @param more.enter wraps the whole command, to put it under limits
 * @param more.systemCalls a filter in the form that `--seccomp 5` takes, which the options then name
 * @throws AssayError `sandbox-missing`
 */
export function startInBubblewrap(
  options: readonly string[],
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  more: { readonly enter?: (argv: readonly string[]) => readonly string[]; readonly systemCalls?: Buffer } = {},
): CellProcess {
  const bubblewrap = findProgram("bwrap");
  if (!isAbsolute(bubblewrap)) throw new AssayError("sandbox-missing");
  const command = [bubblewrap, "--die-with-parent", "--json-status-fd", "4", ...options, "--", ...argv];
  const [program = "", ...rest] = more.enter?.(command) ?? command;
  const child = spawn(program, rest, {
    env: { ...harmless(), ...environment },
    stdio: withoutInherited(["ignore", "pipe", "pipe", "ipc", "pipe", "pipe"]),
  });
  const first = firstProcess(child.stdio[4] as Readable);
  const [, , , , , systemCallsPipe] = child.stdio as readonly unknown[];
  const systemCalls = systemCallsPipe as Writable;
  systemCalls.on("error", () => undefined); // It ended before it had read all; its exit tells.
  systemCalls.end(more.systemCalls ?? "");
  const exit = new Promise<Ended>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: 127, signal: null }));
  });
  let tail = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (part: string) => (tail = (tail + part).slice(-tailLength)));
  }
  child.on("error", (error) => (tail += `${error.message}\n`));
  const exited = exit.then(async ({ code, signal }) => {
    await first.gone();
    return decodeExit(code, signal);
  });
  return {
    pid: child.pid ?? -1,
    send(message) {
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage(listener) {
      child.on("message", listener);
    },
    exited,
    stderrTail: () => tail,
    async close() {
      const pid = await Promise.race([first.pid, exit.then(() => undefined)]);
      try {
        if (pid !== undefined) process.kill(pid, "SIGKILL");
      } catch {
        // It has just ended by itself.
      }
      await exited;
    },
  };
}

/** Where podman expects folders to be, and control groups, which an agent makes for what it runs. */
function rootsView({ readOnly, writable }: FileView = { readOnly: [], writable: [] }): readonly string[] {
  return [
    ...closedView({ readOnly: [...readOnly, "/etc/containers"], writable }),
    ...["--dev-bind", "/dev", "/dev", "--dev-bind", "/sys", "/sys", "--dir", "/run", "--dir", "/var/lib"],
    ...["--perms", "1777", "--dir", "/var/tmp"],
  ];
}

function harmless(): Record<string, string> {
  return Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/**
 * bubblewrap covers parts of the `/proc` it makes, and then the kernel refuses a `/proc` of its own to the sandbox inside.
 * As root we lay a plain one over it; as another user the kernel takes the host's as the measure, and it works as it is.
 */
function withPlainProc(argv: string[]): string[] {
  return privileged ? [findProgram("sh"), "-c", 'mount -t proc proc /proc && exec "$@"', "sh", ...argv] : argv;
}
