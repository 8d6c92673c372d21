import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** The first process of a sandbox's pid namespace, as bubblewrap's `--json-status-fd` tells it. */
export interface FirstProcess {
  /** Undefined when bubblewrap ended before it made one. */
  readonly pid: Promise<number | undefined>;
  /** Resolves when it, and with it every process of its namespace, has ended. */
  gone(): Promise<void>;
}

/** Reads the status that bubblewrap writes. Only its first line counts. */
export function firstProcess(status: Readable): FirstProcess {
  const pid = new Promise<number | undefined>((resolve) => {
    let text = "";
    status.setEncoding("utf8");
    status.on("data", (part: string) => {
      if (text.includes("\n")) return;
      text += part;
      const found = /^\s*\{\s*"child-pid":\s*(\d+)/.exec(text);
      if (found) resolve(Number(found[1]));
    });
    status.on("error", () => resolve(undefined));
    status.on("close", () => resolve(undefined));
  });
  return {
    pid,
    async gone() {
      const first = await pid;
      // The kernel lets a namespace's first process become a zombie only when all others have ended.
      while (first !== undefined && isRunning(first)) await sleep(5);
    },
  };
}

/** False for one that has ended and only waits to be collected. */
export function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
  } catch {
    return false;
  }
}
