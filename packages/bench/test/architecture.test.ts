import { mkdtempSync, rmSync, writeFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTypeScriptConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { afterEach, describe, expect, test } from "vitest";

const house = join(import.meta.dirname, "../../..");
const planted: string[] = [];

afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function cruiseHouse(paths: readonly string[]): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(join(house, ".dependency-cruiser.js"));
  const typescript = extractTypeScriptConfig(join(house, "tsconfig.json"));
  const { output } = await cruise([...paths], { ...options, baseDir: house }, {}, { tsConfig: typescript });
  if (typeof output === "string") throw new Error("dependency-cruiser was asked for no format");
  return output;
}

/** Puts a file with one import into a folder of its own in that room, and tells which rules it breaks. */
async function rulesBrokenBy(room: string, statement: string): Promise<string[]> {
  const folder = mkdtempSync(join(house, room, "planted-"));
  planted.push(folder);
  writeFileSync(join(folder, "planted.ts"), `${statement}\n`);
  const path = folder.slice(house.length + 1);
  const { summary } = await cruiseHouse([path]);
  return summary.violations.filter(({ from }) => from.startsWith(path)).map(({ rule }) => rule.name);
}

describe("the arrows of the house", () => {
  test("are checked on files that are really seen, with what they import", async () => {
    const { modules } = await cruiseHouse(["packages/bench/src/judge"]);
    const own = modules.filter(({ source }) => source.startsWith("packages/bench/src/judge/"));
    expect(own.map(({ source }) => source)).toContain("packages/bench/src/judge/verdict.ts");
    expect(own).toHaveLength(readdirSync(join(house, "packages/bench/src/judge")).length);
    const verdict = own.find(({ source }) => source.endsWith("/verdict.ts"));
    // One by value and one that is a type alone: both must be seen.
    expect(verdict?.dependencies.map(({ resolved }) => resolved)).toEqual(
      expect.arrayContaining(["packages/bench/src/judge/counts.ts", "packages/bench/src/result/result.ts"]),
    );
  });

  test.each([
    ["packages/bench/src", 'import "../../../report/src/catalogue.ts";', "bench-stands-alone"],
    ["packages/bench/src", 'import "../../../../apps/cli/src/main.ts";', "nothing-imports-an-app"],
    ["packages/bench/src", 'import "../../../../challenges/login-system/challenge.ts";', "bench-knows-no-challenge"],
    ["packages/bench/src/judge", 'import { readFileSync } from "node:fs";', "judging-is-pure"],
    [
      "packages/bench/src/judge",
      'import type { CellPlan } from "../../cell/protocol.ts";',
      "judging-and-gathering-are-apart",
    ],
    ["packages/bench/src", 'import "../../test/judge/hand-made-checks.ts";', "no-test-in-the-product"],
    ["packages/bench/src", 'import "./not-there.ts";', "everything-is-found"],
    [
      "packages/report/src",
      'import type { AnyCheck } from "../../../bench/src/check/check.ts";',
      "report-knows-only-results",
    ],
    ["packages/report/src", 'import type { AnyCheck } from "@assay/bench";', "report-knows-only-results"],
    [
      "challenges/login-system/checks",
      'import "../../../../packages/bench/src/judge/judge.ts";',
      "challenges-stand-on-bench-alone",
    ],
    ["apps/cli/src", 'import "../../../../challenges/login-system/challenge.ts";', "packages-import-no-challenge"],
  ])("catch a file in %s with: %s", async (room, statement, rule) => {
    expect(await rulesBrokenBy(room, statement)).toContain(rule);
  });

  test.each([
    ["packages/report/src", 'import type { Result } from "@assay/bench/result";'],
    ["challenges/login-system/checks", 'import { pass } from "@assay/bench";'],
    ["apps/cli/src", 'import "@assay/bench";'],
  ])("let a file in %s be with: %s", async (room, statement) => {
    expect(await rulesBrokenBy(room, statement)).toEqual([]);
  });
});
