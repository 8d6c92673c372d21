import { describe, expect, it } from "vitest";
import endedLogIn from "../../../../../challenges/login-system/follow-ups/log-ins/checks/ended-log-in.ts";
import unlisted from "../../../../../challenges/login-system/follow-ups/log-ins/checks/ended-log-ins-unlisted.ts";
import keys from "../../../../../challenges/login-system/follow-ups/log-ins/checks/log-in-list-keys.ts";
import logInList from "../../../../../challenges/login-system/follow-ups/log-ins/checks/log-in-list.ts";
import others from "../../../../../challenges/login-system/follow-ups/log-ins/checks/others-log-ins.ts";
import unknown from "../../../../../challenges/login-system/follow-ups/log-ins/checks/unknown-log-in.ts";
import { attempt, closed, shows } from "../showing.ts";

const email = "ada@b.example";
const open = shows(email);
const began = Date.parse("2026-03-01T09:12:44Z");
const missing = attempt({ status: 404, body: { error: { message: "No." } } });
const done = attempt({ operation: "endLogIn", status: 204 });
const broken = attempt({ operation: "endLogIn", status: 500 });

/** A reply that lists these ids; the one that asks is marked. */
function listed(ids: readonly (string | number)[], own: string | number, beganAt: unknown = "2026-03-01T09:12:45Z") {
  const logIns = ids.map((id) => ({ id, beganAt, current: id === own }));
  return attempt({ operation: "listLogIns", outputs: { logIns }, body: { logIns } });
}

describe("the list", () => {
  const judged = (first: ReturnType<typeof listed>, second: ReturnType<typeof listed>) =>
    logInList.judge({ email, began, there: began + 900, looks: [open, open], first, second });

  it("passes with texts or numbers for ids, in any order, with more in it, to the minute and in any zone", () => {
    for (const pair of [
      [listed(["a", "b"], "a"), listed(["b", "a"], "b")],
      [listed([1, 2], 1), listed([2, 1], 2)],
      [listed(["a", "b", "signed-up"], "a"), listed(["a", "b", "signed-up"], "b")],
      [listed(["a", "b"], "a", "2026-03-01T09:12:00Z"), listed(["a", "b"], "b", "2026-03-01T14:42:00+05:30")],
      [listed(["a", "b"], "a", "2026-03-01T09:12:44"), listed(["a", "b"], "b", "2026-03-01T09:12:44")],
    ] as const) {
      expect(judged(...pair)).toMatchObject({ outcome: "pass" });
    }
  });

  it("fails, and how gravely goes by what is wrong with it", () => {
    const second = listed(["a", "b"], "b");
    expect(judged(missing, second)).toMatchObject({ outcome: "fail", facts: { what: "refused", answer: "404" } });
    expect(judged(attempt({ outputs: { logIns: "a" } }), second)).toMatchObject({ facts: { what: "form" } });
    expect(judged(attempt({ outputs: { logIns: [{ current: true }] } }), second)).toMatchObject({
      facts: { what: "form" },
    });
    expect(judged(listed(["a"], "a"), listed(["b"], "b"))).toMatchObject({ facts: { what: "missing" } });
    expect(judged(listed(["a", "b"], "c"), second)).toMatchObject({ facts: { what: "current" }, severity: "serious" });
    expect(judged(listed(["a", "b"], "b"), second)).toMatchObject({ facts: { what: "current" } });
    const late = listed(["a", "b"], "b", "2026-03-01T09:12:48Z");
    expect(judged(listed(["a", "b"], "a"), late)).toMatchObject({ facts: { what: "moves" }, severity: "minor" });
    for (const beganAt of ["2026-03-02T09:12:44Z", "yesterday", 1_772_356_364, null]) {
      const list = (own: string) => listed(["a", "b"], own, beganAt);
      expect(judged(list("a"), list("b"))).toMatchObject({ facts: { what: "moment" }, severity: "minor" });
    }
  });

  it("is unclear where nobody could log in, or there were too many tries", () => {
    expect(logInList.judge({ email, began, there: began })).toMatchObject({ reason: "no-log-in" });
    expect(judged(attempt({ status: 429 }), listed(["a", "b"], "b"))).toMatchObject({ reason: "limited" });
  });
});

describe("ending one", () => {
  const evidence = {
    ...{ email, before: [open, open, open], list: listed(["a", "b"], "a"), end: done, here: closed, there: closed },
    ...{ others: [open, open], afterRestart: closed, endItself: done, itself: closed },
  };
  const judged = (change: Partial<typeof evidence>) => endedLogIn.judge({ ...evidence, ...change });

  it("passes by its effect, whatever it answered", () => {
    expect(judged({})).toMatchObject({ outcome: "pass" });
    expect(judged({ end: broken })).toMatchObject({ outcome: "pass" });
  });

  it("fails where it goes on: everywhere, on a copy, after a restart, or together with another", () => {
    expect(judged({ here: open, there: open })).toMatchObject({ facts: { what: "stays" } });
    expect(judged({ here: open, there: open, end: missing })).toMatchObject({ facts: { what: "refused" } });
    expect(judged({ there: open })).toMatchObject({ facts: { what: "copy" }, severity: "serious" });
    expect(judged({ afterRestart: open })).toMatchObject({ facts: { what: "restart" }, severity: "serious" });
    expect(judged({ others: [open, closed] })).toMatchObject({ facts: { what: "others" }, severity: "serious" });
    expect(judged({ itself: open })).toMatchObject({ facts: { what: "itself" }, severity: "serious" });
  });

  it("is unclear where nobody was logged in, or no log-in could be named", () => {
    expect(endedLogIn.judge({ email })).toMatchObject({ reason: "no-log-in" });
    expect(endedLogIn.judge({ email, before: [open, open, open], list: missing })).toMatchObject({ reason: "no-list" });
  });
});

describe("what is another's", () => {
  const refused = attempt({ status: 401 });
  const evidence = {
    ...{ email, before: open, list: listed(["a"], "a"), id: "a" as string | number, seen: listed(["b"], "b") },
    ...{ end: missing, after: open, lists: [refused, refused], ends: [refused, refused], atLast: open },
  };
  const judged = (change: Partial<typeof evidence>) => others.judge({ ...evidence, ...change });

  it("passes when it is neither seen nor ended", () => {
    expect(judged({})).toMatchObject({ outcome: "pass" });
    expect(judged({ end: done })).toMatchObject({ outcome: "pass" });
    expect(judged({ id: 1, list: listed([1], 1), seen: listed([1], 1) })).toMatchObject({ outcome: "pass" });
  });

  it("fails when somebody else ends it, sees it, or needs no log-in", () => {
    expect(judged({ after: closed })).toMatchObject({ facts: { what: "ended" } });
    expect(judged({ atLast: closed })).toMatchObject({ facts: { what: "stranger" } });
    expect(judged({ seen: listed(["b", "a"], "b") })).toMatchObject({ facts: { what: "seen" } });
    expect(judged({ lists: [listed(["a"], "a"), refused] })).toMatchObject({ facts: { what: "open" } });
    const code = { facts: { what: "code", status: 404 }, severity: "minor" };
    expect(judged({ lists: [missing, refused] })).toMatchObject(code);
  });
});

describe("what stands in the list", () => {
  const judged = (opened: (typeof open)[]) =>
    keys.judge({ email, before: open, list: listed(["a"], "a"), tried: 6, opened });

  it("fails when any of it opens the account, and passes otherwise", () => {
    expect(judged([])).toMatchObject({ outcome: "pass", facts: { tried: 6 } });
    expect(judged([open])).toMatchObject({ outcome: "fail", facts: { opened: 1 } });
    expect(keys.judge({ email, before: open, list: missing, tried: 0, opened: [] })).toMatchObject({
      reason: "no-list",
    });
  });
});

describe("an id that is no log-in of theirs", () => {
  const evidence = {
    ...{ email, othersEmail: email, list: listed(["a"], "a"), ownId: "a", tries: [missing, missing] },
    ...{ after: open, others: open, listAfter: listed(["a"], "a") },
  };
  const judged = (change: Partial<typeof evidence>) => unknown.judge({ ...evidence, ...change });

  it("passes with any plain refusal", () => {
    for (const status of [400, 403, 404, 410, 422]) {
      expect(judged({ tries: [attempt({ status })] })).toMatchObject({ outcome: "pass" });
    }
  });

  it("fails when something ended, broke, or was said to be done", () => {
    expect(judged({ after: closed })).toMatchObject({ facts: { what: "changed" }, severity: "serious" });
    expect(judged({ others: closed })).toMatchObject({ facts: { what: "changed" } });
    expect(judged({ listAfter: listed(["b"], "b") })).toMatchObject({ facts: { what: "changed" } });
    expect(judged({ tries: [missing, broken] })).toMatchObject({ facts: { what: "fault", answer: "500" } });
    expect(judged({ tries: [missing, done] })).toMatchObject({ facts: { what: "done", answer: "204" } });
    expect(judged({ tries: [attempt({ status: 429 })] })).toMatchObject({ reason: "limited" });
  });
});

describe("what has ended", () => {
  const evidence = {
    ...{ email, ids: ["a", "b", "c"] as (string | number | undefined)[], afterLogOut: listed(["a", "b"], "a") },
    ...{ tabletLook: closed, phoneLook: closed, afterChange: listed(["a"], "a"), computerLook: closed },
    ...{ afterReset: listed(["d"], "d"), old: ["a", "b", "c", "a"] as (string | number | undefined)[] },
  };
  const judged = (change: Partial<typeof evidence>) => unlisted.judge({ ...evidence, ...change });

  it("passes when it is in no list, also where a new log-in was needed after the change", () => {
    expect(judged({})).toMatchObject({ outcome: "pass" });
    expect(judged({ afterChange: listed(["e"], "e"), old: ["a", "b", "c", "e"] })).toMatchObject({ outcome: "pass" });
  });

  it("fails when a list still has it, or leaves out what works", () => {
    expect(judged({ afterLogOut: listed(["a", "b", "c"], "a") })).toMatchObject({ facts: { after: "logOut" } });
    expect(judged({ afterChange: listed(["a", "b"], "a") })).toMatchObject({ facts: { after: "change" } });
    expect(judged({ afterChange: listed(["a", "c"], "a") })).toMatchObject({ facts: { after: "change" } });
    expect(judged({ afterReset: listed(["d", "a"], "d") })).toMatchObject({ facts: { after: "reset" } });
    expect(judged({ afterChange: listed([], "a") })).toMatchObject({ facts: { after: "missing" } });
  });

  it("is another check's where it did not end in the first place", () => {
    expect(judged({ phoneLook: open, afterChange: listed(["a", "b"], "a") })).toMatchObject({ reason: "not-ended" });
    expect(unlisted.judge({ email })).toMatchObject({ reason: "no-log-in" });
  });
});
