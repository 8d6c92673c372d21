import { spawnSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { pressures } from "../../../packages/report/test/pressures.ts";

const progress = pathToFileURL(fileURLToPath(new URL("../src/progress.ts", import.meta.url))).href;
const { slices, incidents, sliceMs } = pressures["gave-way"];

/** A run under pressure as it is told, second by second, slowly enough to be shown. */
const program = `
import { setTimeout as sleep } from "node:timers/promises";
const { showingProgress } = await import(${JSON.stringify(progress)});
const slices = ${JSON.stringify(slices)};
const incidents = ${JSON.stringify(incidents.map(({ name, from, to }) => ({ name, from, to })))};
await showingProgress([], async (tell) => {
  for (const phase of ["receive", "identify", "install", "start", "gather"]) tell({ type: "phase", phase });
  await sleep(300);
  for (let second = 1; second <= slices.length; second += 3) {
    const begun = incidents.filter(({ from }) => from < second * 1000);
    tell({
      type: "pressure",
      sliceMs: ${sliceMs},
      slices: slices.slice(0, second),
      incidents: begun.map(({ name, from, to }) => (to <= second * 1000 ? { name, from, to } : { name, from })),
    });
    await sleep(20);
  }
});
`;

it("a run under pressure tells each incident once where there is no terminal to draw on", () => {
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
  expect(stderr.match(/Now: .*/g)).toEqual([
    "Now: Slow database",
    "Now: Database frozen",
    "Now: Database gone",
    "Now: Program killed",
    "Now: Rush of visitors",
    "Now: Update while open",
  ]);
  expect(stderr).not.toContain("▇");
});

it("and is drawn in its place where there is one", () => {
  const { stdout } = spawnSync(
    "script",
    [
      "-qec",
      `stty cols 90 rows 40; ${process.execPath} --input-type=module -e '${program.replaceAll("'", "'\\''")}'`,
      "/dev/null",
    ],
    { encoding: "utf8", env: { ...process.env, TERM: "xterm", CI: undefined } },
  );
  expect(stdout).toContain("Now: Database gone");
  expect(stdout).toMatch(/unanswered .*▆ +█/);
});
