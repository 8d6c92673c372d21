import { describe, expect, test } from "vitest";
import { calibrationOf } from "../../src/calibrate/matrix.ts";
import type { CheckRecord, RunRecord } from "../../src/calibrate/run-record.ts";
import type { FlawedVariant, Solution } from "../../src/calibrate/variant.ts";

const solution: Solution = { kind: "solution", name: "plain", directory: "/plain" };
const flawed: FlawedVariant = {
  kind: "flawed",
  name: "no-hash",
  solution,
  patch: "",
  what: "no hash",
  check: "hashing",
  consequences: ["salts"],
};

function run(checks: Record<string, CheckRecord>, changes: Partial<RunRecord> = {}): RunRecord {
  return { seed: 1, areAllChecks: true, seconds: 1, checks, ...changes };
}

const pass: CheckRecord = { outcome: "pass" };
const fail: CheckRecord = { outcome: "fail" };
const notDone: CheckRecord = { outcome: "not-applicable", reason: "extra-not-done" };

const ofSolution = (...runs: RunRecord[]) => calibrationOf([{ variant: solution, runs }]);
const ofFlawed = (...runs: RunRecord[]) => calibrationOf([{ variant: flawed, runs }]);

describe("a right way is clean", () => {
  test("when something passed and nothing else was said but that it does not apply", () => {
    expect(ofSolution(run({ hashing: pass, cookies: { outcome: "not-applicable", reason: "bearer" } })).isProven).toBe(
      true,
    );
  });

  test.each<[string, RunRecord]>([
    ["nothing applied", run({ cookies: { outcome: "not-applicable", reason: "bearer" } })],
    ["nothing was asked", run({})],
    ["a check failed", run({ hashing: pass, salts: fail })],
    ["an extra failed", run({ hashing: pass, deletion: notDone })],
    ["a check was not established", run({ hashing: pass, salts: { outcome: "not-established", reason: "odd" } })],
    ["a check was our error", run({ hashing: pass, salts: { outcome: "our-error", error: "broke" } })],
    ["it ended with a problem", run({ hashing: pass }, { problem: "never-listened: it never listened" })],
  ])("not when %s", (_, record) => {
    const calibration = ofSolution(record);
    expect(calibration.clean.of).toBe(0);
    expect(calibration.isProven).toBe(false);
  });

  test("not proven before it was run", () => {
    expect(ofSolution().isProven).toBe(false);
    expect(calibrationOf([]).isProven).toBe(false);
  });
});

describe("a planted flaw is proven", () => {
  test("when its check fails, with the listed consequences or without", () => {
    expect(ofFlawed(run({ hashing: fail, salts: fail, other: pass })).isProven).toBe(true);
    expect(ofFlawed(run({ hashing: fail, other: pass })).isProven).toBe(true);
    expect(ofFlawed(run({ hashing: notDone, other: pass })).isProven).toBe(true);
  });

  test.each<[string, "misses" | "unlisted" | "unsteady" | "ourErrors", RunRecord[]]>([
    ["its check passed", "misses", [run({ hashing: pass, salts: fail })]],
    ["its check could not be asked", "misses", [run({}, { problem: "never-listened: it never listened" })]],
    ["its check waits for another", "misses", [run({ hashing: { ...notDone, because: "deletion" } })]],
    ["another check failed that is not listed", "unlisted", [run({ hashing: fail, other: fail })]],
    [
      "the tries of one run disagreed",
      "unsteady",
      [run({ hashing: fail, other: { outcome: "not-established", unsteady: true } })],
    ],
    ["two runs disagreed", "unsteady", [run({ hashing: fail, salts: fail }), run({ hashing: fail, salts: pass })]],
    ["we broke something", "ourErrors", [run({ hashing: fail, other: { outcome: "our-error", error: "broke" } })]],
  ])("not when %s", (_, list, runs) => {
    const calibration = ofFlawed(...runs);
    expect(calibration[list]).toHaveLength(1);
    expect(calibration.isProven).toBe(false);
  });
});
