import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { aResult } from "../../../packages/report/test/builders.ts";
import { compared, pressures } from "../../../packages/report/test/pressures.ts";
import { writeReports } from "../src/write-reports.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "written-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const evidence = { version: 1, gathering: 1, checks: {} } as const;
const picture = () => join(folder, "pressure.svg");

it("the picture of a run under pressure is written beside the report", async () => {
  await writeReports(folder, { result: compared("jonas", pressures["gave-way"]), evidence }, [], ["html"]);
  expect(readFileSync(picture(), "utf8")).toMatch(/^<\?xml [^>]*>\n<svg .*198 visits failed/s);
  expect(readFileSync(join(folder, "report.html"), "utf8")).toContain('id="pressure"');
});

it("and that of an earlier run does not stay beside a report that has none", async () => {
  await writeReports(folder, { result: compared("jonas", pressures.calm), evidence }, [], ["html"]);
  expect(existsSync(picture())).toBe(true);
  await writeReports(folder, { result: aResult([]), evidence }, [], ["html"]);
  expect(existsSync(picture())).toBe(false);
});
