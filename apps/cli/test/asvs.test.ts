import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../src/house.ts";
import { requirements } from "./asvs-requirements.ts";

const page = readFileSync(join(root, "docs/asvs.md"), "utf8");

interface Line {
  readonly id: string;
  readonly level: string;
  readonly requirement: string;
  readonly here: string;
  readonly why: string;
}

const lines: readonly Line[] = page.split("\n").flatMap((line) => {
  const [, id = "", level = "", requirement = "", here = "", why = ""] = line.split("|").map((cell) => cell.trim());
  return /^\d[\d.]+$/.test(id) ? [{ id, level, requirement, here, why }] : [];
});

test("the table of the ASVS names each requirement of levels 1 and 2 once, in the standard's order of numbers", () => {
  const wanted = ([1, 2] as const).flatMap((level) => requirements[level].map((id) => `${id} ${level}`));
  const named = lines.map(({ id, level }) => `${id} ${level}`);
  expect([...named].sort()).toEqual([...wanted].sort());
  const numbers = lines.map(({ id }) => id.split(".").reduce((sum, part) => sum * 1_000 + Number(part), 0));
  expect(numbers).toEqual(numbers.toSorted((one, next) => one - next));
});

test("it says of each where it is met, or why it isn't", () => {
  for (const { id, here, why } of lines) {
    expect(["met", "partly", "not met", "n/a"], id).toContain(here);
    expect(why.length, id).toBeGreaterThan(4);
    // What is said to be met is said to be met somewhere; what is plain from the whole tree says so in words.
    if (here === "met") expect(/`[^`]+`|JavaScript|There are none/.test(why), `${id}: ${why}`).toBe(true);
  }
  const count = (verdict: string): number => lines.filter(({ here }) => here === verdict).length;
  expect(page).toContain(
    `Of ${lines.length} requirements, ${count("met")} are met, ${count("partly")} are met in part, ${count("not met")} aren't, and ${count("n/a")} don't apply.`,
  );
});

test("every file that it names is there", () => {
  const paths = [...page.matchAll(/`([^`\s]+)`/g)].map(([, path = ""]) => path);
  const files = paths.filter((path) => /^[\w-]+\/[\w./-]+$/.test(path));
  expect(files.length).toBeGreaterThan(100);
  expect([...new Set(files)].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
