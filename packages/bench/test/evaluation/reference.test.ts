import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { ReferenceFact } from "../../src/check/reference.ts";
import { loadChallenge, type Progress } from "../../src/evaluation/index.ts";
import { measurePace } from "../../src/evaluation/pace.ts";
import {
  isUndisturbed,
  ourSolution,
  referenceFor,
  referenceKey,
  type ReferenceSetting,
} from "../../src/evaluation/reference.ts";
import { keptReferences } from "../../src/evaluation/reference-store.ts";

const challengeFolder = fileURLToPath(new URL("../../../../challenges/login-system", import.meta.url));
let cache: string;
let told: Progress[] = [];

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), "cache-"));
  vi.stubEnv("ASSAY_CACHE", cache);
});
afterEach(() => (told = []));
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

test.each([
  ["node", "postgres", "node-postgres"],
  ["node", "mongodb", "node-mongodb"],
  ["node", "mysql", "node-postgres"],
  ["node", "sqlite", "node-postgres"],
  ["python", "sqlite", "python-sqlite"],
  // Never one without a wire to its database, which is quicker.
  ["python", "postgres", "python-mysql"],
  ["go", "mysql", "go-postgres"],
  ["java", "postgres", "java-postgres"],
  ["php", "mysql", "php-mysql"],
  ["python", "mongodb", undefined],
  ["dockerfile", "postgres", undefined],
] as const)("who writes %s with %s is held against %s", async (language, database, name) => {
  expect((await ourSolution(challengeFolder, { language, database }))?.name).toBe(name);
});

test("one that was slow while few people came was disturbed; a slow hash disturbs nothing", () => {
  const fact = (p50Ms: number): ReferenceFact => ({
    solution: "node-postgres",
    measuredAt: new Date().toISOString(),
    pace: 30,
    capacity: { rate: 600, tries: [600], atLeast: false },
    journeys: [
      { operation: "whoAmI", sent: 100, p50Ms, p95Ms: 249 },
      { operation: "logIn", costsHash: true, sent: 3, p50Ms: 900, p95Ms: 990 },
    ],
  });
  expect(isUndisturbed({ fact: fact(19), idleMs: 2 })).toBe(true);
  expect(isUndisturbed({ fact: fact(45), idleMs: 2 })).toBe(false);
  // Where a lone visit takes as long, it is the language's own.
  expect(isUndisturbed({ fact: fact(45), idleMs: 15 })).toBe(true);
});

/** Whatever is measured ends at once, as the person has stopped it. */
async function stopped(identified: ReferenceSetting["identified"]): Promise<ReferenceSetting> {
  return {
    challenge: await loadChallenge(challengeFolder),
    challengeFolder,
    identified,
    sandbox: "none",
    onProgress: (progress) => told.push(progress),
    signal: AbortSignal.abort(),
  };
}

const nodeWithPostgres = { language: "node", database: "postgres" } as const;

async function keep(pace: number): Promise<ReferenceFact> {
  const solution = await ourSolution(challengeFolder, nodeWithPostgres);
  if (solution === undefined) throw new Error("there is no such solution");
  const fact: ReferenceFact = {
    solution: solution.name,
    measuredAt: new Date().toISOString(),
    pace,
    capacity: { rate: 600, tries: [600], atLeast: false },
    journeys: [],
  };
  await keptReferences(solution.name, await referenceKey(solution, await stopped(nodeWithPostgres))).write(fact);
  return fact;
}

test("without one of ours in the language nothing is measured", async () => {
  const source = referenceFor(await stopped({ language: "rust", database: "postgres" }));
  expect(await source({ afresh: false })).toEqual({ kind: "none" });
  expect(told).toEqual([]);
});

test("what was measured on this machine as it is now is not measured again, unless it is asked for", async () => {
  const source = referenceFor(await stopped(nodeWithPostgres));
  // Another's work may change the machine's pace between two looks at it.
  await vi.waitFor(
    async () => {
      const fact = await keep(await measurePace());
      expect(await source({ afresh: false })).toMatchObject({ kind: "measured", fact });
    },
    { timeout: 50_000 },
  );
  for (let time = 0; time < 5; time += 1) {
    await keep(await measurePace());
    told = [];
    await expect(source({ afresh: true })).rejects.toThrow();
    expect(told).toEqual([{ type: "reference", solution: "node-postgres" }]);
  }
});

test("what was measured on a machine that was much less busy is measured again", async () => {
  await keep(10_000);
  const source = referenceFor(await stopped(nodeWithPostgres));
  await expect(source({ afresh: false })).rejects.toThrow();
  expect(told).toEqual([{ type: "reference", solution: "node-postgres" }]);
});
