import { readdirSync, readFileSync, rmdirSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findProgram } from "../sandbox/program.ts";

/** Where the machine's control groups are. */
export interface CgroupMounts {
  /** Version 1: controller to the folder it is mounted at. */
  readonly v1: Readonly<Record<string, string>>;
  /** Version 2: the folder it is mounted at. */
  readonly v2?: string;
  /** Version 2: this process's own group, as a folder. */
  readonly own?: string;
}

/** Reads the mounts of this process, or those in the texts of `/proc/self/mountinfo` and `/proc/self/cgroup` that are given. */
export function readCgroupMounts(
  mountinfo: string = readFileSync("/proc/self/mountinfo", "utf8"),
  membership: string = readFileSync("/proc/self/cgroup", "utf8"),
): CgroupMounts {
  const v1: Record<string, string> = {};
  let v2: string | undefined;
  let own: string | undefined;
  for (const line of mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const [, , , root = "/", at = ""] = before.split(" ");
    const [type, , options = ""] = after.split(" ");
    if (type === "cgroup") for (const option of options.split(",")) v1[option] = at;
    if (type === "cgroup2") {
      const path = /^0::(.*)$/m.exec(membership)?.[1] ?? "/";
      v2 = at;
      own = join(at, root !== "/" && path.startsWith(root) ? path.slice(root.length) : path);
    }
  }
  return { v1, ...(v2 === undefined ? {} : { v2 }), ...(own === undefined ? {} : { own }) };
}

/** Puts the process into the groups, then becomes the command: one process, no gap in which anything else runs. */
export function enterGroups(folders: readonly string[], argv: readonly string[]): readonly string[] {
  const script = `while [ "$1" != -- ]; do echo 0 > "$1/cgroup.procs" || exit 126; shift; done; shift; exec "$@"`;
  return [findProgram("sh"), "-c", script, "sh", ...folders, "--", ...argv];
}

export function write(folder: string, file: string, value: string | number): void {
  writeFileSync(join(folder, file), `${value}\n`);
}

export function writeIfThere(folder: string, file: string, value: string | number): void {
  if (existsSync(join(folder, file))) write(folder, file, value);
}

export function readNumber(folder: string, file: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, file), "utf8"));
  } catch {
    return undefined;
  }
}

/** A value of a file with one `key value` a line. */
export function readKey(folder: string, file: string, key: string): number | undefined {
  try {
    const found = new RegExp(`^${key} (\\d+)$`, "m").exec(readFileSync(join(folder, file), "utf8"));
    return found ? Number(found[1]) : undefined;
  } catch {
    return undefined;
  }
}

export function listGroups(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** Ends what runs in the group and removes it. A group that is not there is fine. */
export async function removeGroup(folder: string): Promise<void> {
  for (let tries = 0; existsSync(folder); tries++) {
    killMembers(folder);
    try {
      rmdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      if (tries >= 200) throw error;
      await sleep(10);
    }
  }
}

function killMembers(folder: string): void {
  let members: string[];
  try {
    members = readFileSync(join(folder, "cgroup.procs"), "utf8").split("\n");
  } catch {
    return;
  }
  for (const pid of members.map(Number).filter((number) => number > 0 && number !== process.pid)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has just ended.
    }
  }
}
