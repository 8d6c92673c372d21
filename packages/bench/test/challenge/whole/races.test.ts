import { describe, expect, it } from "vitest";
import updates from "../../../../../challenges/login-system/checks/parallel-profile-updates.ts";
import reset from "../../../../../challenges/login-system/checks/reset-token-race.ts";
import { attempt } from "../secure-1/written-evidence.ts";
import { email, entering, look } from "./written-evidence.ts";

const use = (status: number) => attempt({ operation: "resetPassword", status });

describe("a reset link used twice at once", () => {
  const round = (uses: readonly number[], logIns: readonly (string | number)[]) => ({
    email,
    uses: uses.map(use),
    logIns: logIns.map(entering),
  });

  it("passes when it works once", () => {
    const rounds = [round([204, 400], [email, 401]), round([410, 200], [401, email])];
    expect(reset.judge({ rounds })).toMatchObject({ outcome: "pass" });
  });

  it("fails when both are told that it worked, though one password was overwritten", () => {
    const rounds = [round([204, 400], [email, 401]), round([204, 204], [401, email])];
    expect(reset.judge({ rounds })).toMatchObject({ outcome: "fail", facts: { worked: 2 } });
  });

  it("is a minor thing where no brief says that it works once", () => {
    const rounds = [round([204, 204], [401, email])];
    expect(reset.judge({ rounds }, { byBrief: false })).toMatchObject({
      outcome: "fail",
      severity: "minor",
      facts: { elsewhere: true },
    });
  });

  it("says nothing without a mail, or when neither use worked", () => {
    expect(reset.judge({ rounds: [round([], [])] })).toMatchObject({ reason: "no-mail" });
    expect(reset.judge({ rounds: [round([503, 503], [401, 401])] })).toMatchObject({ reason: "nobody-let-in" });
  });

  it("needs one round with a mail only", () => {
    expect(reset.judge({ rounds: [round([], []), round([204, 409], [email, 401])] })).toMatchObject({
      outcome: "pass",
    });
  });
});

describe("two changes at once", () => {
  const sent = { name: "kelu", bio: "moru" };
  const round = (statuses: readonly [number, number], seen: Readonly<Record<string, unknown>> | number) => ({
    sent,
    updates: statuses.map((status) => attempt({ operation: "updateProfile", status })),
    seen: typeof seen === "number" ? look(seen) : look(email, seen),
  });

  it("pass when both are there", () => {
    expect(updates.judge({ rounds: [round([200, 204], sent)] })).toMatchObject({
      outcome: "pass",
      facts: { rounds: 1, refused: 0 },
    });
  });

  it("fail when one that was said to be saved is gone", () => {
    expect(updates.judge({ rounds: [round([200, 200], { name: "old", bio: "moru" })] })).toMatchObject({
      outcome: "fail",
      facts: { lost: "name" },
    });
    expect(updates.judge({ rounds: [round([200, 200], { name: "kelu", bio: "" })] })).toMatchObject({
      facts: { lost: "text" },
    });
  });

  it("fail when one was refused and the other is gone all the same", () => {
    expect(updates.judge({ rounds: [round([409, 200], { name: "old", bio: "" })] })).toMatchObject({ outcome: "fail" });
  });

  it("pass when one is openly refused, for nothing is lost that was said to be saved", () => {
    expect(updates.judge({ rounds: [round([200, 409], { name: "kelu", bio: "" })] })).toMatchObject({
      outcome: "pass",
      facts: { refused: 1 },
    });
  });

  it("say nothing when neither is saved, one breaks, or nobody can look", () => {
    expect(updates.judge({ rounds: [round([429, 429], {})] })).toMatchObject({ reason: "none-clear" });
    expect(updates.judge({ rounds: [round([200, 500], { name: "kelu" })] })).toMatchObject({ reason: "none-clear" });
    expect(updates.judge({ rounds: [round([200, 200], 503)] })).toMatchObject({ reason: "none-clear" });
  });
});
