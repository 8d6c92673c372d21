import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxDriver, SandboxedCommand, SandboxedProcess } from "./driver.ts";
import { withoutInherited } from "./descriptors.ts";
import { decodeExit } from "./exit.ts";
import { openOutput } from "./output.ts";
import { findProgram } from "./program.ts";
import { seccompFilter } from "./seccomp.ts";
import { firstProcess } from "./status.ts";
import { insideId, refuseLinks, sharedMemoryBytes, systemView } from "./system-view.ts";

const filter = seccompFilter();

/**
 * Closes a command in with bubblewrap: user, pid, ipc, uts and mount namespaces of its own, no capability, no way to make
 * further user namespaces, and a file view that is empty but for what is listed.
 * @param options.user numeric user and group to run as; only when we are root
 */
export function bubblewrap(options: { user?: number }): SandboxDriver {
  return { name: "bubblewrap", run: (command) => run(command, options.user) };
}

function run(command: SandboxedCommand, user: number | undefined): SandboxedProcess {
  const inside = command.limits?.enterInside?.(command.argv) ?? command.argv;
  const sandboxed = [findProgram("bwrap"), "--args", "4", "--", ...inside];
  const asUser =
    user === undefined
      ? sandboxed
      : [findProgram("setpriv"), `--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--", ...sandboxed];
  const [program = "", ...rest] = command.limits ? command.limits.enter(asUser) : asUser;
  const output = openOutput();
  // The environment goes in among the options: what runs before the sandbox is closed must not obey the submission's variables.
  const child = spawn(program, rest, {
    env: {},
    cwd: "/",
    stdio: withoutInherited(["ignore", ...output.descriptors, "pipe", "pipe", "pipe"]),
  });
  output.handedOver();
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: 127, signal: null }));
  });
  const first = firstProcess(child.stdio[3] as Readable);
  // Options travel over a pipe, not on the command line, where the sandbox's first process would show them.
  const [, , , , options, systemCalls] = child.stdio as readonly unknown[];
  give(options as Writable, optionsOf(command).join("\0") + "\0");
  give(systemCalls as Writable, filter ?? "");

  const exited = exit.then(async ({ code, signal }) => {
    await first.gone();
    return decodeExit(code, signal);
  });
  return {
    pid: child.pid ?? -1,
    stdout: output.stdout,
    stderr: output.stderr,
    exited,
    async kill() {
      // The end of a pid namespace's first process is the end of every process in it.
      const pid = await Promise.race([first.pid, exit.then(() => undefined), sleep(2_000, undefined, { ref: false })]);
      if (pid !== undefined) signalQuietly(pid);
      else child.kill("SIGKILL");
      await exited;
    },
  };
}

function give(pipe: Writable, content: string | Buffer): void {
  pipe.on("error", () => undefined); // It ended before it had read all; its exit tells.
  pipe.end(content);
}

function signalQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
}

function optionsOf(command: SandboxedCommand): string[] {
  return [
    "--json-status-fd 3 --unshare-user --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try",
    `--disable-userns --die-with-parent --new-session --uid ${insideId} --gid ${insideId} --hostname app --clearenv`,
  ]
    .flatMap((words) => words.split(" "))
    .concat(filter === undefined ? [] : ["--seccomp", "5"])
    .concat(systemOptions())
    .concat(mounts(command))
    .concat(["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", command.workingDirectory])
    .concat(Object.entries(command.environment).flatMap(([name, value]) => ["--setenv", name, value]));
}

/** Outer folders first, so that none hides another that lies in it. */
function mounts({ scratch, readOnly, writable }: SandboxedCommand): string[] {
  refuseLinks([...readOnly, ...writable]);
  return [
    ...scratch.map(({ at, bytes }) => ({ to: at, words: ["--perms", "0700", "--size", String(bytes), "--tmpfs", at] })),
    ...readOnly.map(({ from, to }) => ({ to, words: ["--ro-bind", from, to] })),
    ...writable.map(({ from, to }) => ({ to, words: ["--bind", from, to] })),
  ]
    .sort((one, other) => one.to.split("/").length - other.to.split("/").length)
    .flatMap(({ words }) => words);
}

/** The system's programs and libraries, a small `/etc`, and `/proc` and `/dev` of its own. */
function systemOptions(): string[] {
  const { views, links } = systemView();
  return [
    ...views.flatMap(({ from, to }) => ["--ro-bind", from, to]),
    ...links.flatMap(({ at, to }) => ["--symlink", to, at]),
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--perms", "1777", "--size", String(sharedMemoryBytes), "--tmpfs", "/dev/shm"],
  ];
}
