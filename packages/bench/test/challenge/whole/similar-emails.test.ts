import { expect, it } from "vitest";
import check from "../../../../../challenges/login-system/checks/similar-emails.ts";
import { attempt, opening, refusal } from "../secure-1/written-evidence.ts";

const first = "ada-lee@b.example";
const second = "ada.lee@b.example";
const other = "bob.ray@b.example";
const signedUp = attempt({ operation: "signUp", status: 201 });
const turnedAway = (email: string, status = 409) => ({ email, signUp: attempt({ operation: "signUp", status }) });
const inside = (email: string) => ({ email, signUp: signedUp, opening: opening(email) });
const outside = (email: string, status = 401) => ({ email, signUp: signedUp, opening: refusal(status) });

type Seen = NonNullable<Parameters<typeof check.judge>[0]>;
type Newcomer = Seen["twins"][number]["twin"];
const before = attempt({ operation: "whoAmI", outputs: { email: first } });
const seen: Seen = { first, before, twins: [{ twin: inside(second) }], afterwards: opening(first) };
const without = (twin: Newcomer, control: Newcomer = inside(other)): Seen => ({ ...seen, twins: [{ twin, control }] });

it("passes when each gets into an account of their own", () => {
  expect(check.judge(seen)).toMatchObject({ outcome: "pass", facts: { tried: 2 } });
});

it("passes over a sign that the app takes from nobody, as long as it takes another", () => {
  const twins = [...seen.twins, { twin: turnedAway("ada%lee@b.example", 400), control: turnedAway(other, 400) }];
  expect(check.judge({ ...seen, twins })).toMatchObject({ outcome: "pass", facts: { tried: 2 } });
});

it("passes where a page for those who are logged in names nobody", () => {
  const anyone = { ...opening(second), whoAmI: { ...attempt({ operation: "whoAmI" }), namesNobody: true as const } };
  const twins = [{ twin: { ...inside(second), opening: anyone } }];
  expect(check.judge({ ...seen, twins })).toMatchObject({ outcome: "pass" });
});

it("fails when the second is told that their email is taken, and somebody with the same sign is not", () => {
  expect(check.judge(without(turnedAway(second)))).toMatchObject({ outcome: "fail", facts: { what: "taken", second } });
  expect(check.judge(without(turnedAway(second, 400)))).toMatchObject({ outcome: "fail" });
});

it("fails when one of the two can no longer log in", () => {
  expect(check.judge(without(outside(second)))).toMatchObject({
    outcome: "fail",
    facts: { what: "shut", shut: second },
  });
  expect(check.judge({ ...seen, afterwards: refusal() })).toMatchObject({
    outcome: "fail",
    facts: { what: "shut", shut: first },
  });
});

it("weighs it as a blocker when the password of one opens the account of the other", () => {
  const crossed = { ...inside(second), opening: opening(first) };
  expect(check.judge(without(crossed))).toMatchObject({ outcome: "fail", severity: "blocker" });
});

it("is not established when a limit or a fault stopped the second, or the sign is taken from nobody", () => {
  for (const twin of [turnedAway(second, 429), turnedAway(second, 500), outside(second, 429)])
    expect(check.judge(without(twin))).toMatchObject({ outcome: "not-established", reason: "refused" });
  expect(check.judge(without(turnedAway(second), turnedAway(other)))).toMatchObject({ reason: "refused" });
});

it("is not established without a first person, and not asked where people are known by a name", () => {
  expect(check.judge({ ...seen, before: refusal().logIn })).toMatchObject({ reason: "no-log-in" });
  expect(check.judge(null)).toMatchObject({ outcome: "not-applicable", reason: "user-names" });
});
