import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ReferenceFact } from "../../src/check/reference.ts";
import { isStillGood, keptReferences } from "../../src/evaluation/reference-store.ts";

const fact: ReferenceFact = {
  solution: "node-postgres",
  measuredAt: "2026-11-25T10:00:00.000Z",
  pace: 30,
  capacity: { rate: 600, tries: [600, 545, 600], atLeast: false },
  journeys: [{ operation: "whoAmI", sent: 400, p50Ms: 3, p95Ms: 9, p50Within: [2.9, 3.2] }],
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "references-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("what was measured is known again, under what its speed depends on and nothing else", async () => {
  const kept = keptReferences("node-postgres", "key", join(folder, "not-made-yet"));
  expect(await kept.read()).toBeUndefined();
  await kept.write(fact);
  expect(await kept.read()).toEqual(fact);
  expect(await keptReferences("node-postgres", "other", join(folder, "not-made-yet")).read()).toBeUndefined();
});

test.each([
  ["half written", JSON.stringify(fact).slice(0, 80)],
  ["empty", ""],
  ["of another shape", JSON.stringify({ ...fact, capacity: 600 })],
  ["of a machine that stood still", JSON.stringify({ ...fact, pace: 0 })],
])("a file that is %s is as none, and is written anew", async (_how, text) => {
  const kept = keptReferences("node-postgres", "key", folder);
  await writeFile(join(folder, "node-postgres-key.json"), text);
  expect(await kept.read()).toBeUndefined();
  await kept.write(fact);
  expect(await kept.read()).toEqual(fact);
});

test("what nobody asked for since a week is removed, and nothing half made is left", async () => {
  const old = join(folder, "node-postgres-old.json");
  await writeFile(old, JSON.stringify(fact));
  const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000);
  await utimes(old, eightDaysAgo, eightDaysAgo);
  await keptReferences("go-postgres", "key", folder).write(fact);
  expect(await readdir(folder)).toEqual(["go-postgres-key.json"]);
});

test("where it cannot be kept, nothing else fails", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  await expect(keptReferences("go-postgres", "key", file).write(fact)).resolves.toBeUndefined();
});

const soon = new Date("2026-11-26T10:00:00.000Z");

test.each([
  ["a day old, on the same machine, is good", soon, 30, true],
  ["a little busier or idler is the same", soon, 26, true],
  ["eight days old is stale", new Date("2026-12-03T10:00:01.000Z"), 30, false],
  ["of the future was measured by another clock", new Date("2026-11-25T09:00:00.000Z"), 30, false],
  ["of an idle machine says nothing of a busy one", soon, 20, false],
  ["of a busy machine says nothing of an idle one", soon, 45, false],
])("one that is %s", (_what, now, pace, good) => {
  expect(isStillGood(fact, { now, pace })).toBe(good);
});
