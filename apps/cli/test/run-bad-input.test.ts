import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tarGz } from "../../../packages/bench/test/submission/archives.ts";
import { nothing, Place } from "./assay.ts";

let place: Place;
beforeEach(() => void (place = new Place()));
afterEach(() => place.remove());

const archive = (name: string, content: Buffer): string => {
  writeFileSync(place.path(name), content);
  return place.path(name);
};

/** What the person gives, the exit code, and what they are told: what happened, and what to do. */
const cases: readonly {
  readonly given: string;
  readonly code: number;
  readonly error: string;
  readonly told: RegExp;
  asked(): readonly string[];
}[] = [
  {
    given: "a path that isn't there",
    code: 4,
    error: "path-not-found",
    told: /Check the path/,
    asked: () => [place.path("nowhere")],
  },
  {
    given: "an empty folder",
    code: 5,
    error: "submission-empty",
    told: /Give the folder that holds the code/,
    asked() {
      mkdirSync(place.path("empty"));
      return [place.path("empty")];
    },
  },
  {
    given: "a folder without a backend",
    code: 5,
    error: "not-a-backend",
    told: /package\.json/,
    asked() {
      mkdirSync(place.path("notes"));
      writeFileSync(place.path("notes/README.md"), "# Notes");
      return [place.path("notes")];
    },
  },
  {
    given: "an archive bomb",
    code: 6,
    error: "archive-bomb",
    told: /Send source code alone/,
    asked: () => [archive("bomb.tar.gz", tarGz([{ path: "zeros", content: Buffer.alloc(60 * 1024 * 1024) }]))],
  },
  {
    given: "an archive that climbs out",
    code: 6,
    error: "archive-escapes",
    told: /packed by an ordinary tool/,
    asked: () => [archive("climbs.tar.gz", tarGz([{ path: "../../climbed", content: "x" }]))],
  },
  {
    given: "a file that is no archive",
    code: 6,
    error: "archive-unreadable",
    told: /pack it again/,
    asked: () => [archive("photo.zip", gzipSync("x").subarray(1))],
  },
  {
    given: "a broken package.json",
    code: 7,
    error: "manifest-broken",
    told: /line 1.*Correct package\.json/s,
    asked: () => [place.submission("exits", { "package.json": '{ "name": ' })],
  },
  {
    given: "an app that exits at start",
    code: 3,
    error: "exited-at-start",
    told: /exit status 3.*last lines.*Cannot find the moon/is,
    asked: () => [place.submission("exits"), "--only", "sign-up"],
  },
  {
    given: "an install that fails",
    code: 3,
    error: "install-failed",
    told: /exit status 9.*no such luck/is,
    asked: () => [
      place.submission("exits", { "assay.yaml": "install: sh -c 'echo no such luck; exit 9'\nstart: node index.cjs" }),
    ],
  },
  {
    given: "an unknown check",
    code: 2,
    error: "unknown-check",
    told: /assay show/,
    asked: () => [place.submission("exits"), "--only", "luck"],
  },
  {
    given: "a check by a name that is nearly one",
    code: 2,
    error: "unknown-check",
    told: /Did you mean "sign-up"\?[^]*--checks/,
    asked: () => [place.submission("exits"), "--only", "signup"],
  },
  {
    given: "an unknown challenge",
    code: 2,
    error: "unknown-challenge",
    told: /assay challenges/,
    asked: () => [place.submission("exits"), "--challenge", "chess"],
  },
  {
    given: "an archive without a sandbox",
    code: 2,
    error: "no-sandbox-for-archive",
    told: /unpack it yourself/,
    asked: () => [archive("hers.tar.gz", tarGz([{ path: "index.js", content: "" }])), "--sandbox", "none"],
  },
  {
    given: "an output folder that cannot be made",
    code: 2,
    error: "output-not-writable",
    told: /Choose another folder/,
    asked: () => [place.submission("exits"), "--out", join(archive("file", Buffer.from("")), "out")],
  },
  {
    given: "a seed that is no number",
    code: 2,
    error: "",
    told: /whole number/,
    asked: () => ["x", "--seed", "lucky"],
  },
  {
    given: "a format that isn't there",
    code: 2,
    error: "",
    told: /text, json or html/,
    asked: () => ["x", "--format", "pdf"],
  },
  {
    given: "no checks at all",
    code: 2,
    error: "usage",
    told: /--only/,
    asked: () => [place.submission("exits"), "--only", " , "],
  },
  { given: "no path", code: 2, error: "usage", told: /missing required argument/, asked: () => [] },
  {
    given: "an option that isn't there",
    code: 2,
    error: "usage",
    told: /unknown option[^]*`\.\/assay run --help`/,
    asked: () => ["x", "--quick"],
  },
];

it("the progress of a run that stopped early tells of what it did, and of nothing that it never came to", async () => {
  mkdirSync(place.path("notes"));
  writeFileSync(place.path("notes/README.md"), "# Notes");
  const { stderr } = await place.run("run", place.path("notes"));
  expect(stderr).toContain("Finding out what it is");
  expect(stderr).not.toMatch(/Installing what it needs|Starting it|Asking it|SKIPPED/);
});

describe("assay run, given what it cannot use,", () => {
  it.each(cases)(
    "$given: says what to do, exits with $code, and leaves nothing",
    async ({ asked, code, error, told }) => {
      const ended = await place.run("run", ...asked());
      expect(ended.stderr).toMatch(told);
      expect(ended.code).toBe(code);
      if (error !== "")
        expect(ended.stderr.match(/^assay: .*\([a-z-]+\)$/gm)).toEqual([expect.stringContaining(`(${error})`)]);
      // What a submission printed is shown as text: no terminal obeys it.
      expect(ended.stderr + ended.stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      expect(place.left()).toEqual(nothing);
    },
  );

  it("a machine without bubblewrap: says how to bring it", async () => {
    const hidden = archive("hidden", Buffer.from(""));
    const submission = place.submission("exits");
    const { stderr, code } = await place.startBy(
      ["bwrap", "--dev-bind", "/", "/", "--bind", hidden, "/usr/bin/bwrap"],
      ["run", submission],
    ).ended;
    expect(stderr).toMatch(/sandbox-missing[^]*install bubblewrap/);
    expect(code).toBe(69);
    expect(place.left()).toEqual(nothing);
  });

  it("a folder it may not write to: says so before it runs anything", async () => {
    const started = performance.now();
    const ended = await place.run(
      "run",
      place.submission("never-listens"),
      "--out",
      join(place.submission("exits"), "index.cjs", "out"),
    );
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining("output-not-writable") as string });
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
