import { expect, test } from "vitest";
import { existingReadingOf } from "../src/reading/existing.ts";
import { readingOf } from "../src/reading/reading.ts";
import { restsOn } from "../src/reading/rests.ts";
import { verdictReadingOf } from "../src/reading/verdict.ts";
import { renderText } from "../src/terminal/render-text.ts";
import { usualCatalogue } from "./usual-challenge.ts";
import { cases } from "./cases.ts";

const caseOf = (name: string) => cases[name] as (typeof cases)[string];
const readingFor = (name: string) => readingOf(caseOf(name), usualCatalogue, { language: "en" });

test("a backend that was not written for the test is told as one, before its verdict", () => {
  const told = existingReadingOf(readingFor("existing"));
  expect(told?.heading).toContain("not written for our test");
  expect(told?.paragraphs[0]).toMatch(/That left \d+ of our \d+ checks\.$/);
  expect(told?.paragraphs[1]).toContain("change password, forgot password, reset password, health and delete account");
  expect(told?.paragraphs[2]).toContain("read user name");
  const text = renderText(caseOf("existing"), usualCatalogue, { language: "en" });
  expect(text.indexOf("not written for our test")).toBeGreaterThan(0);
  expect(text.indexOf("not written for our test")).toBeLessThan(text.indexOf("Gave way where it matters"));
});

test("where most could not be asked for lack of a place, that is why no verdict is reached, and what to do is said", () => {
  const { checks, ...rest } = caseOf("existing");
  const unbound = checks.filter(({ reason }) => reason === "not-bound").map(({ id }) => id);
  const whole = checks.map((check) => (check.outcome === "fail" ? { ...check, outcome: "pass" as const } : check));
  const verdict = { verdict: "cannot-say", verdictRests: unbound } as const;
  const reading = readingOf({ ...rest, ...verdict, checks: whole }, usualCatalogue, { language: "en" });
  expect(verdictReadingOf(reading).headline).toMatch(/^We could ask too little to judge it: \d+ of our \d+ checks\.$/);
  expect(existingReadingOf(reading)?.paragraphs.join(" ")).toContain(
    "an address that opens only to people who are logged in",
  );
  const unclear = readingOf({ ...rest, verdict: "cannot-say", verdictRests: [], checks: whole }, usualCatalogue, {
    language: "en",
  });
  expect(existingReadingOf(unclear)?.paragraphs.join(" ")).not.toContain("too little");
});

test("any other work is not", () => {
  expect(existingReadingOf(readingFor("gave-way"))).toBeUndefined();
});

test("the checks that were left are those that do apply, for whatever reason: the numbers below add up to them", () => {
  const { checks, ...rest } = caseOf("existing");
  const unasked = checks.filter(({ outcome }) => outcome === "not-applicable").length;
  const first = checks.findIndex(({ outcome }) => outcome === "pass");
  const more = checks.map((check, at) =>
    at === first ? { ...check, outcome: "not-applicable" as const, reason: "database-lacks" as const } : check,
  );
  const reading = readingOf({ ...rest, checks: more }, usualCatalogue, { language: "en" });
  const left = checks.length - unasked - 1;
  expect(existingReadingOf(reading)?.paragraphs[0]).toContain(`That left ${left} of our ${checks.length} checks.`);
  expect(reading.tally.counted + reading.tally.of.explained).toBe(left);
});

test("of checks that a person chose it is not said how many were left", () => {
  const reading = readingOf({ ...caseOf("existing"), scope: { areAllChecks: false } }, usualCatalogue, {
    language: "en",
  });
  expect(existingReadingOf(reading)?.paragraphs[0]).toMatch(/must meet\.$/);
});

test.each(["existing", "existing-no-core"])("%s is never measured by a brief that nobody gave", (name) => {
  const reading = readingFor(name);
  const { headline, todo, why, limits } = verdictReadingOf(reading);
  const text = [headline, todo, ...why, limits, renderText(caseOf(name), usualCatalogue, { language: "en" })].join(
    "\n",
  );
  expect(text).not.toMatch(/you asked|the brief|we asked of it|small task/i);
});

test.each([
  ["not-bound", "where it is"],
  ["brief-alone", "made for our test"],
  ["no-json", "form"],
])("a question that does not apply for %s says so", (reason, words) => {
  const reading = readingFor("existing");
  const check = caseOf("existing").checks.find((one) => one.reason === reason);
  expect(check && reading.sentenceOf(check)).toContain(words);
});

test("what it was asked rests on what any reader takes for granted, and nothing on a line of a brief", () => {
  const reading = readingFor("existing");
  const told = caseOf("existing").checks.map(
    (check) => [check.reason === "brief-alone", restsOn(reading, check)] as const,
  );
  expect(told.every(([, { line }]) => line === undefined)).toBe(true);
  const about = (isBriefAlone: boolean) =>
    new Set(told.filter(([alone]) => alone === isBriefAlone).map(([, { words }]) => words));
  expect([...about(false)]).toEqual(["what any competent reader takes for granted"]);
  expect([...about(true)]).toEqual(["a brief that this backend was not written for; so it was not asked"]);
});

test("any other work rests on lines of its brief", () => {
  const [check] = caseOf("gave-way").checks;
  expect(check && restsOn(readingFor("gave-way"), check)).toEqual({ line: check?.rests });
});
