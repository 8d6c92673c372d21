import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { approximateLimits } from "../../src/cell/limits-approximate.ts";
import { readCgroupMounts } from "../../src/cell/limits-cgroup.ts";
import { cgroupV1 } from "../../src/cell/limits-cgroup-v1.ts";
import { cgroupV2 } from "../../src/cell/limits-cgroup-v2.ts";
import { controlGroups, createLimits, removeLimits } from "../../src/cell/limits.ts";
import { ownerIsDead, ownerMark } from "../../src/cell/owner.ts";
import { privileged } from "../../src/sandbox/users.ts";

const mebibyte = 1024 * 1024;
const values = { memoryBytes: 64 * mebibyte, cpus: 0.5, processes: 16 };

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "assay-cgroups-"));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function fill(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

const read = (...path: string[]): string => readFileSync(join(root, ...path), "utf8").trim();

describe("control groups of version 2, in a folder that stands for the kernel's", () => {
  const all = "cpuset cpu io memory pids\n";

  it("are made below the nearest group around our own that hands the controllers on", async () => {
    fill(root, { "cgroup.controllers": all, "cgroup.subtree_control": all, "cgroup.procs": "" });
    fill(join(root, "user"), { "cgroup.controllers": all, "cgroup.subtree_control": "pids\n", "cgroup.procs": "" });
    fill(join(root, "user/scope"), {
      "cgroup.controllers": "pids\n",
      "cgroup.subtree_control": "",
      "cgroup.procs": "",
    });
    const groups = cgroupV2({ v1: {}, v2: root, own: join(root, "user/scope") });
    const limits = await groups!.create("assay-test", values);
    expect(limits.kind).toBe("cgroup-v2");
    // Controllers that were missing were asked for.
    expect(read("user", "cgroup.subtree_control")).toBe("+memory +cpu");
    expect(read("user/assay-test/memory.max")).toBe(String(values.memoryBytes));
    expect(read("user/assay-test/pids.max")).toBe("16");
    expect(read("user/assay-test/cpu.max")).toBe("50000 100000");
    expect(groups!.list()).toContain("assay-test");
  });

  it("tell memory, its peak, kills, throttling and processes", async () => {
    fill(root, { "cgroup.controllers": all, "cgroup.subtree_control": all, "cgroup.procs": "" });
    const limits = await cgroupV2({ v1: {}, v2: root, own: root })!.create("assay-test", values);
    fill(join(root, "assay-test"), {
      "memory.current": "1000\n",
      "memory.peak": "2000\n",
      "memory.events": "low 0\nhigh 0\nmax 9\noom 4\noom_kill 3\noom_group_kill 0\n",
      "cpu.stat": "usage_usec 5000\nnr_periods 4\nnr_throttled 2\nthrottled_usec 2500\n",
      "pids.current": "5\n",
    });
    expect(await limits.usage()).toEqual({
      memoryBytes: 1000,
      peakMemoryBytes: 2000,
      outOfMemoryKills: 3,
      throttledMs: 2.5,
      processes: 5,
    });
  });

  it("put a process into the group before the command begins", async () => {
    fill(root, { "cgroup.controllers": all, "cgroup.subtree_control": all, "cgroup.procs": "" });
    const limits = await cgroupV2({ v1: {}, v2: root, own: root })!.create("assay-test", values);
    const [program, ...rest] = limits.enter(["cat", join(root, "assay-test", "cgroup.procs")]);
    expect(spawnSync(program!, rest, { encoding: "utf8" }).stdout).toBe("0\n");
  });

  it("are not used where a controller is missing, and a command does not run when it cannot enter", async () => {
    fill(root, { "cgroup.controllers": "memory pids\n", "cgroup.subtree_control": "", "cgroup.procs": "" });
    expect(cgroupV2({ v1: {}, v2: root, own: root })).toBeUndefined();
    fill(root, { "cgroup.controllers": all, "cgroup.subtree_control": all });
    const limits = await cgroupV2({ v1: {}, v2: root, own: root })!.create("assay-test", values);
    rmSync(join(root, "assay-test"), { recursive: true });
    const [program, ...rest] = limits.enter(["echo", "ran"]);
    const { status, stdout } = spawnSync(program!, rest, { encoding: "utf8" });
    expect([status, stdout]).toEqual([126, ""]);
  });

  it.skipIf(process.getuid?.() === 0)("are not used in a group that is another user's", () => {
    fill(root, { "cgroup.controllers": all, "cgroup.subtree_control": all, "cgroup.procs": "" });
    chmodSync(join(root, "cgroup.procs"), 0o444);
    expect(cgroupV2({ v1: {}, v2: root, own: root })).toBeUndefined();
  });
});

describe("the machine's control groups", () => {
  it("are found where they are mounted, also inside of a container", () => {
    const mountinfo = [
      "25 20 0:22 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory",
      "26 20 0:23 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct",
      "27 20 0:24 /docker/abc /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate",
      "28 20 8:1 / / rw - ext4 /dev/sda1 rw",
    ].join("\n");
    expect(readCgroupMounts(mountinfo, "4:memory:/docker/abc\n0::/docker/abc/inner\n")).toEqual({
      v1: {
        rw: "/sys/fs/cgroup/cpu,cpuacct",
        memory: "/sys/fs/cgroup/memory",
        cpu: "/sys/fs/cgroup/cpu,cpuacct",
        cpuacct: "/sys/fs/cgroup/cpu,cpuacct",
      },
      v2: "/sys/fs/cgroup/unified",
      own: "/sys/fs/cgroup/unified/inner",
    });
  });

  it("of version 1 are not used unless memory, processes and processor can all be limited", () => {
    expect(cgroupV1({ v1: { memory: root, pids: root } })).toBeUndefined();
    expect(cgroupV1({ v1: { memory: root, pids: root, cpu: join(root, "absent") } })).toBeUndefined();
    expect(cgroupV1({ v1: { memory: root, pids: root, cpu: root } })).toBeDefined();
  });

  it.runIf(privileged && controlGroups(readCgroupMounts()))(
    "hold back a process that wants more of the processor than it may have",
    async () => {
      const limits = await createLimits("throttle", { ...values, cpus: 0.1 });
      const [program, ...rest] = limits.enter(["timeout", "0.6", "sh", "-c", "while :; do :; done"]);
      const child = spawn(program!, rest, { stdio: "ignore" });
      await once(child, "exit");
      const { throttledMs, processes } = await limits.usage();
      await limits.remove();
      expect(throttledMs).toBeGreaterThan(50);
      expect(processes).toBe(0);
    },
  );

  it("are removed with what still runs in them, by the cell's name, and no other cell's", async () => {
    const [mine, other] = [await createLimits("cell-1-copy", values), await createLimits("cell-10-copy", values)];
    const start = (argv: readonly string[]) => spawn(argv[0]!, argv.slice(1), { stdio: "ignore" });
    const [first, second] = [start(mine.enter(["sleep", "20"])), start(other.enter(["sleep", "20"]))];
    while ((await mine.usage()).processes === 0 || (await other.usage()).processes === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (mine.kind === "approximate") await mine.remove();
    else await Promise.all([once(first, "exit"), removeLimits("cell-1")]);
    expect((await mine.usage()).processes).toBe(0);
    expect((await other.usage()).processes).toBe(1);
    await Promise.all([once(second, "exit"), other.remove()]);
  });
});

describe("approximate limits", () => {
  it("kill the largest process when all together use more memory than they may", { timeout: 10_000 }, async () => {
    const limits = approximateLimits("assay-test", { ...values, memoryBytes: 100 * mebibyte });
    const hold = (megabytes: number): string =>
      `const kept = Buffer.alloc(${megabytes} * 1048576, 1); setTimeout(() => kept, 5000)`;
    const [program, ...rest] = limits.enter([process.execPath, "-e", hold(200)]);
    const child = spawn(program!, rest, { stdio: "ignore" });
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    const usage = await limits.usage();
    await limits.remove();
    expect(signal).toBe("SIGKILL");
    expect(usage.outOfMemoryKills).toBe(1);
    expect(usage.peakMemoryBytes).toBeGreaterThan(100 * mebibyte);
  });
});

describe("a coordinator's mark", () => {
  it("is dead when its process ended, or when its number was given to another since", () => {
    const [namespace, pid, start] = ownerMark().split("-");
    expect(ownerIsDead(ownerMark())).toBe(false);
    expect(ownerIsDead(`${namespace}-${pid}-${Number(start) - 1}`)).toBe(true);
    expect(ownerIsDead(`${namespace}-4194303-1`)).toBe(true);
    // Of another container's coordinators we cannot know.
    expect(ownerIsDead(`1-4194303-1`)).toBe(false);
  });
});
