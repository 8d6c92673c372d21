import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { VariantRuns } from "../../src/calibrate/matrix.ts";
import type { CheckRecord } from "../../src/calibrate/run-record.ts";
import { readTrackRecord, summaryOf } from "../../src/calibrate/track-record.ts";
import { trackRecordPage } from "../../src/calibrate/track-record-page.ts";
import type { Solution } from "../../src/calibrate/variant.ts";
import { addedTo, writeTrackRecord } from "../../src/calibrate/write-track-record.ts";

const house = fileURLToPath(new URL("../../../..", import.meta.url));
const challengeFolder = join(house, "challenges/login-system");

const solution: Solution = { kind: "solution", name: "plain", directory: "/plain" };
const pass: CheckRecord = { outcome: "pass" };
const fail: CheckRecord = { outcome: "fail" };
const source = { contentKey: "0123456789abcdef", assay: "0.1.0", ranOn: "2026-12-03" };

function right(...runs: Record<string, CheckRecord>[]): VariantRuns {
  return { variant: solution, runs: runs.map((checks) => ({ seed: 1, areAllChecks: true, seconds: 1, checks })) };
}

function flawed(...runs: Record<string, CheckRecord>[]): VariantRuns {
  const variant = {
    kind: "flawed",
    name: "no-hash",
    solution,
    patch: "",
    what: "",
    check: "hashing",
    consequences: [],
  } as const;
  return { variant, runs: runs.map((checks) => ({ seed: 1, areAllChecks: false, seconds: 1, checks })) };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-track-record-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("what was caught and what was a false alarm is counted, with its interval", () => {
  const record = addedTo(
    undefined,
    [right({ hashing: pass, salts: fail }), flawed({ hashing: fail }, { hashing: pass })],
    source,
  );
  expect(summaryOf(record)).toMatchObject({
    ...{ from: "2026-12-03", to: "2026-12-03", right: 1 },
    caught: { of: 1, outOf: 2 },
    falseAlarms: { of: 1, outOf: 2 },
  });
  const page = trackRecordPage({ "Login system": record });
  expect(page).toContain("| Planted flaws caught | 1 of 2 | 50.0% |");
  expect(page).toContain("- solution plain: `salts`");
  expect(page).toContain("- flawed no-hash: `hashing` caught it in 1 of 2 runs");
  expect(page).toContain("| `salts` | – | 1 |");
});

test("a variant that ran again takes the place of its earlier runs; one that didn't is kept", () => {
  const before = addedTo(undefined, [right({ hashing: fail }), flawed({ hashing: fail })], source);
  const after = addedTo(before, [right({ hashing: pass })], { ...source, contentKey: "fedcba", ranOn: "2026-12-04" });
  expect(summaryOf(after)).toMatchObject({
    ...{ from: "2026-12-03", to: "2026-12-04" },
    caught: { of: 1, outOf: 1 },
    falseAlarms: { of: 0, outOf: 1 },
  });
  expect(trackRecordPage({ "Login system": after })).toContain("on 2 states of the code");
});

test("nothing ran, nothing is claimed", async () => {
  expect(summaryOf({ version: 1, variants: {} })).toBeUndefined();
  expect(await readTrackRecord(folder)).toBeUndefined();
  expect(addedTo(undefined, [right()], source).variants).toEqual({});
});

test("a variant that the pack dropped leaves the record", async () => {
  await writeTrackRecord(
    folder,
    [right({ hashing: pass }), flawed({ hashing: fail })],
    source,
    new Set(["solution plain"]),
  );
  expect(Object.keys((await readTrackRecord(folder))?.variants ?? {})).toEqual(["solution plain"]);
});

test("docs/calibration.md says what the packs' records say", async () => {
  const record = await readTrackRecord(challengeFolder);
  const path = join(house, "docs/calibration.md");
  expect(existsSync(path)).toBe(record !== undefined);
  if (record !== undefined) expect(readFileSync(path, "utf8")).toBe(trackRecordPage({ "Login system": record }));
});
