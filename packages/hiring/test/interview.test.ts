import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  competencies,
  minutesInAll,
  mostQuestions,
  points,
  probes,
  questionsFromResult,
  type AskedCheck,
} from "../src/index.ts";
import { enInterview } from "../src/words/en-interview.ts";

const check = (id: string, more: Partial<AskedCheck> = {}): AskedCheck => ({
  ...{ id, outcome: "pass", unsteady: false, isStrength: false, isConsequence: false, severity: "serious" },
  ...{ title: id, ask: { question: `What of ${id}?`, goodAnswer: "This.", weakAnswer: "That." } },
  ...more,
});
const failed = (id: string, severity: AskedCheck["severity"] = "serious") => check(id, { outcome: "fail", severity });
const open = (id: string, more: Partial<AskedCheck> = {}) => check(id, { outcome: "not-established", ...more });
const strong = (id: string) => check(id, { isStrength: true });
const asked = (checks: readonly AskedCheck[]) => questionsFromResult(checks).map((one) => one.check.id);

const anyCheck = fc.record({
  id: fc.uuid(),
  outcome: fc.constantFrom("pass", "fail", "not-established", "not-applicable", "our-error"),
  unsteady: fc.boolean(),
  isStrength: fc.boolean(),
  isConsequence: fc.boolean(),
  severity: fc.constantFrom("blocker", "serious", "minor"),
  title: fc.string(),
  ask: fc.record({ question: fc.constantFrom("", "Why?"), goodAnswer: fc.string(), weakAnswer: fc.string() }),
}) satisfies fc.Arbitrary<AskedCheck>;
const results = fc.uniqueArray(anyCheck, { selector: ({ id }) => id, maxLength: 40 });

describe("the kit", () => {
  test("has for each subject a question, probes, and words for each point, in a call of three quarters of an hour", () => {
    for (const subject of competencies) {
      expect(enInterview[`kit.${subject}.question`]).toContain("Tell me about a");
      for (const probe of probes) expect(enInterview[`kit.${subject}.probe.${probe}`]).toMatch(/\?$/);
      const anchors = points.map((point) => enInterview[`kit.${subject}.anchor.${point}`]);
      expect(new Set(anchors).size).toBe(points.length);
    }
    expect(minutesInAll).toBe(45);
  });
});

describe("questions from a result", () => {
  test("ask of what failed first, the heaviest in front, then of what is not known, then of what was done well", () => {
    const checks = [strong("s"), open("o"), failed("f2"), failed("f1", "blocker"), failed("f3", "minor"), check("p")];
    expect(questionsFromResult(checks).map((one) => [one.check.id, one.because])).toEqual([
      ...[
        ["f1", "failed"],
        ["f2", "failed"],
        ["f3", "failed"],
      ],
      ...[
        ["o", "not-tested"],
        ["s", "done-well"],
      ],
    ]);
  });

  test("ask of a cause, never of what follows from it", () => {
    expect(asked([{ ...failed("effect", "blocker"), isConsequence: true }, failed("cause")])).toEqual(["cause"]);
  });

  test("put what came out one way and then another before what could not be tried, and leave what is small", () => {
    const checks = [open("a"), open("b", { unsteady: true }), open("c", { unsteady: true, severity: "minor" })];
    expect(questionsFromResult(checks).map((one) => [one.check.id, one.because])).toEqual([
      ["b", "unsteady"],
      ["a", "not-tested"],
    ]);
  });

  test("keep a place for what was done well, however much failed", () => {
    const many = Array.from({ length: 20 }, (_, at) => failed(`f${String(at)}`));
    expect(asked([...many, strong("s"), open("o")])).toEqual(["f0", "f1", "f2", "f3", "o", "s"]);
    expect(asked(many)).toHaveLength(mostQuestions);
  });

  test("are three on strengths where nothing failed", () => {
    expect(asked([strong("a"), strong("b"), strong("c"), strong("d")])).toEqual(["a", "b", "c"]);
  });

  test("are few, each once, of what can be asked alone, whatever the result", () => {
    fc.assert(
      fc.property(results, (checks) => {
        const questions = questionsFromResult(checks);
        expect(questions.length).toBeLessThanOrEqual(mostQuestions);
        expect(new Set(questions.map((one) => one.check.id)).size).toBe(questions.length);
        for (const one of questions) {
          expect(one.check.ask.question).not.toBe("");
          expect(one.check.isConsequence).toBe(false);
          expect(["pass", "fail", "not-established"]).toContain(one.check.outcome);
        }
      }),
    );
  });

  test("leave out no failure that weighs more than one they ask about, and take of every kind that there is", () => {
    const weight = { blocker: 0, serious: 1, minor: 2 };
    fc.assert(
      fc.property(results, (checks) => {
        const questions = questionsFromResult(checks);
        const askable = checks.filter(({ ask, isConsequence }) => ask.question !== "" && !isConsequence);
        const fails = askable.filter(({ outcome }) => outcome === "fail");
        const askedFails = questions.filter(({ because }) => because === "failed").map((one) => one.check);
        const heaviestLeft = Math.min(
          ...fails.filter((one) => !askedFails.includes(one)).map(({ severity }) => weight[severity]),
        );
        for (const one of askedFails) expect(weight[one.severity]).toBeLessThanOrEqual(heaviestLeft);
        const kinds = new Set(questions.map(({ check: { outcome } }) => outcome));
        if (fails.length > 0) expect(kinds).toContain("fail");
        if (askable.some(({ outcome, isStrength }) => outcome === "pass" && isStrength))
          expect(kinds).toContain("pass");
        if (askable.some(({ outcome, severity }) => outcome === "not-established" && severity !== "minor")) {
          expect(kinds).toContain("not-established");
        }
      }),
    );
  });
});
