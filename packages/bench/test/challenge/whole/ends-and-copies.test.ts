import { describe, expect, it } from "vitest";
import restart from "../../../../../challenges/login-system/checks/restart-survival.ts";
import kill from "../../../../../challenges/login-system/checks/sign-ups-survive-kill.ts";
import copies from "../../../../../challenges/login-system/checks/two-copies.ts";
import { attempt } from "../secure-1/written-evidence.ts";
import { email, entering, look, signUp } from "./written-evidence.ts";

describe("confirmed accounts after the power went", () => {
  const account = (shown: string | number) => ({ email, signUp: signUp(201), ...entering(shown) });

  it("are all there", () => {
    const evidence = { restarted: 10, lastLines: [], accounts: [account(email), account(email)] };
    expect(kill.judge(evidence)).toMatchObject({ outcome: "pass", facts: { rounds: 10, acknowledged: 2 } });
  });

  it("are lost when the password is refused", () => {
    const evidence = { restarted: 10, lastLines: [], accounts: [account(email), account(401)] };
    expect(kill.judge(evidence)).toMatchObject({ outcome: "fail", facts: { how: "lost", lost: 1, acknowledged: 2 } });
  });

  it("are not lost because a log-in is limited or gets no answer", () => {
    for (const status of [429, 503, 0]) {
      const evidence = { restarted: 10, lastLines: [], accounts: [account(email), account(status)] };
      expect(kill.judge(evidence)).toMatchObject({ outcome: "not-established", reason: "no-answer" });
    }
  });

  it("cannot be seen where nothing was confirmed", () => {
    expect(kill.judge({ restarted: 10, lastLines: [], accounts: [] })).toMatchObject({ reason: "never-confirmed" });
  });

  it("are out of reach, and that is serious, when the app does not come back", () => {
    const evidence = { restarted: 3, lastLines: ["lock file exists"], accounts: [account(0)] };
    expect(kill.judge(evidence)).toMatchObject({ outcome: "fail", severity: "serious", facts: { how: "stuck" } });
  });
});

describe("a restart", () => {
  type Evidence = Parameters<typeof restart.judge>[0];
  const profile = { name: "Ada", bio: "moru" };
  const evidence = (over: Partial<Evidence> = {}): Evidence => ({
    email,
    logIn: attempt({ token: "t" }),
    update: attempt({ operation: "updateProfile" }),
    before: look(email, profile),
    starts: [{ copy: 0, listening: true, afterMs: 400, lastLines: [] }],
    after: look(email, profile),
    again: attempt({ token: "u" }),
    seen: look(email, profile),
    ...over,
  });

  it("is not noticed", () => {
    expect(restart.judge(evidence())).toMatchObject({ outcome: "pass" });
  });

  it("fails on the tables that the app made", () => {
    const starts = [{ copy: 0, listening: false, lastLines: ['relation "users" already exists'] }];
    expect(restart.judge(evidence({ starts, after: look(0), seen: look(0) }))).toMatchObject({
      facts: { lost: "start" },
    });
  });

  it("loses accounts, profiles or log-ins, the last being serious only", () => {
    const lostAccount = evidence({ after: look(401), again: attempt({ status: 401 }), seen: look(401) });
    expect(restart.judge(lostAccount)).toMatchObject({ outcome: "fail", facts: { lost: "account" } });
    expect(restart.judge(evidence({ seen: look(email, { ...profile, bio: "" }) }))).toMatchObject({
      facts: { lost: "profile" },
    });
    expect(restart.judge(evidence({ after: look(401) }))).toMatchObject({
      facts: { lost: "log-in" },
      severity: "serious",
    });
  });

  it("is not blamed for a fault, a limit, or an update that never worked", () => {
    expect(restart.judge(evidence({ after: look(503) }))).toMatchObject({ reason: "no-answer" });
    expect(restart.judge(evidence({ again: attempt({ status: 429 }), seen: look(401) }))).toMatchObject({
      reason: "no-answer",
    });
    const unsaved = { name: "Ada", bio: "" };
    expect(
      restart.judge(
        evidence({
          update: attempt({ status: 404 }),
          before: look(email, unsaved),
          after: look(email, unsaved),
          seen: look(email, unsaved),
        }),
      ),
    ).toMatchObject({ outcome: "pass" });
    expect(restart.judge(evidence({ before: look(401) }))).toMatchObject({ reason: "no-log-in" });
  });
});

describe("two copies", () => {
  type Evidence = Parameters<typeof copies.judge>[0];
  const evidence = (over: Partial<Evidence> = {}): Evidence => ({
    email,
    lone: { users: 1 },
    again: signUp(409),
    loneAndRefused: { users: 1 },
    mentions: { users: 1 },
    logIn: attempt({ token: "t" }),
    word: "kirofa",
    update: attempt({ operation: "updateProfile", status: 200 }),
    here: look(email, { name: "kirofa", bio: "kirofa" }),
    there: look(email, { name: "kirofa", bio: "kirofa" }),
    logInThere: attempt({ token: "u" }),
    logOut: attempt({ operation: "logOut", status: 204 }),
    endedHere: look(401),
    endedThere: look(401),
    signUps: [signUp(201, "1"), signUp(409)],
    pairEmail: "pair@b.example",
    looks: [look("pair@b.example"), look(401)],
    ...over,
  });

  it("act as one", () => {
    expect(copies.judge(evidence())).toMatchObject({ outcome: "pass" });
  });

  it.each<readonly [string, Partial<Evidence>]>([
    ["account", { logInThere: attempt({ status: 401 }) }],
    ["logIn", { there: look(401) }],
    ["logOut", { endedThere: look(email) }],
    ["profile", { there: look(email, { name: "Ada", bio: "" }) }],
    ["email", { looks: [look("pair@b.example"), look("pair@b.example")] }],
    ["email", { mentions: { users: 2 } }],
    ["email", { again: signUp(201, "2"), loneAndRefused: { users: 2 } }],
  ])("do not know of each other: %s", (how, over) => {
    expect(copies.judge(evidence(over))).toMatchObject({ outcome: "fail", facts: { how } });
  });

  it("are not blamed for a fault, a limit, or a log of refused sign-ups", () => {
    expect(copies.judge(evidence({ there: look(503) }))).toMatchObject({ reason: "no-answer" });
    expect(copies.judge(evidence({ logInThere: attempt({ status: 429 }) }))).toMatchObject({ outcome: "pass" });
    expect(
      copies.judge(evidence({ lone: { tries: 1 }, loneAndRefused: { tries: 2 }, mentions: { tries: 2 } })),
    ).toMatchObject({ outcome: "pass" });
  });

  it("are not blamed for a change that no copy saved", () => {
    const old = look(email, { name: "Ada", bio: "" });
    const refused = attempt({ operation: "updateProfile", status: 429 });
    expect(copies.judge(evidence({ update: refused, here: old, there: old }))).toMatchObject({ outcome: "pass" });
    expect(copies.judge(evidence({ here: old, there: old }))).toMatchObject({ outcome: "pass" });
  });

  it("cannot be seen without a log-in or a log-out", () => {
    expect(copies.judge(evidence({ here: look(401) }))).toMatchObject({ reason: "no-log-in" });
    expect(copies.judge(evidence({ endedHere: look(email) }))).toMatchObject({ reason: "no-log-out" });
  });
});
