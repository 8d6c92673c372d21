import { afterEach, describe, expect, it } from "vitest";
import { checkIn, evaluated, evidenceOf, removeSubmissions, submissionOf, type Aftermath } from "./evaluating.ts";

const mebibyte = 1024 * 1024;

afterEach(removeSubmissions);

async function aftermathOf<Told>(program: string) {
  const evaluation = await evaluated(await submissionOf(program), ["aftermath"]);
  expect(evaluation.result.counts.ourError).toBe(0);
  return {
    ...evaluation,
    seen: evidenceOf(evaluation, "aftermath") as Aftermath<Told>,
    check: checkIn(evaluation, "aftermath"),
  };
}

describe("a submission with a great appetite", () => {
  it("for memory is ended, and told apart from a crash", async () => {
    const hog = await aftermathOf("memory-hog");
    expect(hog.check).toMatchObject({ outcome: "fail", facts: { outOfMemory: true } });
    expect(hog.result.cells.reduce((sum, { outOfMemoryKills }) => sum + outOfMemoryKills, 0)).toBeGreaterThan(0);

    const crash = await aftermathOf("crash");
    expect(crash.check).toMatchObject({ outcome: "fail", facts: { outOfMemory: false } });
    expect(crash.seen.exit).toMatchObject({ code: 7, outOfMemory: false });
  });

  it("for memory before it listens could not run, for that reason", async () => {
    const { result } = await evaluated(await submissionOf("memory-hog-at-start"), ["answer"]);
    expect(result).toMatchObject({
      verdict: "could-not-run",
      problem: { code: "out-of-memory-at-start", by: "submission" },
    });
  });

  it("for processes gets no more than its share, and we go on", async () => {
    const { seen } = await aftermathOf("fork-bomb");
    expect(seen.rows).toBe(0);
  });

  it("for disk is refused in its data folder and in /tmp, and the database goes on", async () => {
    const { seen } = await aftermathOf<Record<"data" | "temporary", { bytes: number; refused: string }>>("disk-filler");
    for (const { bytes, refused } of [seen.told.data, seen.told.temporary]) {
      expect(refused).toBe("ENOSPC");
      expect(bytes).toBeLessThanOrEqual(256 * mebibyte);
    }
    expect(seen.rows).toBe(0);
  });

  it("for disk through the database is refused there, and the inspector still finds what it wrote", async () => {
    const { seen, check } = await aftermathOf<{ refused: string; wentOn: boolean }>("database-filler");
    expect(seen.told.refused).toMatch(/space|wrote only/i);
    expect(seen.told.wentOn).toBe(true);
    expect(seen.inDatabase).toBe(1);
    expect(check.outcome).toBe("pass");
  });

  it("for log lines is read to the end: we neither hang nor grow, and find one word among them", async () => {
    const { seen } = await aftermathOf<{ bytes: number }>("endless-log");
    expect(seen.told.bytes).toBeGreaterThan(40 * mebibyte);
    expect(seen.foundInLog).toBeGreaterThan(0);
    expect(seen.logLines).toBeLessThanOrEqual(10_000);
    // With what is not collected yet: the quicker the machine, the more it has read by then.
    expect(seen.grownBytes).toBeLessThan(300 * mebibyte);
  });
});
