import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { controlGroups } from "../../src/cell/limits.ts";
import { readCgroupMounts } from "../../src/cell/limits-cgroup.ts";

/** All that a row could leave on the machine, as texts. The namespaces around us hold nothing but what is ours. */
export interface Traces {
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  readonly temporaryFiles: readonly string[];
  readonly controlGroups: readonly string[];
}

/** What is there now. `/proc`, the mounts and `/tmp` must be those of namespaces of our own. */
export function tracesNow(): Traces {
  return {
    processes: processes(),
    mounts: readFileSync("/proc/self/mountinfo", "utf8")
      .split("\n")
      .map((line) => line.split(" ").slice(3, 5).join(" at "))
      .sort(),
    // A JVM of ours makes one folder for each user, and keeps it.
    temporaryFiles: readdirSync("/tmp")
      .filter((name) => !name.startsWith("hsperfdata_"))
      .sort(),
    controlGroups: ourControlGroups(),
  };
}

/** One sentence for each kind of thing that is there now and was not before. */
export function leftBehind(before: Traces, after: Traces): readonly string[] {
  const added = (name: keyof Traces): readonly string[] => {
    const rest = [...before[name]];
    return after[name].filter((trace) => {
      const at = rest.indexOf(trace);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  };
  return (["processes", "mounts", "temporaryFiles", "controlGroups"] as const).flatMap((name) => {
    const more = added(name);
    const shown = more.slice(0, 5).join("; ");
    return more.length === 0 ? [] : [`It left ${more.length} ${nouns[name]}: ${shown}`];
  });
}

const nouns = {
  processes: "processes",
  mounts: "mounts",
  temporaryFiles: "files in /tmp",
  controlGroups: "control groups",
} as const;

/** Number and command line of every living process in our namespace but us and the shell that we run in. */
function processes(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && ![1, process.pid].includes(Number(name)))
    .flatMap((pid) => {
      try {
        const state = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "")[0];
        if (state === "Z" || state === "X") return [];
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").slice(0, 120)}`];
      } catch {
        return [];
      }
    });
}

/** Their names say the pid namespace that they were made in. */
function ourControlGroups(): string[] {
  const namespace = /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "";
  const names = controlGroups(readCgroupMounts())?.list() ?? [];
  return names.filter((name) => name.startsWith(`assay-${namespace}-`)).sort();
}
