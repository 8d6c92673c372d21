import { describe, expect, it } from "vitest";
import check from "../../../../../challenges/login-system/checks/copies-started-together.ts";
import { attempt } from "../secure-1/written-evidence.ts";
import { email, look, signUp } from "./written-evidence.ts";

type Evidence = Parameters<typeof check.judge>[0];
const start = (copy: number) => ({ copy, listening: true, afterMs: 900, lastLines: [] });
const visit = (copy: number) => ({
  ...{ copy, email, signUp: signUp(201), logIn: attempt({ token: "t" }), whoAmI: look(email) },
});
const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  starts: [start(0), start(1)],
  visits: [visit(0), visit(1)],
  endedLater: 0,
  ...over,
});

describe("two copies that start together", () => {
  it("pass when people get in on both", () => {
    expect(check.judge(evidence())).toMatchObject({ outcome: "pass" });
  });

  it("fail when one ends, listens too late, or serves nobody", () => {
    const exit = { code: 1, signal: null, outOfMemory: false };
    const ended = { copy: 1, listening: false, exit, lastLines: ["duplicate key"] };
    expect(check.judge(evidence({ starts: [start(0), ended], visits: [visit(0)] }))).toMatchObject({
      outcome: "fail",
      facts: { how: "ended", copies: 1 },
    });
    // It listened, and ended over its tables.
    expect(
      check.judge(evidence({ visits: [visit(0), { copy: 1, email, signUp: signUp(0) }], endedLater: 1 })),
    ).toMatchObject({ facts: { how: "ended", copies: 1 } });
    const late = { copy: 1, listening: false, lastLines: [] };
    expect(check.judge(evidence({ starts: [start(0), late], visits: [visit(0)] }))).toMatchObject({
      facts: { how: "late" },
    });
    const broken = { copy: 1, email, signUp: signUp(500) };
    expect(check.judge(evidence({ visits: [visit(0), broken] }))).toMatchObject({
      facts: { how: "useless", copies: 1 },
    });
  });

  it("are not blamed for a limit", () => {
    const limited = { ...visit(1), signUp: signUp(429), logIn: attempt({ status: 401 }), whoAmI: look(401) };
    expect(check.judge(evidence({ visits: [visit(0), limited] }))).toMatchObject({ reason: "limited" });
  });
});
