import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
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

const periodMicroseconds = 100_000;

/** Control groups of version 1: one tree for each controller. Undefined unless memory, pids and cpu are there and writable. */
export function cgroupV1({ v1 }: CgroupMounts): ControlGroups | undefined {
  const { memory, pids, cpu } = v1;
  if (!memory || !pids || !cpu || ![memory, pids, cpu].every(isWritable)) return undefined;
  const trees = [...new Set([memory, pids, cpu])];
  return {
    async create(name: string, limits: LimitValues) {
      const folder = { memory: join(memory, name), pids: join(pids, name), cpu: join(cpu, name) };
      for (const tree of trees) mkdirSync(join(tree, name), { recursive: true });
      write(folder.memory, "memory.limit_in_bytes", limits.memoryBytes);
      writeIfThere(folder.memory, "memory.memsw.limit_in_bytes", limits.memoryBytes);
      write(folder.pids, "pids.max", limits.processes);
      write(folder.cpu, "cpu.cfs_period_us", periodMicroseconds);
      write(folder.cpu, "cpu.cfs_quota_us", Math.round(limits.cpus * periodMicroseconds));
      const all = trees.map((tree) => join(tree, name));
      return {
        kind: "cgroup-v1",
        enter: (argv) => enterGroups(all, argv),
        enterInside: (argv) => argv,
        async usage() {
          const throttled = readKey(folder.cpu, "cpu.stat", "throttled_time");
          const peak = readNumber(folder.memory, "memory.max_usage_in_bytes");
          return {
            memoryBytes: readNumber(folder.memory, "memory.usage_in_bytes") ?? 0,
            ...(peak === undefined ? {} : { peakMemoryBytes: peak }),
            outOfMemoryKills: readKey(folder.memory, "memory.oom_control", "oom_kill") ?? 0,
            ...(throttled === undefined ? {} : { throttledMs: throttled / 1e6 }),
            processes: readNumber(folder.pids, "pids.current") ?? 0,
          };
        },
        remove: () => remove(name),
      };
    },
    list: () => [...new Set(trees.flatMap(listGroups))],
    remove,
  };

  async function remove(name: string): Promise<void> {
    for (const tree of trees) await removeGroup(join(tree, name));
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
