import { approximateLimits, removeNotes } from "./limits-approximate.ts";
import { cgroupV1 } from "./limits-cgroup-v1.ts";
import { cgroupV2 } from "./limits-cgroup-v2.ts";
import { readCgroupMounts, type CgroupMounts } from "./limits-cgroup.ts";
import { ownerIsDead, ownerMark, ownerVariable } from "./owner.ts";

export interface LimitValues {
  /** Of all processes together, files in memory included. */
  readonly memoryBytes: number;
  /** Cores' worth of time. */
  readonly cpus: number;
  /** Processes and threads. */
  readonly processes: number;
}

export interface LimitsUsage {
  readonly memoryBytes: number;
  readonly peakMemoryBytes?: number;
  readonly outOfMemoryKills: number;
  /** How long processes that wanted to run were made to wait. */
  readonly throttledMs?: number;
  /** Processes and threads now. */
  readonly processes: number;
}

/** What a group of processes may use together. */
export interface Limits {
  readonly kind: "cgroup-v1" | "cgroup-v2" | "approximate";
  /** The command, wrapped so that it puts itself under the limits before anything else runs. The wrapper needs our own rights. */
  enter(argv: readonly string[]): readonly string[];
  /** The command, wrapped for the inside of a sandbox, where limits exist that only count there. Unchanged for control groups. */
  enterInside(argv: readonly string[]): readonly string[];
  /** The same that `enterInside` sets, for a sandbox that sets it itself. */
  readonly perProcess?: { readonly dataBytes: number; readonly processes: number };
  usage(): Promise<LimitsUsage>;
  /** Ends what still runs under them and removes them. */
  remove(): Promise<void>;
}

/** One way of limiting, where the machine offers it. */
export interface ControlGroups {
  create(name: string, limits: LimitValues): Promise<Limits>;
  /** Names of the groups that are there. */
  list(): readonly string[];
  remove(name: string): Promise<void>;
}

const prefix = "assay";

/** Control groups where we may make them (version 2, else version 1); else limits for each process, which are approximate. */
export async function createLimits(name: string, limits: LimitValues): Promise<Limits> {
  const groups = controlGroups(readCgroupMounts());
  const group = groupOf(name);
  try {
    return (await groups?.create(group, limits)) ?? approximateLimits(group, limits);
  } catch {
    // What is writable may still refuse, a container's tree for one. The kind of the limits tells.
    await groups?.remove(group);
    return approximateLimits(group, limits);
  }
}

/** Removes what a killed coordinator left of its limits, and ends what runs under them. */
export async function sweepLimits(): Promise<void> {
  if (process.env[ownerVariable] !== undefined) return; // In a cell every owner looks dead.
  await removeWhere((group) => {
    const mark = new RegExp(`^${prefix}-(\\d+-\\d+-\\d+)-`).exec(group)?.[1];
    return mark !== undefined && ownerIsDead(mark);
  });
}

/** Removes this coordinator's limits of this name and of names that go on from it with a hyphen, after their cell was ended from outside. */
export async function removeLimits(name: string): Promise<void> {
  const own = groupOf(name);
  await removeWhere((group) => group === own || group.startsWith(`${own}-`));
}

async function removeWhere(matches: (group: string) => boolean): Promise<void> {
  const groups = controlGroups(readCgroupMounts());
  removeNotes(matches);
  for (const group of groups?.list().filter(matches) ?? []) await groups?.remove(group);
}

function groupOf(name: string): string {
  return `${prefix}-${ownerMark()}-${name.replaceAll(/[^\w.-]+/g, "_")}`;
}

/** Undefined when this process may make none. */
export function controlGroups(mounts: CgroupMounts): ControlGroups | undefined {
  return cgroupV2(mounts) ?? cgroupV1(mounts);
}
