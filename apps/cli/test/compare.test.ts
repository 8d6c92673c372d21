import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Result } from "@assay/bench/result";
import { aResult } from "../../../packages/report/test/builders.ts";
import { compared, pressures } from "../../../packages/report/test/pressures.ts";
import { nothing, Place } from "./assay.ts";

let place: Place;
beforeEach(() => void (place = new Place()));
afterEach(() => place.remove());

/** As a run leaves it: a folder with its `result.json`. */
function stored(folder: string, result: Result): string {
  mkdirSync(place.path(folder));
  writeFileSync(join(place.path(folder), "result.json"), JSON.stringify(result));
  return place.path(folder);
}

const jonas = () => stored("jonas", compared("jonas-login", pressures["gave-way"]));
const noor = () => stored("noor", compared("noor-login", pressures.calm));

describe("assay compare", () => {
  it("writes one page from folders and files, in the order of the names", async () => {
    const out = place.path("page.html");
    const ended = await place.run("compare", join(noor(), "result.json"), jonas(), "--out", out);
    expect(ended).toMatchObject({ code: 0, stdout: `Comparison: ${out}\n`, stderr: "" });
    const page = readFileSync(out, "utf8");
    expect(page.indexOf("<h2>jonas-login</h2>")).toBeGreaterThan(0);
    expect(page.indexOf("<h2>noor-login</h2>")).toBeGreaterThan(page.indexOf("<h2>jonas-login</h2>"));
    expect(page).toContain("1,648 visits: 1,413 answered, 16 told to try again, 219 failed");
  });

  it("writes comparison.html where nothing else is said", async () => {
    const ended = await place.run("compare", jonas(), noor());
    expect(ended.code).toBe(0);
    expect(readFileSync(place.path("comparison.html"), "utf8")).toContain("Two pieces of work");
  });
});

const broken: readonly {
  readonly given: string;
  readonly error: string;
  readonly told: RegExp;
  asked(): readonly string[];
}[] = [
  { given: "one result", error: "usage", told: /2 to 5 results, not 1/, asked: () => [jonas()] },
  {
    given: "six",
    error: "usage",
    told: /2 to 5 results, not 6/,
    asked: () => Array.from({ length: 6 }, () => "x"),
  },
  { given: "none", error: "usage", told: /missing required argument/, asked: () => [] },
  {
    given: "a folder without a result",
    error: "result-unreadable",
    told: /there is nothing there/,
    asked: () => [jonas(), place.path("nowhere")],
  },
  {
    given: "a result that is none",
    error: "result-unreadable",
    told: /Give the result\.json/,
    asked: () => [jonas(), stored("odd", { version: 1 } as Result)],
  },
  {
    given: "a result without a run under pressure",
    error: "no-pressure-run",
    told: /plain holds no run under pressure.*whole runs/s,
    asked: () => [jonas(), stored("plain", aResult([]))],
  },
  {
    given: "answers to two versions of the challenge",
    error: "not-comparable",
    told: /login-system 1\.0\.0 and login-system 1\.1\.0/,
    asked: () => [
      jonas(),
      stored(
        "other",
        compared("b", pressures.calm, { challenge: { id: "login-system", title: "", version: "1.1.0" } }),
      ),
    ],
  },
  {
    given: "runs on unlike machines",
    error: "not-comparable",
    told: /2 cores, 8 GB.*and 2 cores, 16 GB/s,
    asked: () => [
      jonas(),
      stored("other", compared("b", pressures.calm, { machine: { ...aResult([]).machine, memoryBytes: 16e9 } })),
    ],
  },
  {
    given: "a place where nothing can be written",
    error: "output-not-writable",
    told: /Choose another folder/,
    asked: () => [jonas(), noor(), "--out", join(jonasFile(), "page.html")],
  },
];

function jonasFile(): string {
  return join(place.path("jonas"), "result.json");
}

describe("assay compare, given what it cannot use,", () => {
  it.each(broken)("$given: says what to do, exits with 2, and writes nothing", async ({ asked, error, told }) => {
    const ended = await place.run("compare", ...asked());
    expect(ended.stderr).toMatch(told);
    expect(ended.code).toBe(2);
    expect(ended.stderr.match(/^assay: .*\([a-z-]+\)$/gm)).toEqual([expect.stringContaining(`(${error})`)]);
    expect(() => readFileSync(place.path("comparison.html"))).toThrow();
    expect(place.left()).toEqual(nothing);
  });
});
