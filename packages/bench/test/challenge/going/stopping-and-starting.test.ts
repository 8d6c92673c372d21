import { describe, expect, it } from "vitest";
import type { Attempt } from "@assay/bench";
import late from "../../../../../challenges/login-system/checks/late-database.ts";
import stop from "../../../../../challenges/login-system/checks/stop-signal.ts";
import { attempt } from "../secure-1/written-evidence.ts";
import { email, look, signUp } from "../whole/written-evidence.ts";

describe("the stop signal", () => {
  const update = (status: number, tookMs = 400): Attempt => attempt({ operation: "updateProfile", status, tookMs });
  const fact = {
    copy: 0,
    signalledAt: 150,
    endedAt: 450,
    killed: false,
    exit: { code: 0, signal: null, outOfMemory: false },
  };
  const evidence = (updates: readonly Attempt[], over: Partial<typeof fact> = {}) => ({
    signedIn: true,
    updates,
    stop: { ...fact, ...over },
  });

  it("lets those who wait have their answer, then ends", () => {
    expect(stop.judge(evidence([update(200), update(204)]))).toMatchObject({
      outcome: "pass",
      facts: { inFlight: 2, seconds: 0.3 },
    });
  });

  it("drops nobody", () => {
    expect(stop.judge(evidence([update(200), update(0)]))).toMatchObject({
      outcome: "fail",
      facts: { how: "dropped", dropped: 1, inFlight: 2 },
    });
  });

  it("does not pull the ground from under a request, but may say that nothing was done", () => {
    expect(stop.judge(evidence([update(200), update(500)]))).toMatchObject({ facts: { how: "broken", dropped: 1 } });
    expect(stop.judge(evidence([update(200), update(503)]))).toMatchObject({ outcome: "pass" });
    expect(stop.judge(evidence([update(200), update(409)]))).toMatchObject({ outcome: "pass" });
  });

  it("is obeyed", () => {
    const { endedAt: _endedAt, ...never } = fact;
    expect(stop.judge({ signedIn: true, updates: [update(200)], stop: { ...never, killed: true } })).toMatchObject({
      outcome: "fail",
      facts: { how: "late" },
    });
  });

  it("says nothing of those who had their answer before, or where nobody could log in", () => {
    expect(stop.judge(evidence([update(200, 20), update(0, 20)]))).toMatchObject({ reason: "nobody-waiting" });
    expect(stop.judge({ signedIn: false, updates: [], stop: undefined })).toMatchObject({ reason: "no-log-in" });
  });

  it("needs no more of an app without a brief than that nobody is dropped", () => {
    const elsewhere = { byBrief: false };
    expect(stop.judge(evidence([update(200), update(0)]), elsewhere)).toMatchObject({
      outcome: "fail",
      severity: "minor",
      facts: { how: "dropped" },
    });
    expect(stop.judge(evidence([update(200), update(500)]), elsewhere)).toMatchObject({
      outcome: "not-applicable",
      reason: "errors-alone",
    });
    expect(stop.judge(evidence([update(200)], { killed: true }), elsewhere)).toMatchObject({
      outcome: "pass",
      facts: { inFlight: 1, seconds: 0 },
    });
    expect(stop.judge({ signedIn: true, updates: [], stop: undefined }, elsewhere)).toMatchObject({
      outcome: "not-applicable",
      reason: "nothing-to-save",
    });
  });

  it("may end the app with any status", () => {
    expect(
      stop.judge(evidence([update(200)], { exit: { code: 143, signal: null, outOfMemory: false } })),
    ).toMatchObject({ outcome: "pass" });
  });
});

describe("a database that comes late", () => {
  type Evidence = Parameters<typeof late.judge>[0];
  const entered = { email, signUp: signUp(201), logIn: attempt({ token: "t" }), whoAmI: look(email) };
  const refused = { email, signUp: signUp(503), logIn: undefined, whoAmI: undefined };
  const evidence = (over: Partial<Evidence> = {}): Evidence => ({
    appears: 0,
    start: { copy: 0, listening: true, afterMs: 5_400, lastLines: [] },
    exit: null,
    tries: [refused, entered],
    ...over,
  });

  it("is waited for", () => {
    expect(late.judge(evidence())).toMatchObject({ outcome: "pass" });
  });

  it("may be met by listening before it is there, or by listening late", () => {
    const early = { copy: 0, listening: true, afterMs: 300, lastLines: [] };
    expect(late.judge(evidence({ start: early, tries: [refused, refused, entered] }))).toMatchObject({
      outcome: "pass",
    });
  });

  it("is not waited for by an app that ends", () => {
    const exit = { code: 1, signal: null, outOfMemory: false };
    expect(
      late.judge(evidence({ start: { copy: 0, listening: false, exit, lastLines: [] }, exit, tries: [refused] })),
    ).toMatchObject({ outcome: "fail", facts: { how: "ended" } });
  });

  it("is not noticed by an app that goes on refusing", () => {
    expect(late.judge(evidence({ tries: [refused, refused] }))).toMatchObject({ facts: { how: "late" } });
    expect(late.judge(evidence({ tries: [] }))).toMatchObject({ facts: { how: "late" } });
  });
});
