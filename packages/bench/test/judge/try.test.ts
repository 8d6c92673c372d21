import { expect, test } from "vitest";
import { fail, pass } from "../../src/check/judgement.ts";
import { judgeTry } from "../../src/judge/try.ts";
import { makeCheck } from "./hand-made-checks.ts";

test("a try is judged once, however often its judgement is asked for", () => {
  let times = 0;
  const check = makeCheck("slow", { judge: () => pass({ times: ++times }) });
  const attempt = { cell: "cell-1", evidence: {} };
  const [first, second] = [judgeTry(check, attempt, 1), judgeTry(check, attempt, 1)];
  expect(second).toBe(first);
  expect(times).toBe(1);
});

test("another check, or another version of gathering, is judged by itself", () => {
  const attempt = { cell: "cell-1", evidence: {} };
  const one = makeCheck("one", { judge: () => pass({ by: "one" }) });
  const other = makeCheck("other", { judge: () => pass({ by: "other" }) });
  expect(judgeTry(one, attempt, 1)).toMatchObject({ facts: { by: "one" } });
  expect(judgeTry(other, attempt, 1)).toMatchObject({ facts: { by: "other" } });
  expect(judgeTry(other, attempt, 0)).toMatchObject({ facts: { by: "other" } });
});

test("what could not be addressed is not our mistake; a limit that kept the value from us is named in its place", () => {
  const check = makeCheck("unaddressed", { judge: () => pass() });
  const attempt = { cell: "cell-1", unaddressed: { address: "/accounts/{$credential.id}" } };
  expect(judgeTry(check, attempt, 1)).toMatchObject({
    outcome: "not-established",
    reason: "unaddressed",
    facts: { address: "/accounts/{$credential.id}" },
  });
  const limited = { ...attempt, limited: { operation: "logIn", count: 3 } };
  expect(judgeTry(check, limited, 1)).toMatchObject({ outcome: "not-established", reason: "limited" });
  expect(judgeTry(check, { ...attempt, appDied: true }, 1)).toMatchObject({ reason: "app-died" });
});

test("a password that was printed in any cell decides where the check saw nothing of its own", () => {
  const printed = [{ check: "database-outage", line: '{"password":"hunter2"}' }];
  const check = makeCheck("leaks", { judge: () => pass(), judgePrinted: ([first]) => fail({ ...first }) });
  const attempt = { cell: "cell-1", evidence: {} };
  expect(judgeTry(check, attempt, 1)).toMatchObject({ outcome: "pass" });
  expect(judgeTry(check, { ...attempt, printed }, 1)).toMatchObject({ outcome: "fail", facts: printed[0] });
  expect(judgeTry(check, { ...attempt, notAsked: "not-bound", printed }, 1)).toMatchObject({
    outcome: "not-applicable",
  });
  expect(judgeTry(makeCheck("another", { judge: () => pass() }), { ...attempt, printed }, 1)).toMatchObject({
    outcome: "pass",
  });
});
