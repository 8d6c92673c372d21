import { chownSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { createLimits } from "../../../src/cell/limits.ts";
import { sandboxDriver } from "../../../src/sandbox/choose.ts";
import { nodeToolchain } from "../../../src/sandbox/toolchain.ts";
import { users } from "../../../src/sandbox/users.ts";
import { ample, type Job, type JobReport } from "./job.ts";

/** Stands for a tap: the one port that a submission is meant to find. */
createServer((socket) => socket.end()).listen(5432, "127.0.0.1");

const interpreters: Record<string, string> = { mjs: "node", py: "python3", sh: "sh" };

process.on("message", (job: Job) => {
  void run(job).then(
    (report) => process.send!({ report }),
    (error: unknown) => process.send!({ error: String(error instanceof Error ? error.stack : error) }),
  );
});
process.send!({ ready: true });

async function run(job: Job): Promise<JobReport> {
  const toolchain = nodeToolchain();
  const limits = await createLimits(`job-${job.program}`, job.limits ?? ample);
  if (job.writable !== undefined) {
    mkdirSync(job.writable, { recursive: true });
    if (users.submission !== undefined) chownSync(job.writable, users.submission, users.submission);
  }
  const interpreter = interpreters[job.program.split(".").at(-1)!]!;
  const startedAt = performance.now();
  const before = process.memoryUsage().rss;
  const running = sandboxDriver(job.sandbox ?? "bubblewrap").run({
    argv: [interpreter, `/hostile/${job.program}`, ...(job.arguments ?? [])],
    environment: { PATH: toolchain.path, HOME: "/tmp", ...job.environment },
    workingDirectory: "/tmp",
    readOnly: [
      ...toolchain.views,
      { from: fileURLToPath(new URL("../programs", import.meta.url)), to: "/hostile" },
      ...(job.show === undefined ? [] : [{ from: job.show, to: "/shown" }]),
    ],
    writable: job.writable === undefined ? [] : [{ from: job.writable, to: "/data" }],
    scratch: [{ at: "/tmp", bytes: job.scratchBytes ?? 16 * 1024 * 1024 }],
    limits,
  });
  let output = "";
  let outputBytes = 0;
  if (job.readAfterMs !== undefined) await sleep(job.readAfterMs);
  const agentGrewBytes = process.memoryUsage().rss - before;
  for (const stream of [running.stdout, running.stderr]) {
    stream.on("data", (part: Buffer) => {
      outputBytes += part.length;
      if (output.length < 65_536) output += part.toString();
    });
  }
  let usage = await limits.usage();
  let killMs: number | undefined;
  if (job.killAfterMs !== undefined) {
    await sleep(job.killAfterMs);
    usage = await limits.usage();
    const killedAt = performance.now();
    await running.kill();
    killMs = performance.now() - killedAt;
  }
  const exit = await running.exited;
  const left = strangers();
  await sleep(20); // What it printed last may still be on its way.
  if (job.killAfterMs === undefined) usage = await limits.usage();
  await limits.remove();
  return {
    exit,
    output,
    outputBytes,
    tookMs: performance.now() - startedAt,
    ...(killMs === undefined ? {} : { killMs }),
    usage,
    kind: limits.kind,
    agentGrewBytes,
    left,
  };
}

/** Command lines of all processes in the cell but the agent and what it is run by. */
function strangers(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && ![1, process.pid, process.ppid].includes(Number(name)))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        return stat.includes(") Z ")
          ? []
          : [`${name} ${readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ")}`];
      } catch {
        return [];
      }
    });
}
