import { readFileSync, readlinkSync } from "node:fs";

/** The variable by which processes in a cell know the coordinator: its process number means nothing in their namespace. */
export const ownerVariable = "ASSAY_OWNER";

/** Names this coordinator so that nobody can be taken for it later: pid namespace, process number, and when it started. */
export function ownerMark(): string {
  return process.env[ownerVariable] ?? `${pidNamespace()}-${process.pid}-${startOf(process.pid)}`;
}

/** True when the coordinator of this mark was of our pid namespace and has ended. Of others we cannot know. */
export function ownerIsDead(mark: string): boolean {
  const [, pid, start] = mark.split("-").map(Number);
  return !ownerIsElsewhere(mark) && startOf(pid ?? -1) !== start;
}

/** True when this mark names no coordinator of our pid namespace: we cannot see whether it has ended. */
export function ownerIsElsewhere(mark: string): boolean {
  return Number(mark.split("-")[0]) !== pidNamespace();
}

function pidNamespace(): number {
  return Number(/\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0]);
}

/** Clock ticks since boot. */
function startOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  } catch {
    return undefined;
  }
}
