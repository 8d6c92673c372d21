import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { calibrate, neededFor, type CalibrateOptions } from "../../src/calibrate/calibrate.ts";
import { tellCalibration } from "../../src/calibrate/tell.ts";
import { findVariants } from "../../src/calibrate/variant.ts";
import { withWorkingCopy } from "../../src/calibrate/working-copy.ts";
import { AssayError } from "../../src/errors/assay-error.ts";
import type { Outcome } from "../../src/result/result.ts";
import { makeCheck } from "../judge/hand-made-checks.ts";
import { makeCheckResult, makeResult } from "../result/hand-made-result.ts";

/** A tiny pack on disk: the solution is one file of two words, and each check asks whether a word is there. */
let folder: string;
let pack: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-calibrate-"));
  pack = join(folder, "challenges", "tiny");
  put("solutions/plain/app.txt", "hash\nunique\nend\n");
  put("solutions/plain/node_modules/big.txt", "not copied");
  put("flawed/no-hash.patch", patched("# solution: plain\n# check: hashing\n# what: no hash", "-hash", "+nothing"));
  put(
    "legitimate/another-end.patch",
    patched(
      "# solution: plain\n# what: another end, said\n#   in two lines: like this\n# tempts: hashing",
      "",
      "",
      "fin",
    ),
  );
  put("engine/engine.ts", "1");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(join(pack, path, ".."), { recursive: true });
  writeFileSync(join(pack, path), text);
}

/** A patch of the solution's one file: its first line replaced, or its last. */
function patched(header: string, removed: string, added: string, end = "end"): string {
  const first = removed === "" ? [" hash"] : [removed, added];
  const last = end === "end" ? [" end"] : ["-end", `+${end}`];
  const lines = [...first, " unique", ...last].join("\n");
  return `${header}\n\ndiff --git a/app.txt b/app.txt\n--- a/app.txt\n+++ b/app.txt\n@@ -1,3 +1,3 @@\n${lines}\n`;
}

const challenge = {
  establishes: { signUp: "sign-up" },
  checks: [makeCheck("sign-up"), makeCheck("hashing", { needs: ["signUp"] }), makeCheck("unique")],
};

interface Asked {
  readonly variant: string;
  readonly only: readonly string[] | undefined;
  readonly seed: number;
  /** What the binding's file says. */
  readonly binding?: string;
}

/** Evaluates by reading the file; `change` bends what is said. */
function evaluator(
  asked: Asked[],
  change: (outcomes: Record<string, Outcome>, asked: Asked) => void = () => undefined,
) {
  const evaluate: CalibrateOptions["evaluate"] = async (directory, { only, seed, binding }) => {
    const text = readFileSync(join(directory, "app.txt"), "utf8");
    const said: Asked = {
      ...{ variant: directory.split("/").at(-1) ?? "", only, seed },
      ...(binding === undefined ? {} : { binding: readFileSync(binding, "utf8") }),
    };
    asked.push(said);
    const outcomes: Record<string, Outcome> = {
      "sign-up": "pass",
      hashing: text.includes("hash") ? "pass" : "fail",
      unique: text.includes("unique") ? "pass" : "fail",
    };
    change(outcomes, said);
    const checks = Object.entries(outcomes)
      .filter(([id]) => only?.includes(id) ?? true)
      .map(([id, outcome]) => makeCheckResult(id, { outcome }));
    return { result: makeResult({ seed, checks, scope: { areAllChecks: only === undefined } }) };
  };
  return evaluate;
}

function optionsWith(evaluate: CalibrateOptions["evaluate"], more: Partial<CalibrateOptions> = {}): CalibrateOptions {
  return {
    challenge,
    challengeFolder: pack,
    evaluate,
    recordsFolder: join(folder, "records"),
    engineFolder: join(pack, "engine"),
    ...more,
  };
}

describe("a calibration", () => {
  test("proves a pack whose flaw is caught and whose right ways are clean", async () => {
    const asked: Asked[] = [];
    const calibrated = await calibrate(optionsWith(evaluator(asked)));
    expect(calibrated.calibration).toMatchObject({
      isProven: true,
      matrix: { flawed: { caught: 1, missed: 0 }, right: { clean: 2, falseAlarm: 0, unclear: 0 } },
      caught: { of: 1, outOf: 1, high: 1 },
    });
    expect(asked.map(({ variant, only }) => [variant, only])).toEqual([
      ["plain", undefined],
      ["no-hash", undefined],
      ["another-end", undefined],
    ]);
    expect(tellCalibration({ ...calibrated, faults: [] })).toMatch(/Proven\.$/);
  });

  test("names the checks that nobody has proven", async () => {
    const { faults } = await calibrate(optionsWith(evaluator([])));
    expect(faults).toEqual(["No flawed variant names the check sign-up.", "No flawed variant names the check unique."]);
  });

  test("repeats a flawed variant with its check and what that needs alone, each time with another seed", async () => {
    const asked: Asked[] = [];
    await calibrate(optionsWith(evaluator(asked), { only: ["no-hash"], repeat: 3 }));
    expect(asked.map(({ only }) => only)).toEqual([undefined, ["sign-up", "hashing"], ["sign-up", "hashing"]]);
    expect(new Set(asked.map(({ seed }) => seed)).size).toBe(3);
    await calibrate(optionsWith(evaluator(asked), { only: ["no-hash"], repeat: 4, all: true }));
    expect(asked[3]?.only).toBeUndefined();
  });

  test("asks only what a variant is about from the first run on when it has to be quick", async () => {
    const asked: Asked[] = [];
    await calibrate(optionsWith(evaluator(asked), { quick: true }));
    expect(asked.map(({ variant, only }) => [variant, only])).toEqual([
      ["plain", undefined],
      ["no-hash", ["sign-up", "hashing"]],
      ["another-end", ["sign-up", "hashing"]],
    ]);
  });

  test("goes on where it stopped", async () => {
    const asked: Asked[] = [];
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const first = calibrate(optionsWith(evaluator(asked), { onProgress, signal: stop.signal }));
    await expect(first).rejects.toMatchObject({ code: "interrupted" });
    const { calibration } = await calibrate(optionsWith(evaluator(asked)));
    expect(asked.map(({ variant }) => variant)).toEqual(["plain", "no-hash", "another-end"]);
    expect(calibration.isProven).toBe(true);
  });

  test("runs again what has changed: a variant alone, or all when the engine or the pack did", async () => {
    const asked: Asked[] = [];
    const again = async () => {
      asked.length = 0;
      await calibrate(optionsWith(evaluator(asked)));
      return asked.map(({ variant }) => variant);
    };
    await again();
    expect(await again()).toEqual([]);
    put("flawed/no-hash.patch", patched("# solution: plain\n# check: hashing\n# what: none", "-hash", "+none"));
    expect(await again()).toEqual(["no-hash"]);
    put("checks/hashing.ts", "changed");
    expect(await again()).toEqual(["plain", "no-hash", "another-end"]);
    put("engine/engine.ts", "2");
    expect(await again()).toEqual(["plain", "no-hash", "another-end"]);
    put("../any-backend/checks/unknown-path.ts", "new");
    expect(await again()).toEqual(["plain", "no-hash", "another-end"]);
  });

  test("picks the variants that name a check", async () => {
    const asked: Asked[] = [];
    await calibrate(optionsWith(evaluator(asked), { only: ["hashing"] }));
    expect(asked.map(({ variant }) => variant)).toEqual(["no-hash", "another-end"]);
    const none = calibrate(optionsWith(evaluator(asked), { only: ["nothing"] }));
    await expect(none).rejects.toMatchObject({ code: "usage" });
  });

  test("keeps what was done when one run breaks, and calls it not proven", async () => {
    const broken: CalibrateOptions["evaluate"] = async (directory, options) => {
      if (directory.endsWith("another-end")) throw new AssayError("internal", { problem: "it broke" });
      return evaluator([])(directory, options);
    };
    const { calibration } = await calibrate(optionsWith(broken));
    expect(calibration.isProven).toBe(false);
    expect(calibration.unclear).toMatchObject([{ variant: "another-end", runs: 1 }]);
    expect(calibration.matrix.right).toEqual({ clean: 1, falseAlarm: 0, unclear: 1 });
  });

  test("tells misses, false alarms, unlisted consequences and the unsteady", async () => {
    const bent = evaluator([], (outcomes, { variant, only }) => {
      if (variant === "no-hash") outcomes["hashing"] = only === undefined ? "pass" : "fail";
      if (variant === "no-hash") outcomes["sign-up"] = "fail";
      if (variant === "another-end") outcomes["unique"] = "fail";
    });
    const calibrated = await calibrate(optionsWith(bent, { repeat: 2 }));
    const { calibration } = calibrated;
    expect(calibration.misses).toMatchObject([
      { variant: "no-hash", check: "hashing", runs: 1, outOf: 2, said: ["pass"] },
    ]);
    expect(calibration.unlisted).toMatchObject([{ variant: "no-hash", check: "sign-up", runs: 2 }]);
    expect(calibration.unsteady).toMatchObject([{ variant: "no-hash", check: "hashing", said: ["pass", "fail"] }]);
    expect(calibration.falseAlarms).toMatchObject([{ variant: "another-end", check: "unique", runs: 2, outOf: 2 }]);
    expect(calibration.matrix).toEqual({
      flawed: { caught: 1, missed: 1 },
      right: { clean: 2, falseAlarm: 2, unclear: 0 },
    });
    expect(calibration.checks.find(({ check }) => check === "unique")).toMatchObject({ falseAlarms: 2, leftAlone: 2 });
    expect(tellCalibration(calibrated)).toContain("no-hash: hashing in 1 of 2, said pass");
    expect(tellCalibration(calibrated)).toMatch(/Not proven\.$/);
  });
});

test("a solution by others is one of the solutions", async () => {
  put("by-others/theirs/app.txt", "hash\nunique\nend\n");
  const theirs = (await findVariants(pack)).find(({ name }) => name === "theirs");
  expect(theirs).toEqual({ kind: "solution", name: "theirs", directory: join(pack, "by-others/theirs") });
});

describe("an existing backend", () => {
  const patch = patched("# solution: theirs\n# check: hashing\n# what: no hash", "-hash", "+nothing");
  const binding = "diff --git a/binding.yaml b/binding.yaml\n--- a/binding.yaml\n+++ b/binding.yaml\n@@ -1 +1 @@\n";

  beforeEach(() => {
    put("existing/theirs/app.txt", "hash\nunique\nend\n");
    put("existing/theirs/binding.yaml", "success: 200\n");
  });

  test("is a solution with a binding, and patches may name it", async () => {
    put("flawed/theirs-no-hash.patch", patch);
    const variants = await findVariants(pack);
    const theirs = variants.find(({ name }) => name === "theirs");
    expect(theirs).toEqual({
      ...{ kind: "solution", name: "theirs" },
      ...{ directory: join(pack, "existing/theirs"), binding: "binding.yaml" },
    });
    expect(variants.find(({ name }) => name === "plain")).not.toHaveProperty("binding");
    expect(variants.find(({ name }) => name === "theirs-no-hash")).toMatchObject({ kind: "flawed", solution: theirs });
  });

  test("is evaluated by its binding, as a patch leaves it", async () => {
    const asked: Asked[] = [];
    put("flawed/theirs-no-hash.patch", `${patch}${binding}-success: 200\n+success: 302\n`);
    const { calibration } = await calibrate(optionsWith(evaluator(asked)));
    expect(asked.map((said) => [said.variant, said.binding])).toEqual([
      ["plain", undefined],
      ["theirs", "success: 200\n"],
      ["no-hash", undefined],
      ["theirs-no-hash", "success: 302\n"],
      ["another-end", undefined],
    ]);
    expect(calibration.isProven).toBe(true);
  });

  test("is run again when its binding has changed, and nothing else is", async () => {
    const asked: Asked[] = [];
    await calibrate(optionsWith(evaluator(asked)));
    asked.length = 0;
    put("existing/theirs/binding.yaml", "success: 201\n");
    await calibrate(optionsWith(evaluator(asked)));
    expect(asked.map(({ variant }) => variant)).toEqual(["theirs"]);
  });
});

describe("a variant", () => {
  test("is the solution's code with its patch, and gone afterwards", async () => {
    const flawed = (await findVariants(pack)).find(({ kind }) => kind === "flawed");
    if (flawed === undefined) throw new Error("there is one");
    const seen = await withWorkingCopy(flawed, async (directory) => ({
      directory,
      text: readFileSync(join(directory, "app.txt"), "utf8"),
      names: readdirSync(directory),
    }));
    expect(seen.text).toBe("nothing\nunique\nend\n");
    expect(seen.names).toEqual(["app.txt"]);
    expect(() => readFileSync(join(seen.directory, "app.txt"))).toThrow(/ENOENT/);
  });

  test("says what it is in its head", async () => {
    expect((await findVariants(pack)).map(({ kind, name }) => `${kind}/${name}`)).toEqual([
      "solution/plain",
      "flawed/no-hash",
      "legitimate/another-end",
    ]);
    expect((await findVariants(pack))[2]).toMatchObject({
      what: "another end, said in two lines: like this",
      tempts: ["hashing"],
    });
  });

  test.each([
    ["# solution: plain\n# what: x", /check: /],
    ["# solution: other\n# check: hashing\n# what: x", /there is no solution "other"/],
    ["# solution: plain\n# check: hashing\n# what: x\n# cheque: y", /cheque/],
    ["solution: plain", /"solution: plain" is no "# key: value"/],
  ])("with the head %j is refused, and the file is named", async (header, problem) => {
    put("flawed/wrong.patch", patched(header, "-hash", "+nothing"));
    const refused = calibrate(optionsWith(evaluator([])));
    await expect(refused).rejects.toMatchObject({ code: "usage", message: expect.stringMatching(problem) as string });
    await expect(refused).rejects.toThrow(/flawed\/wrong\.patch/);
  });

  test("whose patch does not apply is refused before anything is run", async () => {
    const asked: Asked[] = [];
    put("flawed/stale.patch", patched("# solution: plain\n# check: hashing\n# what: x", "-gone", "+nothing"));
    await expect(calibrate(optionsWith(evaluator(asked)))).rejects.toThrow(/flawed\/stale\.patch does not apply/);
    expect(asked).toEqual([]);
  });
});

test("a check is asked with what it needs, through everything between, in the challenge's order", () => {
  const pyramid = {
    establishes: { signUp: "sign-up", logIn: "log-in" },
    checks: [
      makeCheck("profile", { needs: ["logIn"] }),
      makeCheck("log-in", { needs: ["signUp", "logIn"] }),
      makeCheck("other"),
      makeCheck("sign-up"),
    ],
  };
  expect(neededFor(["profile", "other"], pyramid)).toEqual(["profile", "log-in", "other", "sign-up"]);
  expect(neededFor(["profile"], pyramid)).toEqual(["profile", "log-in", "sign-up"]);
});

describe("a follow-up", () => {
  const followUp = { id: "refunds", title: "Refunds", version: "1.0.0", checks: ["refunding"] };
  const change =
    "# what: refunds\n\ndiff --git a/app.txt b/app.txt\n--- a/app.txt\n+++ b/app.txt\n@@ -1,3 +1,4 @@\n hash\n unique\n end\n+refund\n";
  const without = (header: string) =>
    `${header}\n\ndiff --git a/app.txt b/app.txt\n--- a/app.txt\n+++ b/app.txt\n@@ -1,4 +1,3 @@\n hash\n unique\n end\n-refund\n`;
  const changed = (asked: Asked[], more: Partial<CalibrateOptions> = {}) =>
    optionsWith(
      evaluator(asked, (outcomes, { variant }) => {
        outcomes["refunding"] = variant === "no-refund" ? "fail" : "pass";
      }),
      { challenge: { ...challenge, checks: [...challenge.checks, makeCheck("refunding")], followUp }, ...more },
    );

  beforeEach(() => {
    put("follow-ups/refunds/follow-up.ts", "export default {};\n");
    put("follow-ups/refunds/solutions/plain.patch", change);
    put(
      "follow-ups/refunds/flawed/no-refund.patch",
      without("# solution: plain\n# check: refunding\n# what: no refund"),
    );
  });

  test("is proven with the challenge's solutions, changed by its patches, and its own variants over them", async () => {
    const asked: Asked[] = [];
    const { calibration, faults } = await calibrate(changed(asked));
    expect(asked.map(({ variant }) => variant)).toEqual(["plain", "no-refund"]);
    expect(calibration).toMatchObject({ isProven: true, caught: { of: 1, outOf: 1 }, clean: { of: 1, outOf: 1 } });
    expect(faults).toEqual([]);
  });

  test("whose change does not apply, or is of no solution, is refused before anything is run", async () => {
    put("follow-ups/refunds/solutions/plain.patch", change.replace(" unique", " gone"));
    await expect(calibrate(changed([]))).rejects.toThrow(/solutions\/plain\.patch does not apply/);
    put("follow-ups/refunds/solutions/plain.patch", change);
    put("follow-ups/refunds/solutions/other.patch", change);
    await expect(calibrate(changed([]))).rejects.toThrow(/the challenge has no solution "other"/);
  });

  test("is run again when its change or its own checks have changed; the challenge is not", async () => {
    const records = { recordsFolder: join(folder, "changed") };
    await calibrate(changed([], records));
    await calibrate(optionsWith(evaluator([])));
    put("follow-ups/refunds/checks/refunding.ts", "changed");
    const [again, own]: [Asked[], Asked[]] = [[], []];
    await calibrate(changed(again, records));
    await calibrate(optionsWith(evaluator(own)));
    expect(again.map(({ variant }) => variant)).toEqual(["plain", "no-refund"]);
    expect(own).toEqual([]);
  });
});
