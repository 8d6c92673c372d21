import { expect, it } from "vitest";
import { leftOutText, withoutMisbound } from "../../src/acquaintance/left-out.ts";
import type { WholeDraft } from "../../src/acquaintance/next-candidates.ts";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import type { Route } from "../../src/acquaintance/route.ts";
import type { Rehearsed } from "../../src/check/rehearsal.ts";
import { recognitions } from "./proposing.ts";

const body = { kind: "json", members: [{ path: ["email"] }, { path: ["password"] }] } as const;
const from = { origin: "source", where: "" } as const;
const routes: readonly Route[] = [
  { method: "POST", path: "/register", body, ...from },
  { method: "POST", path: "/login", body, ...from },
  { method: "GET", path: "/me", ...from },
  { method: "POST", path: "/logout", ...from },
];
const draft: WholeDraft = { ...proposeOperations(recognitions, routes), carriers: [], refused: {} };
const core = { core: ["signUp", "logIn"] };
const step = (operation: string, more: Partial<Rehearsed> = {}): Rehearsed => ({
  ...{ operation, outcome: "works", seen: "It was answered with 404.", exchanges: [] },
  ...more,
});
const wrong = { outcome: "fails", isMisbound: true } as const;

it("what its own mistakes kept from working is left out, with what needs it", () => {
  const steps = [step("signUp"), step("logIn"), step("whoAmI", wrong), step("logOut", { outcome: "not-tried" })];
  const rest = withoutMisbound(draft, steps, core);
  expect(Object.keys(rest.operations)).toEqual(["signUp", "logIn"]);
  expect(rest.leftOut).toMatchObject({ whoAmI: { reason: "It was answered with 404." }, logOut: {} });
  expect(leftOutText("whoAmI", { written: { request: "GET /me", success: 200 }, reason: "It is closed." })).toEqual([
    'Left out: It is closed. Correct it, and take the "# " away:',
    "whoAmI:",
    "  request: GET /me",
    "  success: 200",
  ]);
});

it.each([
  ["what failed by the backend's own doing", [step("logIn"), step("whoAmI", { outcome: "fails" })]],
  ["anything where nobody can log in: that comes first", [step("logIn", wrong), step("whoAmI", wrong)]],
])("%s is not left out", (_what, steps) => {
  expect(withoutMisbound(draft, [step("signUp"), ...steps], core)).toBe(draft);
});
