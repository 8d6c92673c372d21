import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ControlGroups, LimitValues } from "./limits.ts";
import {
  enterGroups,
  listGroups,
  readKey,
  readNumber,
  removeGroup,
  write,
  writeIfThere,
  type CgroupMounts,
} from "./limits-cgroup.ts";

const controllers = ["memory", "pids", "cpu"];
const periodMicroseconds = 100_000;

/**
 * Control groups of version 2. Groups are made below the nearest group around our own that may hand the controllers on:
 * the root of the tree when we are root, or what systemd delegated to the user. Undefined when there is none.
 */
export function cgroupV2({ v2, own }: CgroupMounts): ControlGroups | undefined {
  if (v2 === undefined || own === undefined) return undefined;
  const parent = groupsAround(own, v2).find(handsOn);
  if (parent === undefined) return undefined;
  return {
    async create(name: string, limits: LimitValues) {
      const folder = join(parent, name);
      mkdirSync(folder, { recursive: true });
      write(folder, "memory.max", limits.memoryBytes);
      writeIfThere(folder, "memory.swap.max", 0);
      write(folder, "pids.max", limits.processes);
      write(folder, "cpu.max", `${Math.round(limits.cpus * periodMicroseconds)} ${periodMicroseconds}`);
      return {
        kind: "cgroup-v2",
        enter: (argv) => enterGroups([folder], argv),
        enterInside: (argv) => argv,
        async usage() {
          const throttled = readKey(folder, "cpu.stat", "throttled_usec");
          const peak = readNumber(folder, "memory.peak");
          return {
            memoryBytes: readNumber(folder, "memory.current") ?? 0,
            ...(peak === undefined ? {} : { peakMemoryBytes: peak }),
            outOfMemoryKills: readKey(folder, "memory.events", "oom_kill") ?? 0,
            ...(throttled === undefined ? {} : { throttledMs: throttled / 1e3 }),
            processes: readNumber(folder, "pids.current") ?? 0,
          };
        },
        remove: () => removeGroup(folder),
      };
    },
    list: () => listGroups(parent),
    remove: (name) => removeGroup(join(parent, name)),
  };
}

/** Our own group first, the root last. */
function groupsAround(own: string, root: string): string[] {
  if (own === root || own === "/" || !own.startsWith(root)) return [root];
  return [own, ...groupsAround(dirname(own), root)];
}

/**
 * Whether we may make groups below this one and move our processes there, and these have the controllers or get them when asked.
 * A group with processes of its own cannot hand controllers on.
 */
function handsOn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    accessSync(join(folder, "cgroup.procs"), constants.W_OK);
    const words = (file: string): string[] => readFileSync(join(folder, file), "utf8").trim().split(/\s+/);
    if (!controllers.every((name) => words("cgroup.controllers").includes(name))) return false;
    const missing = controllers.filter((name) => !words("cgroup.subtree_control").includes(name));
    if (missing.length > 0) {
      writeFileSync(join(folder, "cgroup.subtree_control"), missing.map((name) => `+${name}`).join(" "));
    }
    return true;
  } catch {
    return false;
  }
}
