import { assert, constantFrom, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answerNeed,
  needAnswersIn,
  needBuilds,
  fitsOf,
  needRules,
  notSure,
  needQuestionIds,
  needQuestions,
  type NeedAnswers,
  type NeedQuestion,
} from "../src/index.ts";
import { enNeed } from "../src/words/en-need.ts";
import { businesses } from "./businesses.ts";

const words: Readonly<Record<string, string>> = enNeed;
const whens = ["not-yet", "soon", "now"] as const;
const later = (answers: NeedAnswers) => whens.indexOf(answerNeed(answers).when);

describe("a described business", () => {
  test.each(businesses)("$when: $told", ({ answers, when, because }) => {
    const answer = answerNeed(answers);
    expect(answer.when).toBe(when);
    expect(answer.because).toContain(because);
    expect(answer.unknown).toEqual([]);
    expect(answer.build.length > 0).toBe(when !== "not-yet");
    expect(answer.instead.length > 0).toBe(when === "not-yet");
  });

  test("is among at least 25, from each answer", () => {
    expect(businesses.length).toBeGreaterThanOrEqual(25);
    for (const when of whens) expect(businesses.filter((one) => one.when === when).length).toBeGreaterThan(5);
  });
});

describe("the table", () => {
  test("has a reason in words for each line, and says what to build and what to do instead in words", () => {
    for (const { question, answer, build, instead } of needRules) {
      expect(words[`needed.because.${question}.${answer}`], `${question}.${answer}`).toBeTypeOf("string");
      if (build !== undefined) expect(words[`needed.build.${build}`]).toBeTypeOf("string");
      if (instead !== undefined) expect(words[`needed.instead.${instead}`]).toBeTypeOf("string");
    }
  });

  test("has no line that no business meets", () => {
    for (const { question, answer } of needRules) {
      const meets = businesses.some(({ answers }) => answers[question] === answer);
      expect(meets, `${question}.${answer} is met by a business`).toBe(true);
    }
  });

  test("knows every question and answer in words", () => {
    for (const question of needQuestionIds) {
      expect(words[`needed.question.${question}`]).toBeTypeOf("string");
      for (const answer of needQuestions[question]) {
        expect(words[`needed.answer.${question}.${answer}`], `${question}.${answer}`).toBeTypeOf("string");
      }
    }
  });
});

/** Any answers at all. */
const anything = record(
  Object.fromEntries(needQuestionIds.map((question) => [question, constantFrom(...needQuestions[question], notSure)])),
);

/** Each answer that stands for more need than this one. */
function more(question: NeedQuestion, answer: string): readonly string[] {
  if (question === "kind") return [];
  const all: readonly string[] = needQuestions[question];
  if (answer === notSure) return all;
  // What hurts: nothing, then one of three, then several of them.
  if (question === "hurts") return answer === "nothing" ? all.slice(1) : answer === "several" ? [] : ["several"];
  return all.slice(all.indexOf(answer) + 1);
}

describe("whatever is answered", () => {
  test("a need more never makes the answer later", () => {
    assert(
      property(anything, constantFrom(...needQuestionIds), (answers, question) => {
        for (const answer of more(question, answers[question] ?? notSure)) {
          expect(later({ ...answers, [question]: answer })).toBeGreaterThanOrEqual(later(answers));
        }
      }),
    );
  });

  test("there is a reason, each said once, and none of a question that was not answered so", () => {
    assert(
      property(anything, (answers) => {
        const { because, speaksForIt, speaksForWaiting } = answerNeed(answers);
        expect(because.length).toBeGreaterThan(0);
        const said = [...because, ...speaksForIt, ...speaksForWaiting];
        expect(new Set(said).size).toBe(said.length);
        for (const reason of said.filter((one) => one.includes("."))) {
          const [question = "", answer] = reason.split(".");
          expect(answers[question]).toBe(answer);
        }
      }),
    );
  });

  test("both sides are shown: each line of the table that was met is a reason somewhere", () => {
    assert(
      property(anything, (answers) => {
        const { because, speaksForIt, speaksForWaiting } = answerNeed(answers);
        const said = [...because, ...speaksForIt, ...speaksForWaiting];
        const met = needRules.filter(({ question, answer }) => answers[question] === answer);
        expect(said).toEqual(expect.arrayContaining(met.map(({ question, answer }) => `${question}.${answer}`)));
      }),
    );
  });

  test("what is built stands in the order in which it is built", () => {
    assert(
      property(anything, (answers) => {
        const { build } = answerNeed(answers);
        expect(build.map((one) => needBuilds.indexOf(one))).toEqual(
          build.map((one) => needBuilds.indexOf(one)).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});

describe("a plain shop", () => {
  const plain: NeedAnswers = {
    ...{ kind: "shop", "log-ins": "customers", profiles: "basics", payments: "ready-made", forms: "simple" },
  };

  test("needs nobody for what comes with a ready-made shop, and hears what speaks for somebody all the same", () => {
    expect(answerNeed(plain)).toMatchObject({
      ...{ when: "not-yet", speaksForIt: ["log-ins.customers", "profiles.basics"], speaksForWaiting: [] },
      because: ["comes-with-shop", "kind.shop", "payments.ready-made", "forms.simple"],
    });
    expect(answerNeed({ ...plain, ready: "quarter" }).when).toBe("not-yet");
  });

  test("with something of its own has work, and hears what speaks for waiting", () => {
    expect(answerNeed({ ...plain, automation: "own-rules" })).toMatchObject({
      ...{ when: "soon", speaksForIt: [] },
      speaksForWaiting: ["kind.shop", "payments.ready-made", "forms.simple", "no-hurry"],
    });
    expect(answerNeed({ ...plain, hurts: "security" })).toMatchObject({
      ...{ when: "now", speaksForWaiting: ["kind.shop", "payments.ready-made", "forms.simple"] },
    });
  });
});

test("not sure of anything is never “now”, and says that nothing is known", () => {
  const unsure = Object.fromEntries(needQuestionIds.map((question) => [question, notSure])) as NeedAnswers;
  for (const answers of [unsure, {}]) {
    expect(answerNeed(answers)).toMatchObject({
      when: "not-yet",
      unknown: needQuestionIds,
      instead: ["write-it-down"],
    });
  }
});

test("what a browser kept is read as far as it still says something", () => {
  expect(needAnswersIn({ chat: "yes", payments: "gold", constructor: "x", forms: 7, ready: notSure })).toEqual({
    ...{ chat: "yes", ready: notSure },
  });
  expect(needAnswersIn(null)).toEqual({});
  expect(needAnswersIn("chat")).toEqual({});
});

test("a task says what it comes close to and what not, and one that we don't know claims nothing", () => {
  expect(fitsOf(["log-ins", "chat"], ["login-system", "weather"])).toEqual([
    { challenge: "login-system", shows: ["log-ins"], leavesOut: ["chat"], isKnown: true },
    { challenge: "weather", shows: [], leavesOut: ["log-ins", "chat"], isKnown: false },
  ]);
});
