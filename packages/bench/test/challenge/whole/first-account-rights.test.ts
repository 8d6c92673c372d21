import { describe, expect, it } from "vitest";
import check from "../../../../../challenges/login-system/checks/first-account-rights.ts";
import { signUp } from "./written-evidence.ts";

type Evidence = Parameters<typeof check.judge>[0];
const role = (value: string, table = "user_roles") => ({ table, field: "role_id", value });
const shown = (value: string) => [{ field: "role", value }];
const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  signUps: [signUp(201, "1"), signUp(201, "2"), signUp(201, "3"), signUp(201, "4")],
  first: { stored: [role("2"), role("1")], shown: [shown("admin"), shown("user")] },
  later: { stored: [role("1"), role("1")], shown: [shown("user"), shown("user")] },
  ...over,
});

describe("rights of whoever comes first", () => {
  it("pass when one person has them, however many tables and replies say so", () => {
    expect(check.judge(evidence())).toMatchObject({ outcome: "pass" });
    const twice = { stored: [role("2"), role("1"), role("2", "users"), role("1", "users")], shown: [] };
    const later = { stored: [role("1"), role("1", "users")], shown: [] };
    expect(check.judge(evidence({ first: twice, later }))).toMatchObject({ outcome: "pass" });
  });

  it("fail when both have them, stored or shown", () => {
    const later = evidence().later;
    expect(check.judge(evidence({ first: { stored: [role("2"), role("2")], shown: [] }, later }))).toMatchObject({
      outcome: "fail",
      facts: { field: "role_id", value: "2" },
    });
    expect(
      check.judge(evidence({ first: { stored: [], shown: [shown("admin"), shown("admin")] }, later })),
    ).toMatchObject({ outcome: "fail", facts: { field: "role", value: "admin" } });
  });

  it("do not exist where the first are as the later ones, or differ in what each has for themselves", () => {
    const { later } = evidence();
    expect(check.judge(evidence({ first: later }))).toMatchObject({ outcome: "not-applicable" });
    const owner = (value: string) => ({ table: "shops", field: "owner_id", value });
    const own = evidence({
      first: { stored: [owner("11"), owner("12")], shown: [] },
      later: { stored: [owner("13"), owner("14")], shown: [] },
    });
    expect(check.judge(own)).toMatchObject({ outcome: "not-applicable" });
  });

  it("are not the moment at which they were given, which two who come together share", () => {
    for (const [first, later] of [
      ["2026-12-02 16:11:20", "2026-12-02 16:11:21"],
      ["1764691880", "1764691881"],
    ] as const) {
      const granted = (value: string) => ({ table: "user_roles", field: "role_granted_at", value });
      const stored = (value: string) => ({ stored: [granted(value), granted(value)], shown: [] });
      expect(check.judge(evidence({ first: stored(first), later: stored(later) }))).toMatchObject({
        outcome: "not-applicable",
      });
    }
  });

  it("may be several rows of one administrator: then nobody knows whose they are", () => {
    const first = { stored: [role("2"), role("2"), role("1")], shown: [] };
    const later = { stored: [role("1"), role("1")], shown: [] };
    expect(check.judge(evidence({ first, later }))).toMatchObject({ reason: "unclear-whose" });
    // What each of them is shown tells.
    const rights = (...values: readonly string[]) => values.flatMap(shown);
    const seen = { ...first, shown: [rights("user", "admin"), rights("user")] };
    const usual = { ...later, shown: [rights("user"), rights("user")] };
    expect(check.judge(evidence({ first: seen, later: usual }))).toMatchObject({ outcome: "pass" });
    const both = { ...first, shown: [rights("user", "admin"), rights("user", "admin")] };
    expect(check.judge(evidence({ first: both, later: usual }))).toMatchObject({ outcome: "fail" });
  });

  it("can't be seen when one of the first could not sign up", () => {
    const signUps = [signUp(201, "1"), signUp(503), signUp(201, "3"), signUp(201, "4")];
    expect(check.judge(evidence({ signUps }))).toMatchObject({ reason: "nobody-signed-up" });
  });
});
