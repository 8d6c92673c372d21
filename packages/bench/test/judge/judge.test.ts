import { describe, expect, test } from "vitest";
import type { Exchange } from "../../src/edge/exchange.ts";
import { pass } from "../../src/check/judgement.ts";
import { needsRepeat } from "../../src/judge/tries.ts";
import { gatheringVersion } from "../../src/result/versions.ts";
import { judgePairs, makeCheck, tries, type Setting } from "./hand-made-checks.ts";
import type { AnyCheck } from "../../src/check/check.ts";
import type { Try } from "../../src/judge/try.ts";

function judgeOne(check: AnyCheck, of: readonly Try[], setting?: Setting) {
  const [result] = judgePairs([[check, of]], setting).checks;
  if (result === undefined) throw new Error("one check makes one result");
  return result;
}

const rules = { isCore: false, gathering: gatheringVersion };

describe("a proof", () => {
  const proof = makeCheck("accounts");

  test("is a fail when seen once", () => {
    expect(judgeOne(proof, tries("fail"))).toMatchObject({ outcome: "fail", severity: "serious", tries: 1 });
    expect(judgeOne(proof, tries("pass", "fail")).outcome).toBe("fail");
  });

  test("carries the severity of this way of failing", () => {
    expect(judgeOne(proof, tries("fail-minor")).severity).toBe("minor");
  });

  test("is never a pass without evidence", () => {
    expect(judgeOne(proof, []).outcome).toBe("not-established");
    expect(judgeOne(proof, tries("error")).outcome).toBe("our-error");
    expect(judgeOne(proof, [{ cell: "cell-1" }])).toMatchObject({
      outcome: "our-error",
      error: "The check accounts gathered nothing.",
    });
  });

  test("is not established when the app died before it could answer, and gets one more cell", () => {
    expect(judgeOne(proof, tries("app-died"))).toMatchObject({ outcome: "not-established", reason: "app-died" });
    expect(needsRepeat(proof, tries("app-died"), rules)).toBe(true);
    expect(needsRepeat(proof, tries("app-died", "app-died"), rules)).toBe(false);
  });

  describe("when the submission hid data from the inspector", () => {
    const hidden = { how: "locked", place: "users", seconds: 6 } as const;
    const hiding = (said: Parameters<typeof tries>[0]): Try[] => tries(said).map((attempt) => ({ ...attempt, hidden }));
    const notEstablished = { outcome: "not-established", reason: "data-hidden", facts: hidden };

    test("is not established, whatever the rest of the data said, and never our error", () => {
      for (const said of ["pass", "fail", "unclear", "not-applicable", "unreadable", "error", "app-died"] as const) {
        expect(judgeOne(proof, hiding(said)), said).toMatchObject(notEstablished);
      }
    });

    test("still fails where what was seen is enough for that", () => {
      const bySight = makeCheck("accounts", { failsBySight: true });
      expect(judgeOne(bySight, hiding("fail")).outcome).toBe("fail");
      expect(judgeOne(bySight, hiding("pass"))).toMatchObject(notEstablished);
    });

    test("gets one more cell, in which it may show them", () => {
      expect(needsRepeat(proof, hiding("pass"), rules)).toBe(true);
      expect(needsRepeat(proof, [...hiding("pass"), ...hiding("pass")], rules)).toBe(false);
      expect(judgeOne(proof, [...hiding("pass"), ...tries("pass")]).outcome).toBe("pass");
    });
  });

  test("is our error when its judge breaks on today's evidence, and is tried once more", () => {
    expect(judgeOne(proof, tries("unreadable"))).toMatchObject({
      outcome: "our-error",
      error: "The judge of accounts broke: said is no longer a word",
    });
    expect(needsRepeat(proof, tries("unreadable"), rules)).toBe(true);
    expect(needsRepeat(proof, tries("unreadable", "error"), rules)).toBe(false);
    expect(judgeOne(proof, tries("error", "pass")).outcome).toBe("pass");
  });

  test("is not established when today's judge cannot read evidence of another version", () => {
    expect(judgeOne(proof, tries("unreadable"), { gathering: gatheringVersion - 1 })).toMatchObject({
      outcome: "not-established",
      reason: "old-evidence",
    });
  });

  test("is our error when its judge makes a note instead", () => {
    expect(judgeOne(proof, tries("noted")).outcome).toBe("our-error");
  });

  test("keeps at most twelve exchanges, whatever way they were named", () => {
    const exchange = (id: number) => ({ id }) as Exchange;
    const many = makeCheck("many", {
      judge: () =>
        pass(
          {},
          {
            exchanges: [undefined, { exchange: exchange(0) }, ...Array.from({ length: 20 }, (_, n) => exchange(n + 1))],
          },
        ),
    });
    const { exchanges } = judgeOne(many, tries("pass")).exhibits;
    expect(exchanges.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

describe("a measurement", () => {
  const measurement = makeCheck("timing", { kind: "measurement" });

  test("fails only when it failed in three cells", () => {
    expect(judgeOne(measurement, tries("fail", "fail", "fail"))).toMatchObject({ outcome: "fail", tries: 3 });
    expect(judgeOne(measurement, tries("fail", "fail"))).toMatchObject({
      outcome: "not-established",
      reason: "not-repeated",
    });
  });

  test("is unsteady when its tries disagree", () => {
    const unsteady = { outcome: "not-established", reason: "unsteady", unsteady: true };
    expect(judgeOne(measurement, tries("fail", "pass"))).toMatchObject(unsteady);
    expect(judgeOne(measurement, tries("fail", "fail", "unclear"))).toMatchObject(unsteady);
  });

  test("is our error when we could not repeat it", () => {
    expect(judgeOne(measurement, tries("fail", "error", "error")).outcome).toBe("our-error");
  });

  test("is run again only as long as every try fails", () => {
    expect(needsRepeat(measurement, tries("pass"), rules)).toBe(false);
    expect(needsRepeat(measurement, tries("fail"), rules)).toBe(true);
    expect(needsRepeat(measurement, tries("fail", "fail"), rules)).toBe(true);
    expect(needsRepeat(measurement, tries("fail", "error", "fail"), rules)).toBe(true);
    expect(needsRepeat(measurement, tries("fail", "pass"), rules)).toBe(false);
    expect(needsRepeat(measurement, tries("fail", "fail", "fail"), rules)).toBe(false);
  });
});

describe("a note", () => {
  const note = makeCheck("tests", { kind: "note" });

  test("is no result and cannot fail", () => {
    expect(judgePairs([[note, tries("noted")]])).toMatchObject({ checks: [], notes: [{ id: "tests" }] });
    expect(judgePairs([[note, tries("error")]])).toEqual({ checks: [], notes: [] });
  });
});

describe("the core", () => {
  const signUp = makeCheck("sign-up", { severity: "blocker" });
  const setting = { establishes: { signUp: "sign-up" }, core: ["signUp"] };
  const coreRules = { ...rules, isCore: true };

  test("is tried in a second cell before anything heavy is said", () => {
    expect(needsRepeat(signUp, tries("fail"), coreRules)).toBe(true);
    expect(needsRepeat(signUp, tries("unclear"), coreRules)).toBe(true);
    expect(needsRepeat(signUp, tries("fail", "fail"), coreRules)).toBe(false);
    expect(needsRepeat(signUp, tries("pass"), coreRules)).toBe(false);
  });

  test("fails when no cell of two could use it, and is unsteady when one could", () => {
    expect(judgeOne(signUp, tries("fail", "app-died"), setting).outcome).toBe("fail");
    expect(judgeOne(signUp, tries("fail", "pass"), setting)).toMatchObject({
      outcome: "not-established",
      unsteady: true,
    });
  });
});

describe("an extra", () => {
  const deletion = makeCheck("deletion", { demand: "extra", severity: "blocker" });
  const afterwards = makeCheck("token-after-deletion", { severity: "blocker", needs: ["deleteAccount"] });

  test("that fails was not done, and what builds on it does not apply", () => {
    const { checks } = judgePairs(
      [
        [deletion, tries("fail")],
        [afterwards, tries("fail")],
      ],
      {
        establishes: { deleteAccount: "deletion" },
      },
    );
    expect(checks).toMatchObject([
      { outcome: "not-applicable", reason: "extra-not-done", facts: { said: "fail" } },
      { outcome: "not-applicable", reason: "extra-not-done", because: "deletion" },
    ]);
  });

  test("that works passes, and what builds on it counts", () => {
    const { checks } = judgePairs(
      [
        [deletion, tries("pass")],
        [afterwards, tries("fail")],
      ],
      {
        establishes: { deleteAccount: "deletion" },
      },
    );
    expect(checks.map(({ outcome }) => outcome)).toEqual(["pass", "fail"]);
  });
});
