import { describe, expect, it } from "vitest";
import check from "../../../../../challenges/login-system/checks/sign-up-race-answers.ts";
import { attempt } from "../secure-1/written-evidence.ts";

const race = (...statuses: readonly number[]) => ({
  signUps: statuses.map((status) => attempt({ operation: "signUp", status })),
});

describe("the answers of a lost sign-up race", () => {
  it("pass when they are clear, whichever they are", () => {
    expect(check.judge({ races: [race(201, 409, 409, 409), race(422, 201, 400, 409)] })).toMatchObject({
      outcome: "pass",
      facts: { rounds: 2 },
    });
    expect(check.judge({ races: [race(202, 202, 202, 202)] })).toMatchObject({ outcome: "pass" });
  });

  it("fail when one is the app's own fault, or none at all", () => {
    expect(check.judge({ races: [race(201, 409, 409, 409), race(201, 500, 500, 409)] })).toMatchObject({
      outcome: "fail",
      facts: { broken: 2, how: "error", status: 500 },
    });
    expect(check.judge({ races: [race(201, 0, 409, 409)] })).toMatchObject({ facts: { broken: 1, how: "silent" } });
  });

  it("are not seen when nobody got the account, or all others were asked to wait", () => {
    expect(check.judge({ races: [race(500, 500, 500, 500)] })).toMatchObject({ reason: "nobody-signed-up" });
    expect(check.judge({ races: [race(201, 503, 429, 503)] })).toMatchObject({ reason: "no-race" });
    expect(check.judge({ races: [race(201, 503, 503, 503), race(201, 409, 503, 503)] })).toMatchObject({
      outcome: "pass",
      facts: { rounds: 1 },
    });
  });
});
