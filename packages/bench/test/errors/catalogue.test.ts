import { describe, expect, test } from "vitest";
import { AssayError, type ErrorFact } from "../../src/errors/assay-error.ts";
import { catalogue, type CatalogueEntry, type ErrorCode } from "../../src/errors/catalogue.ts";
import { exitCodes } from "../../src/errors/exit-codes.ts";

const entries = Object.entries(catalogue) as [ErrorCode, CatalogueEntry][];

describe("the catalogue", () => {
  test("no error ends like an evaluation that was made", () => {
    for (const [code, { exitCode }] of entries) expect([code, exitCode > exitCodes.findings]).toEqual([code, true]);
  });

  test("what is ours never ends like what is the submission's", () => {
    const of = (...owners: string[]): Set<number> =>
      new Set(entries.filter(([, { by }]) => owners.includes(by)).map(([, { exitCode }]) => exitCode));
    expect([...of("submission")].filter((exitCode) => of("assay", "sandbox", "usage").has(exitCode))).toEqual([]);
  });

  test("each bad input that a person can give has an exit code of its own", () => {
    const codes = ["path-not-found", "submission-empty", "archive-bomb", "never-listened", "manifest-broken"] as const;
    expect(new Set(codes.map((code) => catalogue[code].exitCode)).size).toBe(codes.length);
  });

  test("each says what to do, in sentences", () => {
    for (const [code, { message, whatToDo }] of entries) {
      expect([code, /[.}]$/.test(message), whatToDo.endsWith(".")]).toEqual([code, true, true]);
    }
  });
});

describe("an error", () => {
  test("fills its facts in, and survives a process boundary", () => {
    const error = new AssayError("install-failed", { command: "npm ci", exit: 1 }, { lastLines: ["npm error"] });
    expect(error.message).toBe("`npm ci` failed with exit status 1.");
    const other = AssayError.fromFact(JSON.parse(JSON.stringify(error.toFact())) as ErrorFact);
    expect(other).toMatchObject({
      code: "install-failed",
      by: "submission",
      exitCode: 3,
      message: error.message,
      lastLines: ["npm error"],
    });
  });

  test("ends in one full stop, also where what went wrong brings its own", () => {
    const error = new AssayError("archive-unreadable", { name: "bad.zip", problem: "The file is truncated." });
    expect(error.message).toBe("bad.zip is not a zip or tar.gz archive that can be read: The file is truncated.");
  });

  test("shows what a submission named as text: terminals don't obey it, and it fills nothing else in", () => {
    const error = new AssayError("archive-escapes", { name: "\u001b[31m{problem}\u202e", problem: "secret" });
    expect(error.message.startsWith("\uFFFD[31m{problem}\uFFFD tries")).toBe(true);
  });

  test("is needed with its facts: leaving one out doesn't compile", () => {
    // @ts-expect-error `exit` is missing
    const error = new AssayError("install-failed", { command: "npm ci" });
    expect(error.message).toContain("{exit}");
    expect(new AssayError("sandbox-missing").exitCode).toBe(69);
  });

  test("is made of anything thrown: a full disk is told apart, the rest is our own mistake", () => {
    const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC", path: "/tmp/x" });
    expect(AssayError.from(full)).toMatchObject({ code: "disk-full", by: "assay" });
    expect(AssayError.from("what").message).toBe("Assay made a mistake: what.");
  });
});
