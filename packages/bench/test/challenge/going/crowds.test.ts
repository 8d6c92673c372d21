import { describe, expect, it } from "vitest";
import refusals from "../../../../../challenges/login-system/checks/refusals-in-numbers.ts";
import rush from "../../../../../challenges/login-system/checks/sign-up-rush.ts";
import slow from "../../../../../challenges/login-system/checks/slow-visitors.ts";
import leaving from "../../../../../challenges/login-system/checks/visitors-who-leave.ts";
import { attempt } from "../secure-1/written-evidence.ts";
import { email, look, signUp } from "../whole/written-evidence.ts";

describe("sixty-four sign-ups at once", () => {
  type Evidence = Parameters<typeof rush.judge>[0];
  const after = { email, signUp: signUp(201), logIn: attempt({ token: "t" }), whoAmI: look(email) };
  const crowd = (...statuses: readonly number[]) => statuses.map((status) => signUp(status));
  const evidence = (over: Partial<Evidence> = {}): Evidence => ({
    signUps: crowd(201, 201, 503, 429),
    exit: null,
    tries: [after],
    ...over,
  });

  it("get in, or are asked to try again", () => {
    expect(rush.judge(evidence())).toMatchObject({ outcome: "pass", facts: { done: 2 } });
    expect(rush.judge(evidence({ signUps: crowd(503, 503) }))).toMatchObject({ outcome: "pass", facts: { done: 0 } });
    expect(rush.judge(evidence({ signUps: crowd(202, 202) }))).toMatchObject({ facts: { done: 2 } });
  });

  it("may wait far longer than five seconds", () => {
    const waited = attempt({ operation: "signUp", status: 201, tookMs: 25_000 });
    expect(rush.judge(evidence({ signUps: [waited] }))).toMatchObject({ outcome: "pass" });
  });

  const exit = (outOfMemory: boolean) => ({ code: outOfMemory ? null : 1, signal: null, outOfMemory });
  it.each<readonly [string, Partial<Evidence>]>([
    ["memory", { exit: exit(true), signUps: crowd(0, 0), tries: [] }],
    ["ended", { exit: exit(false), signUps: crowd(201, 0), tries: [] }],
    ["silent", { signUps: crowd(201, 0) }],
    ["stuck", { tries: [{ ...after, signUp: signUp(500), whoAmI: look(401) }] }],
    ["stuck", { tries: [{ ...after, logIn: attempt({ status: 0 }), whoAmI: look(401) }] }],
  ])("are too much: %s", (how, over) => {
    expect(rush.judge(evidence(over))).toMatchObject({ outcome: "fail", facts: { how } });
  });

  it("are too much when honest people get an error in place of an account or a request to wait", () => {
    expect(rush.judge(evidence({ signUps: crowd(201, 500, 500, 503) }))).toMatchObject({
      outcome: "fail",
      facts: { how: "broken", broken: 2 },
    });
    // A database that is locked is no email that is taken.
    expect(rush.judge(evidence({ signUps: crowd(201, 409) }))).toMatchObject({ facts: { how: "broken" } });
  });

  it("may be turned away by a web server that has no worker left", () => {
    expect(rush.judge(evidence({ signUps: crowd(201, 502, 504, 429) }))).toMatchObject({ outcome: "pass" });
  });

  it("say nothing of what comes after, when that is limited", () => {
    const limited = { ...after, signUp: signUp(429), logIn: attempt({ status: 401 }), whoAmI: look(401) };
    expect(rush.judge(evidence({ tries: [limited] }))).toMatchObject({ outcome: "not-established", reason: "limited" });
  });
});

describe("a hundred refusals", () => {
  type Evidence = Parameters<typeof refusals.judge>[0];
  const served = {
    email: "new@b.example",
    signUp: signUp(201),
    logIn: attempt({ token: "t" }),
    whoAmI: look("new@b.example"),
  };
  const unserved = { email: "new@b.example", signUp: signUp(0) };
  const evidence = (over: Partial<Evidence> = {}): Evidence => ({
    email,
    seenBefore: look(email),
    refused: [{ kind: "signUp", tried: 36, answered: 36, isStuck: false, last: [signUp(409)] }],
    newcomers: [served, served],
    alive: true,
    ...over,
  });
  const stuck = [{ kind: "signUp" as const, tried: 18, answered: 10, isStuck: true, last: [signUp(0)] }];

  it("leave room for someone new", () => {
    expect(refusals.judge(evidence())).toMatchObject({ outcome: "pass", facts: { tried: 36 } });
    expect(refusals.judge(evidence({ refused: stuck, newcomers: [unserved, served] }))).toMatchObject({
      outcome: "pass",
    });
  });

  it("must not use up what serves people", () => {
    for (const newcomer of [unserved, { ...unserved, signUp: signUp(503) }, { ...served, whoAmI: look(0) }]) {
      expect(refusals.judge(evidence({ refused: stuck, newcomers: [newcomer] }))).toMatchObject({
        outcome: "fail",
        facts: { what: "newcomer", kind: "signUp" },
      });
    }
    expect(refusals.judge(evidence({ alive: false }))).toMatchObject({ outcome: "fail", facts: { what: "ended" } });
  });

  it("say nothing where newcomers are limited, none was refused, or nobody could log in before", () => {
    const limited = { ...unserved, signUp: signUp(429) };
    expect(refusals.judge(evidence({ newcomers: [unserved, limited] }))).toMatchObject({ reason: "limited" });
    const none = [{ kind: "signUp" as const, tried: 36, answered: 0, isStuck: false, last: [signUp(429)] }];
    expect(refusals.judge(evidence({ refused: none }))).toMatchObject({ reason: "none-refused" });
    expect(refusals.judge(evidence({ seenBefore: look(401) }))).toMatchObject({ reason: "no-log-in" });
  });
});

describe("two hundred slow visitors", () => {
  const asked = (status: number, tookMs = 20) => attempt({ operation: "whoAmI", status, tookMs });

  it("hold nobody up", () => {
    expect(slow.judge({ held: 200, looks: [asked(200), asked(200)] })).toMatchObject({ outcome: "pass" });
  });

  it("hold others up when those get no answer within five seconds", () => {
    expect(slow.judge({ held: 200, looks: [asked(200), asked(0), asked(200, 5_200)] })).toMatchObject({
      outcome: "fail",
      facts: { late: 2, asked: 3 },
    });
  });

  it("are not judged where they could not connect, or nobody could log in", () => {
    expect(slow.judge({ held: 90, looks: [asked(200)] })).toMatchObject({ reason: "not-held" });
    expect(slow.judge({ held: 0, looks: [] })).toMatchObject({ reason: "no-log-in" });
  });
});

describe("visitors who leave", () => {
  const looks = (served: number, others: number) =>
    Array.from({ length: served + others }, (_none, at) => ({
      isServed: at < served,
      look: at < served ? look(email) : look(503),
    }));
  const evidence = { left: 160, looks: looks(8, 0), ended: false };

  it("leave nothing behind, or little: one in two is no proof", () => {
    expect(leaving.judge(evidence)).toMatchObject({ outcome: "pass", facts: { left: 160 } });
    expect(leaving.judge({ ...evidence, looks: looks(4, 4) })).toMatchObject({ outcome: "pass" });
  });

  it("have taken all places with them, or ended the service", () => {
    expect(leaving.judge({ ...evidence, looks: looks(3, 5) })).toMatchObject({
      outcome: "fail",
      facts: { how: "unserved", unserved: 5, asked: 8 },
    });
    expect(leaving.judge({ ...evidence, ended: true })).toMatchObject({ outcome: "fail", facts: { how: "ended" } });
  });

  it("say nothing where too few left, or nobody could come", () => {
    const few = { ...evidence, left: 99, looks: looks(0, 8) };
    expect(leaving.judge(few)).toMatchObject({ outcome: "not-established", reason: "not-left" });
    expect(leaving.judge({ ...evidence, looks: [] })).toMatchObject({ reason: "no-log-in" });
  });
});
