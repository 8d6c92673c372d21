import { expect, it } from "vitest";
import { ample } from "./job.ts";
import { describeModes } from "./modes.ts";
import { findingsOf } from "./run-job.ts";

const megabyte = 1024 * 1024;

describeModes("a submission that eats, $mode", (run) => {
  it("memory is killed at its limit, and the kill is counted as out of memory", { timeout: 20_000 }, async () => {
    const limits = { ...ample, memoryBytes: 200 * megabyte };
    const report = await run({ program: "memory-hog.mjs", limits });
    expect(report.output).not.toContain("kept");
    expect(report.exit).toEqual({ code: null, signal: "SIGKILL" });
    expect(report.usage.outOfMemoryKills).toBeGreaterThanOrEqual(1);
    if (report.kind !== "approximate") expect(report.usage.peakMemoryBytes).toBeLessThanOrEqual(limits.memoryBytes);
  });

  it("processes gets no more than its limit, and all end at once", { timeout: 20_000 }, async () => {
    const report = await run({ program: "fork-bomb.py", limits: { ...ample, processes: 60 }, killAfterMs: 1_500 });
    expect(report.usage.processes).toBeGreaterThan(50);
    expect(report.usage.processes).toBeLessThanOrEqual(64);
    expect(report.killMs).toBeLessThan(2_000);
    expect(report.left).toEqual([]);
  });

  it("disk space gets what its folders in memory hold, and nothing anywhere else", { timeout: 20_000 }, async () => {
    const at = "/mnt";
    const report = await run({
      program: "disk-filler.mjs",
      scratchBytes: 5 * megabyte,
      cellScratch: [{ at, bytes: 8 * megabyte }],
      writable: `${at}/data`,
      arguments: ["/data"],
    });
    const { written } = findingsOf(report) as { written: Record<string, number> };
    const places = Object.fromEntries(Object.entries(written).filter(([, count]) => count > 0));
    expect(Object.keys(places).sort()).toEqual(["/data", "/dev/shm", "/tmp"]);
    expect(places["/tmp"]).toBeLessThanOrEqual(5);
    expect(places["/data"]).toBeLessThanOrEqual(8);
    expect(places["/dev/shm"]).toBeLessThanOrEqual(64);
  });

  it("our memory with an endless log waits for the reader", { timeout: 20_000 }, async () => {
    const report = await run({ program: "endless-log.mjs", readAfterMs: 700, killAfterMs: 500 });
    expect(report.outputBytes).toBeGreaterThan(megabyte);
    expect(report.agentGrewBytes).toBeLessThan(20 * megabyte);
    expect(report.exit.signal).toBe("SIGKILL");
  });
});

describeModes("a submission that will not end, $mode", (run) => {
  it("is killed though it ignores every stop signal", { timeout: 20_000 }, async () => {
    const report = await run({ program: "ignores-stop.sh", killAfterMs: 300 });
    expect(report.output).toContain("ready");
    expect(report.exit).toEqual({ code: null, signal: "SIGKILL" });
    expect(report.killMs).toBeLessThan(1_000);
    expect(report.left).toEqual([]);
  });

  it("leaves no daemon behind when its first process ends", { timeout: 20_000 }, async () => {
    const report = await run({ program: "daemon.py" });
    expect(findingsOf(report)).toEqual({ left: true });
    expect(report.exit).toEqual({ code: 0, signal: null });
    expect(report.left).toEqual([]);
  });
});
