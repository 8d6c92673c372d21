import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeTemporaryFolderNow, removeTemporaryFolder, removeTemporaryFolderNow } from "../cell/temporary-folder.ts";
import { AssayError } from "../errors/assay-error.ts";
import { withoutInherited } from "./descriptors.ts";
import type { SandboxDriver, SandboxedCommand, SandboxedProcess } from "./driver.ts";
import { decodeExit } from "./exit.ts";
import { ociConfiguration } from "./oci-configuration.ts";
import { openOutput } from "./output.ts";
import { findProgram, isExecutable } from "./program.ts";
import { isRunning } from "./status.ts";
import { systemView } from "./system-view.ts";

/** What podman starts containers with. runc, docker's own, wants a root in every container, if only by name. */
export const ociRuntime = "crun";

/**
 * Closes a command in as podman and docker do, with the container runtime below them. It is called directly, since
 * so the container is a child of ours: it stays in the cell's network, below our limits, and ends when we end, and nobody
 * with more rights than the submission's user takes part.
 * @param options.user numeric user and group to run as; only when we are root
 */
export function oci(options: { user?: number }): SandboxDriver {
  return { name: "oci", run: (command) => run(command, options.user) };
}

/** @throws AssayError `container-runtime-missing` */
export function assertContainerRuntime(): void {
  if (!isExecutable(findProgram(ociRuntime))) throw new AssayError("container-runtime-missing");
}

function run(command: SandboxedCommand, user: number | undefined): SandboxedProcess {
  const owner = { uid: user ?? process.getuid?.() ?? 0, gid: user ?? process.getgid?.() ?? 0 };
  const folder = makeTemporaryFolderNow("oci-");
  const pidFile = join(folder, "pid");
  let child: ReturnType<typeof spawn>;
  const output = openOutput();
  try {
    makeBundle(folder, command, owner);
    const runtime = [
      // What it says of itself is told from the submission's words by its form.
      ...[findProgram("sh"), "-c", '"$@"; code=$?; cat "$0" >&2; exit $code', join(folder, "state/log")],
      ...[findProgram(ociRuntime), "--cgroup-manager=disabled", `--root=${join(folder, "state")}`],
      ...[`--log=${join(folder, "state/log")}`, "--log-format=json", "run"],
      ...[`--bundle=${folder}`, `--pid-file=${pidFile}`, `assay-${randomUUID()}`],
    ];
    const started = withPlainControlGroups(runtime, user);
    const [program = "", ...rest] = command.limits ? command.limits.enter(started) : started;
    child = spawn(program, rest, { env: {}, cwd: "/", stdio: withoutInherited(["ignore", ...output.descriptors]) });
  } catch (error) {
    removeTemporaryFolderNow(folder);
    throw error;
  } finally {
    output.handedOver();
  }
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: 127, signal: null }));
  });
  const exited = exit.then(async ({ code, signal }) => {
    // The runtime may have been killed alone. What it made is in a pid namespace, which ends with its first process.
    const first = readPid(pidFile);
    while (first !== undefined && isRunning(first)) await sleep(5);
    await removeTemporaryFolder(folder);
    return decodeExit(code, signal);
  });
  return {
    pid: child.pid ?? -1,
    stdout: output.stdout,
    stderr: output.stderr,
    exited,
    async kill() {
      const first = await Promise.race([untilThere(pidFile), exit.then(() => readPid(pidFile))]);
      if (first === undefined) child.kill("SIGKILL");
      else signalQuietly(first);
      await exited;
    },
  };
}

/**
 * The command, run as the submission's user. Where both versions of control groups are mounted, `crun` refuses to start,
 * though it is to leave them alone: there it is shown none.
 */
function withPlainControlGroups(runtime: readonly string[], user: number | undefined): readonly string[] {
  const asUser =
    user === undefined
      ? runtime
      : [findProgram("setpriv"), `--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--", ...runtime];
  if (!hasBothControlGroups()) return asUser;
  const own = user === undefined ? ["--user", "--map-root-user", "--mount"] : ["--mount"];
  const script = 'mount -t tmpfs none /sys/fs/cgroup && exec "$@"';
  return [findProgram("unshare"), ...own, "--", findProgram("sh"), "-c", script, "sh", ...asUser];
}

/** What the runtime is given: a folder with `config.json`, and the folder that becomes `/`. */
function makeBundle(folder: string, command: SandboxedCommand, owner: { uid: number; gid: number }): void {
  const root = command.root ?? join(folder, "root");
  // Below `--map-root-user` the user is called 0.
  const seen = hasBothControlGroups() && process.getuid?.() !== 0 ? { uid: 0, gid: 0 } : owner;
  const configuration = ociConfiguration(command, root, seen);
  const made = [folder, join(folder, "state")];
  mkdirSync(join(folder, "state"), { mode: 0o700 });
  if (command.root === undefined) {
    mkdirSync(root, { mode: 0o755 });
    made.push(root);
    for (const { at, to } of systemView().links) symlinkSync(to, join(root, at));
  }
  const file = join(folder, "config.json");
  writeFileSync(file, JSON.stringify(configuration), { mode: 0o600 });
  for (const path of [...made, file]) chownSync(path, owner.uid, owner.gid);
}

function hasBothControlGroups(): boolean {
  return existsSync("/sys/fs/cgroup/unified");
}

/** Undefined when it isn't there, two seconds long. */
async function untilThere(file: string): Promise<number | undefined> {
  for (let tries = 0; tries < 400; tries++) {
    const pid = readPid(file);
    if (pid !== undefined) return pid;
    await sleep(5, undefined, { ref: false });
  }
  return undefined;
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function signalQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
}
