import { readdirSync, readFileSync } from "node:fs";

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/**
 * Kills a process, its descendants, its process group and session, and every process whose environment holds `mark`.
 * @returns how many were still alive
 */
export function killTree(root: number, mark: string): number {
  const running = processes();
  const doomed = new Set(
    running
      .filter(({ pid, group, session }) => group === root || session === root || isMarked(pid, mark))
      .map((seen) => seen.pid),
  );
  doomed.add(root);
  for (let before = -1; before !== doomed.size;) {
    before = doomed.size;
    for (const { pid, parent } of running) if (doomed.has(parent)) doomed.add(pid);
  }
  return [...doomed].filter((pid) => pid !== process.pid && kill(pid)).length;
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

/** Those that have ended and only wait to be collected are left out. */
function processes(): Seen[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state, parent, group, session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        if (state === "Z" || state === "X") return [];
        return [{ pid: Number(name), parent: Number(parent), group: Number(group), session: Number(session) }];
      } catch {
        return [];
      }
    });
}

function isMarked(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(mark);
  } catch {
    return false;
  }
}
