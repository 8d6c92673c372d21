import { describe, expect, test } from "vitest";
import { kinds, type Row } from "./row.ts";
import { Runner } from "./runner.ts";
import { byKind, table } from "./table.ts";
import { undefendedRows } from "./undefended.ts";

describe("the table of hostile inputs", () => {
  test("names each once, says what it tries, and has some of every kind", () => {
    const ids = table.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(table.filter(({ tries }) => tries.length < 10 || /[^.]\.$/.test(tries))).toEqual([]);
    expect(kinds.filter((kind) => byKind[kind].length === 0)).toEqual([]);
    expect(table.length).toBeGreaterThanOrEqual(60);
  });

  test("tries what each package manager keeps, and what each database can do", () => {
    const ids = table.map(({ id }) => id);
    for (const wanted of ["npm", "pip", "go", "maven", "composer"]) expect(ids).toContain(`cache-poisoned-${wanted}`);
    for (const engine of ["postgres", "mysql", "mongodb", "redis"])
      expect(ids.filter((id) => id.startsWith(`${engine}-`)).length).toBeGreaterThan(5);
  });
});

describe("the runner of hostile inputs", { timeout: 600_000 }, () => {
  test("says that a row did not hold where its sandbox is taken away", async () => {
    const row = table.find(({ id }) => id === "host-files-read") ?? expect.unreachable();
    const runner = await Runner.open();
    try {
      const { problems } = await runner.run(row, "none");
      // Without its sandbox it still has only the agent's view, in which the host's canary isn't. It reads what the agent may.
      expect(problems).toEqual([expect.stringContaining("/proc/2/environ")]);
      // What one row did counts for that row alone.
      expect((await runner.run(row, "bubblewrap")).problems).toEqual([]);
    } finally {
      await runner.close();
    }
  });

  test("says that a row did not hold where a row without any defence does each thing that must never happen", async () => {
    const runner = await Runner.open();
    try {
      const { problems } = await runner.run(row("undefended"), "no driver");
      const expected = [
        /^it did something/,
        /^It left 1 processes: .*sleep 995/,
        /^It left 1 files in \/tmp: left/,
        /^It read a file/,
        /^It left planted in a folder/,
        /^It reached the host 1 times/,
      ];
      expect(problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)))).toEqual([]);
      expect(problems).toHaveLength(expected.length);
    } finally {
      await runner.close();
    }
  });

  test("ends a row that stops our own process, says so, and goes on", async () => {
    const runner = await Runner.open();
    try {
      expect((await runner.run(row("stops-us"), "no driver")).problems).toEqual([
        expect.stringMatching(/^Our process did not answer for \d+ s/),
      ]);
      expect((await runner.run(row("ends-us"), "no driver")).problems).toEqual(["Our process ended (7)."]);
      expect((await runner.run(row("harmless"), "no driver")).problems).toEqual([]);
    } finally {
      await runner.close();
    }
  });
});

function row(id: string): Row {
  return undefendedRows.find((candidate) => candidate.id === id) ?? expect.unreachable();
}
