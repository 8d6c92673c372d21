import { describe, expect, test } from "vitest";
import type { Outcome, Result } from "@assay/bench/result";
import { changesBetween } from "../src/reading/changes.ts";
import { renderChangesMarkdown, renderChangesText } from "../src/terminal/render-changes.ts";
import { wordsOf } from "../src/words/words.ts";
import { aCheck, aResult, words } from "./builders.ts";

const said = wordsOf("en");
const catalogue = {
  mail: { words: words("Mail arrives", "Mail gets lost") },
  orders: { words: words("Orders are kept", "Orders get lost: {name}") },
};

const changed = (before: Result, now: Result) => changesBetween(before, now, catalogue, said);
const one = (outcome: Outcome, more: Parameters<typeof aCheck>[2] = {}) =>
  aCheck("mail", "stable", { outcome, ...more });
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe("from one result to the next", () => {
  test.each([
    ["pass", "fail", "newlyFailing"],
    ["fail", "pass", "newlyPassing"],
    ["fail", "fail", "stillFailing"],
    ["not-established", "fail", "notComparable"],
    ["our-error", "pass", "notComparable"],
    ["pass", "not-established", "notComparable"],
    ["fail", "our-error", "notComparable"],
    ["not-applicable", "fail", "notComparable"],
  ] as const)("a check that was %s and is %s is in the list %s, and in no other", (before, now, list) => {
    const found = changed(aResult([one(before)]), aResult([one(now)]));
    for (const name of ["newlyFailing", "newlyPassing", "stillFailing", "notComparable"] as const)
      expect(ids(found[name]), name).toEqual(name === list ? ["mail"] : []);
    expect(found.stillPassing).toBe(0);
  });

  test("what holds both times is counted, and what applies neither time is no news", () => {
    expect(changed(aResult([one("pass")]), aResult([one("pass")])).stillPassing).toBe(1);
    const found = changed(aResult([one("not-applicable")]), aResult([one("not-established")]));
    expect(found).toMatchObject({ stillPassing: 0, notComparable: [] });
  });

  test("a check of one side alone can’t be compared, and says which", () => {
    const orders = aCheck("orders", "keeps-data-whole", { outcome: "fail" });
    expect(changed(aResult([one("pass")]), aResult([orders])).notComparable).toMatchObject([
      { id: "orders", why: "first-asked", before: null, now: "fail" },
      { id: "mail", why: "no-longer-asked", before: "pass", now: null },
    ]);
  });

  test("what another failure explains is counted with that one", () => {
    const cause = aCheck("orders", "keeps-data-whole", { outcome: "fail" });
    const found = changed(
      aResult([one("pass"), { ...cause, outcome: "pass" }]),
      aResult([one("fail", { because: "orders" }), cause]),
    );
    expect(ids(found.newlyFailing)).toEqual(["orders"]);
    expect(found.notComparable).toEqual([]);
  });

  test("answers to different versions, or by different rules, are not compared at all", () => {
    const before = aResult([one("pass")]);
    const version = { ...before.challenge, version: "1.1.0" };
    const otherVersion = changed(before, aResult([one("fail")], { challenge: version }));
    expect([otherVersion.whyNot, ids(otherVersion.newlyFailing)]).toEqual([expect.stringContaining("1.1.0"), []]);
    const rules = changed(before, aResult([one("fail")], { assay: { ...before.assay, judging: 2 } }));
    expect(rules.whyNot).toContain("different versions of our rules");
  });

  test("on another machine what was timed is not compared, and what was proven is", () => {
    const before = aResult([one("pass", { kind: "measurement" }), aCheck("orders", "keeps-data-whole")]);
    const now = aResult(
      [one("fail", { kind: "measurement" }), aCheck("orders", "keeps-data-whole", { outcome: "fail" })],
      { machine: { ...before.machine, cores: 64 } },
    );
    const found = changed(before, now);
    expect(ids(found.newlyFailing)).toEqual(["orders"]);
    expect(found.notComparable).toMatchObject([{ id: "mail", why: "other-machine" }]);
  });

  test("that it no longer runs is said first", () => {
    const problem = { code: "x", by: "submission", message: "", whatToDo: "", lastLines: [] } as const;
    const broken = aResult([], { verdict: "could-not-run", problem });
    const found = changed(aResult([one("pass")]), broken);
    expect(found).toMatchObject({ stoppedRunning: true, newlyFailing: [] });
    expect(renderChangesText(found, { language: "en" })).toBe("It ran last time. This time it could not be run.");
    expect(changed(broken, aResult([one("pass")]))).toMatchObject({
      ...{ stoppedRunning: false, whyNot: "last time it could not be run" },
    });
  });

  test("the gravest stands first", () => {
    const checks = (outcome: Outcome) => [
      one(outcome, { severity: "minor" }),
      aCheck("orders", "keeps-data-whole", { outcome, severity: "blocker" }),
    ];
    expect(ids(changed(aResult(checks("pass")), aResult(checks("fail"))).newlyFailing)).toEqual(["orders", "mail"]);
  });
});

describe("as it is told", () => {
  const orders = { facts: { name: "<img src=x> [a](https://evil.example) `**`" } };
  const found = changed(
    aResult([one("fail"), aCheck("orders", "keeps-data-whole", orders)]),
    aResult([one("pass"), aCheck("orders", "keeps-data-whole", { outcome: "fail", ...orders })]),
  );

  test("in text, in lines that a terminal shows whole", () => {
    const text = renderChangesText(found, { language: "en" });
    expect(text).toContain("One check newly fails, one newly passes, nothing else fails.");
    expect(text).toContain("Newly failing:\n  - Orders get lost:");
    expect(text).toContain("Newly passing:\n  - Mail arrives");
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("in Markdown, in which what the work said is no markup", () => {
    const text = renderChangesMarkdown(found, { language: "en" });
    expect(text).toMatch(/^## Assay: test, not guess\. What changed since last time\n/);
    expect(text).toContain("### Newly failing\n\n- **Orders get lost: &lt;img src=x&gt; \\[a\\](https://evil.example)");
    expect(text).not.toMatch(/<img|(?<!\\)\[a/);
  });
});
