import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findProgram } from "../sandbox/program.ts";
import type { Limits, LimitValues } from "./limits.ts";

/** An engine's reserves that it does not use count here too; V8's are some hundred megabytes. */
const headroomBytes = 1024 * 1024 * 1024;

const lookEveryMs = 200;

/**
 * Limits where control groups cannot be had. Memory: we look five times a second, and when all processes together use more
 * than they may, the largest is killed, as the kernel would; a limit on each process catches what is faster. Processes are
 * counted for the sandbox's user. Time is not limited. A result that was made under them says so.
 */
export function approximateLimits(name: string, limits: LimitValues): Limits {
  // Its name says whose it is: with the control groups that are left, its like are removed.
  const folder = join(tmpdir(), `${name}-${randomUUID()}`);
  mkdirSync(folder, { mode: 0o700 });
  const entered = join(folder, "entered");
  // Data, not address space: engines like V8 reserve far more addresses than they ever use.
  const perProcess = { dataBytes: limits.memoryBytes + headroomBytes, processes: limits.processes };
  let peak = 0;
  const outOfMemoryKilled = new Set<number>();
  const watch = setInterval(() => {
    const running = descendants(entered).sort((one, other) => other.ownBytes - one.ownBytes);
    const memoryBytes = running.reduce((sum, { ownBytes }) => sum + ownBytes, 0);
    peak = Math.max(peak, memoryBytes);
    if (running[0] === undefined || memoryBytes <= limits.memoryBytes) return;
    kill(running[0].pid);
    // On a busy machine it may still be there when we look again.
    outOfMemoryKilled.add(running[0].pid);
  }, lookEveryMs);
  watch.unref();
  return {
    kind: "approximate",
    enter: (argv) => [findProgram("sh"), "-c", 'echo $$ >> "$1"; shift; exec "$@"', "sh", entered, ...argv],
    enterInside: (argv) => [
      findProgram("prlimit"),
      `--data=${perProcess.dataBytes}`,
      `--nproc=${perProcess.processes}`,
      "--",
      ...argv,
    ],
    perProcess,
    async usage() {
      const running = descendants(entered);
      const memoryBytes = running.reduce((sum, { ownBytes }) => sum + ownBytes, 0);
      peak = Math.max(peak, memoryBytes);
      return {
        memoryBytes,
        peakMemoryBytes: peak,
        outOfMemoryKills: outOfMemoryKilled.size,
        processes: running.reduce((sum, { threads }) => sum + threads, 0),
      };
    },
    async remove() {
      clearInterval(watch);
      for (let tries = 0; tries < 200; tries++) {
        const running = descendants(entered);
        if (running.length === 0) break;
        for (const { pid } of running) kill(pid);
        await sleep(10);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Removes the notes of limits whose owner could not do it. */
export function removeNotes(matches: (name: string) => boolean): void {
  for (const name of readdirSync(tmpdir()).filter(matches)) {
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly threads: number;
  /** Resident, without files that others share with it. */
  readonly ownBytes: number;
}

/** The processes that entered, and all that came from them. */
function descendants(entered: string): Running[] {
  const family = new Set(readLines(entered).map(Number));
  const running = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStatus(Number(name)));
  for (let before = -1; before !== family.size;) {
    before = family.size;
    for (const { pid, parent } of running) if (family.has(parent)) family.add(pid);
  }
  return running.filter(({ pid }) => family.has(pid));
}

function readStatus(pid: number): Running[] {
  const status = readLines(`/proc/${pid}/status`).join("\n");
  const value = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  if (status === "" || /^State:\s+[ZX]/m.test(status)) return [];
  return [
    { pid, parent: value("PPid"), threads: value("Threads"), ownBytes: (value("RssAnon") + value("RssShmem")) * 1024 },
  ];
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has just ended.
  }
}
