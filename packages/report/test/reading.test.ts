import { describe, expect, test } from "vitest";
import { readingOf } from "../src/reading/reading.ts";
import { verdictReadingOf } from "../src/reading/verdict.ts";
import { aCheck, aResult, words } from "./builders.ts";
import { usualCatalogue, usualChecks } from "./usual-challenge.ts";
import { cases } from "./cases.ts";

const options = { language: "en", candidate: "Jonas Weber" } as const;
const readingOfCase = (name: string) => readingOf(cases[name] as (typeof cases)[string], usualCatalogue, options);
const headlineOf = (name: string) => verdictReadingOf(readingOfCase(name)).headline;

describe.each(Object.keys(cases))("in %s", (name) => {
  test("counts add up: in all, by area and by what became of each check", () => {
    const { result, tally, areas, failures, told, listed } = readingOfCase(name);
    const sum = (pick: (one: (typeof areas)[number]["tally"]) => number) =>
      areas.reduce((total, area) => total + pick(area.tally), 0);
    expect(tally.of.pass + tally.of.fail + tally.of["not-established"] + tally.of["our-error"]).toBe(tally.counted);
    expect(tally.counted + tally.of.explained + tally.of["not-applicable"]).toBe(result.checks.length);
    expect(tally.counted + tally.of.explained).toBe(tally.applicable);
    expect(sum((one) => one.counted)).toBe(tally.counted);
    expect(sum((one) => one.of.pass)).toBe(tally.of.pass);
    expect(sum((one) => one.established)).toBe(tally.established);
    expect(Object.values(tally.failedBySeverity).reduce((a, b) => a + b, 0)).toBe(tally.of.fail);
    expect(failures.length).toBe(tally.of.fail);
    expect(told.length + listed.length).toBe(tally.of.fail);
  });
});

describe("the sentence made for the case", () => {
  test.each([
    ["held-up", "We tried hard to break it. It held."],
    ["held-up-smaller", "It held up where it matters. Stored passwords are quick to crack."],
    ["mostly-held-up", "Most of it held up. A stranger can find out who your customers are."],
    ["gave-way", "Most of it held up. Two people can end up with the same account."],
    ["did-not-hold-up", "It does not do all that was asked. A wrong password opens the door."],
    ["cannot-say", "Nothing broke. But 2 things that matter gave no clear answer."],
    ["our-mistake", "Something broke on our side, so we cannot judge this work."],
    ["could-not-run", "It did not start, so we could not test it."],
    ["no-core", "It starts, but nobody could sign up and log in, so we couldn’t get anywhere with it."],
  ])("of %s", (name, headline) => {
    expect(headlineOf(name)).toBe(headline);
  });

  test.each([
    ["held-up", {}, "It held up in the 2 checks that were run."],
    ["held-up", { outcome: "not-established" }, "It passed 1 of the 2 checks that were run."],
    ["held-up", { outcome: "not-applicable" }, "It held up in the one check that was run."],
    ["held-up", { outcome: "fail" }, "It held up where it matters in the 2 checks that were run. The door is open."],
    ["gave-way", { outcome: "fail" }, "It failed 1 of the 2 checks that were run. The door is open."],
    ["mostly-held-up", { outcome: "fail" }, "It failed 1 of the 2 checks that were run. The door is open."],
  ] as const)("of %s says how little was asked where a person chose the checks", (verdict, more, headline) => {
    const result = aResult([aCheck("a", "secure", more), aCheck("b", "stable")], {
      verdict,
      scope: { areAllChecks: false },
    });
    const told = verdictReadingOf(readingOf(result, { a: { words: words("A", "The door is open") } }, options));
    expect(told.headline).toBe(headline);
    expect(told.todo).not.toContain("everything");
  });

  test("claims that most held up only when most did", () => {
    const checks = [aCheck("a", "secure", { outcome: "fail" }), aCheck("b", "secure"), aCheck("c", "stable")];
    const reading = readingOf(
      aResult(checks, { verdict: "gave-way" }),
      { a: { words: words("A", "The door is open") } },
      options,
    );
    expect(verdictReadingOf(reading).headline).toBe("Much of it held up. The door is open.");
  });
});

test("praise of an area is left out when one of its checks gave no answer", () => {
  const whole = verdictReadingOf(readingOf(aResult(usualChecks()), usualCatalogue, options)).why.join(" ");
  expect(whole).toContain("none of our attacks worked");
  const holed = aResult(usualChecks({ "hash-strength": { outcome: "not-established", reason: "app-died" } }));
  expect(verdictReadingOf(readingOf(holed, usualCatalogue, options)).why.join(" ")).not.toContain(
    "none of our attacks",
  );
});

test("praise of an area needs most of its checks asked: one pass of many is no praise", () => {
  const mistakes = (more: Parameters<typeof aCheck>[2]) => [
    aCheck("other", "stable", { outcome: "fail" }),
    ...Array.from({ length: 16 }, (_, at) => aCheck(`m-${at}`, "handles-errors", at === 0 ? {} : more)),
  ];
  const whyWith = (more: Parameters<typeof aCheck>[2]) =>
    verdictReadingOf(readingOf(aResult(mistakes(more), { verdict: "gave-way" }), {}, options)).why.join(" ");
  expect(whyWith({})).toContain("every mistake");
  expect(whyWith({ outcome: "not-established", reason: "prerequisite-failed", because: "other" })).not.toContain(
    "every mistake",
  );
  expect(whyWith({ outcome: "not-applicable" })).not.toContain("every mistake");
});

test("what the submission hid from us is said as its own doing", () => {
  const saying = (facts: Readonly<Record<string, string | number>>): string => {
    const check = aCheck("stored-passwords", "secure", { outcome: "not-established", reason: "data-hidden", facts });
    const text = readingOf(aResult([check]), usualCatalogue, options).sentenceOf(check);
    return text.replaceAll(/[\u2066-\u2069]/g, "");
  };
  expect(saying({ how: "locked", place: "users", seconds: 6 })).toBe(
    "It hid its data from us: users stayed locked for 6 seconds, and we couldn’t read it.",
  );
  expect(saying({ how: "connections", place: "", seconds: 5 })).toBe(
    "It kept us out of its database: for 5 seconds we couldn’t connect.",
  );
  expect(saying({ how: "size", place: "a\u001b[31m", seconds: 5 })).not.toContain("\u001b");
  expect(saying({})).toBe("We got no clear answer.");
});

test("what a broken prerequisite left unasked says so", () => {
  const checks = [
    aCheck("cause", "secure", { outcome: "fail" }),
    aCheck("effect", "secure", { outcome: "not-established", because: "cause", reason: "prerequisite-failed" }),
  ];
  const { sentenceOf } = readingOf(aResult(checks), {}, options);
  expect(sentenceOf(checks[1]!)).toBe("Not asked, because something it needs did not work.");
});

test("what hurts first is told first: musts before extras, blockers before serious ones", () => {
  const { told } = readingOfCase("did-not-hold-up");
  expect(told.map(({ id }) => id)).toEqual(["wrong-password", "stored-passwords", "one-email-one-account"]);
  expect(readingOfCase("did-not-hold-up").failures.at(-1)?.id).toBe("slow-clients");
});

test("a failure that another one explains is not counted again, unless that other did not fail", () => {
  const explained = [
    aCheck("cause", "secure", { outcome: "fail" }),
    aCheck("effect", "secure", { outcome: "fail", because: "cause" }),
  ];
  expect(readingOf(aResult(explained), {}, options).tally.of).toMatchObject({ fail: 1, explained: 1 });
  const alone = explained.map((check) => (check.id === "cause" ? { ...check, outcome: "pass" as const } : check));
  expect(readingOf(aResult(alone), {}, options).tally.of).toMatchObject({ fail: 1, explained: 0 });
});

test("a check without words, or with facts that don't fit them, is still told", () => {
  const result = aResult([
    aCheck("never-heard-of", "secure", { outcome: "fail" }),
    aCheck("misfit", "secure", { outcome: "fail", facts: {} }),
  ]);
  const catalogue = { misfit: { words: words("A", "It broke", { failed: "{missing} were lost." }) } };
  const reading = readingOf(result, catalogue, options);
  expect(result.checks.map(reading.titleOf)).toEqual(["Never heard of", "It broke"]);
  expect(result.checks.map(reading.sentenceOf)).toEqual(["Never heard of", "It broke"]);
});

test("facts are said as a person reads them, and hide nothing", () => {
  const told = words("A", "B", { failed: "{time} s, {name}, {open, select, true {open} other {shut}}" });
  const check = aCheck("a", "secure", { outcome: "fail", facts: { time: 11.20345, name: "x\u001b<b>", open: true } });
  const reading = readingOf(aResult([check]), { a: { words: told } }, options);
  expect(reading.sentenceOf(check)).toBe("11.2 s, x␛<b>, open");
});

test("strengths are weighty passes of several areas, with extras at the end", () => {
  const { strengths } = readingOfCase("held-up");
  expect(strengths).toHaveLength(6);
  expect(new Set(strengths.map(({ area }) => area)).size).toBeGreaterThanOrEqual(4);
  expect(strengths.map(({ demand }) => demand)).toEqual(["must", "must", "must", "must", "extra", "extra"]);
});

test("a pass that another failure takes the worth from is no strength", () => {
  const secret = aCheck("guessable-secret", "secure", { severity: "blocker" });
  const key = aCheck("changed-token-payload", "secure", { severity: "blocker", emptiedBy: ["guessable-secret"] });
  const strengthsWhere = (outcome: "pass" | "fail") =>
    readingOf(aResult([{ ...secret, outcome }, key]), usualCatalogue, options).strengths.map(({ id }) => id);
  expect(strengthsWhere("pass")).toContain("changed-token-payload");
  expect(strengthsWhere("fail")).not.toContain("changed-token-payload");
});
