import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxDriver, SandboxedCommand, SandboxedProcess } from "./driver.ts";
import { withoutInherited } from "./descriptors.ts";
import { decodeExit } from "./exit.ts";
import { openOutput } from "./output.ts";
import { killTree } from "./tree.ts";

/** Names a run in the environment of all its processes, by which those that left its process group are found. */
const marker = "ASSAY_RUN";

/** What runs unprotected, by its process number: no namespace ends it when we end. */
const running = new Map<number, string>();

process.on("exit", () => {
  for (const [pid, mark] of running) for (let tries = 0; tries < 20 && killTree(pid, mark) > 0; tries++);
});

/**
 * No sandbox: the command runs in its own folder, as us, and sees everything that we see. Only for code that is the person's own.
 * Views are not mounted: wherever the command names one by its path inside, the folder it stands for is put in its place.
 */
export function noSandbox(): SandboxDriver {
  return { name: "none", run };
}

function run(command: SandboxedCommand): SandboxedProcess {
  const onHost = hostPaths(command);
  const mark = `${marker}=${randomUUID()}`;
  const translated = command.argv.map(onHost);
  const plain = command.limits?.enterInside?.(translated) ?? translated;
  const [program = "", ...rest] = command.limits ? command.limits.enter(plain) : plain;
  const output = openOutput();
  const child = spawn(program, rest, {
    cwd: onHost(command.workingDirectory),
    env: {
      ...Object.fromEntries(Object.entries(command.environment).map(([name, value]) => [name, onHost(value)])),
      [marker]: mark.slice(marker.length + 1),
    },
    detached: true,
    stdio: withoutInherited(["ignore", ...output.descriptors]),
  });
  output.handedOver();
  const pid = child.pid ?? -1;
  if (pid > 0) running.set(pid, mark);
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: 127, signal: null }));
  }).then(async ({ code, signal }) => {
    await killAll(pid, mark);
    running.delete(pid);
    return decodeExit(code, signal);
  });
  return {
    pid,
    stdout: output.stdout,
    stderr: output.stderr,
    exited,
    async kill() {
      await killAll(pid, mark);
      await exited;
    },
  };
}

/** A process may fork while we look, so we look again until none is left. */
async function killAll(pid: number, mark: string): Promise<void> {
  for (let tries = 0; pid > 0 && tries < 200 && killTree(pid, mark) > 0; tries++) await sleep(5);
}

/** Replaces paths inside by the folders on the host that they stand for, also in lists like PATH. */
function hostPaths(command: SandboxedCommand): (text: string) => string {
  const views = [...command.readOnly, ...command.writable].sort((one, other) => other.to.length - one.to.length);
  const one = (path: string): string => {
    const view = views.find(({ to }) => path === to || path.startsWith(`${to}/`));
    return view === undefined ? path : view.from + path.slice(view.to.length);
  };
  return (text) => text.split(":").map(one).join(":");
}
