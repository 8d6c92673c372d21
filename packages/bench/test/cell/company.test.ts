import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now } from "../../src/cell/clock.ts";
import { watchCompany } from "../../src/cell/company.ts";

let proc: string;
beforeEach(async () => void (proc = await mkdtemp(join(tmpdir(), "assay-company-"))));
afterEach(() => rm(proc, { recursive: true, force: true }));

/** Hundredths of a second: of the machine by kind, and of our own processes with those that they saw end. */
async function machine(kinds: string, own: Readonly<Record<number, string>>): Promise<void> {
  await writeFile(join(proc, "stat"), `cpu  ${kinds} 0 0\ncpu0 ${kinds} 0 0\n`);
  for (const [pid, times] of Object.entries(own)) {
    await mkdir(join(proc, pid), { recursive: true });
    await writeFile(join(proc, pid, "stat"), `${pid} (a ) b) S 1 1 1 0 -1 0 0 0 0 0 ${times} 20 0 1 0 5`);
  }
}

/** As read twice a second, before and after the change. */
async function companyOver(change: () => Promise<void>): Promise<number> {
  const company = watchCompany(proc);
  const from = now();
  try {
    await passed(750);
    await change();
    await passed(750);
    return company.between(from, now());
  } finally {
    company.close();
  }
}

describe("company on the machine", () => {
  it("is what is busy and not ours: other programs, and other guests of the host", async () => {
    //            user nice system idle iowait irq softirq steal
    await machine("1000 0 0 5000 70 0 0 0", { 7: "100 0 0 0" });
    const others = await companyOver(() => machine("1050 10 20 9000 900 5 5 30", { 7: "130 10 20 10" }));
    // 120 busy, 70 of them ours: 500 ms of processor time in some 1,000 ms, more where this machine is crowded.
    expect(others).toBeGreaterThan(0.1);
    expect(others).toBeLessThan(1.1);
  });

  it("is nobody where all that is busy is ours", async () => {
    await machine("1000 0 0 5000 70 0 0 0", { 7: "100 0 0 0", 8: "0 0 0 0" });
    expect(await companyOver(() => machine("1100 0 0 5000 70 0 0 0", { 7: "100 0 0 0", 8: "60 40 0 0" }))).toBe(0);
  });

  it("is nobody that is known of where a process took its time along", async () => {
    await machine("1000 0 0 5000 70 0 0 0", { 7: "100 0 0 0", 8: "600 0 0 0" });
    const change = async () => {
      await rm(join(proc, "8"), { recursive: true });
      await machine("1100 0 0 5000 70 0 0 0", { 7: "150 0 0 0" });
    };
    expect(await companyOver(change)).toBe(0);
  });

  it("is nobody where the machine does not tell", async () => {
    expect(await companyOver(() => Promise.resolve())).toBe(0);
  });
});
