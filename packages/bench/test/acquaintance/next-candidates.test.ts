import { describe, expect, it } from "vitest";
import challenge from "../../../../challenges/login-system/challenge.ts";
import { withNextCandidates, type WholeDraft } from "../../src/acquaintance/next-candidates.ts";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import type { Route } from "../../src/acquaintance/route.ts";
import type { Rehearsed } from "../../src/check/rehearsal.ts";
import type { Exchange } from "../../src/edge/exchange.ts";

const recognitions = challenge.acquaintance?.recognitions ?? {};

function taking(path: string, names: readonly string[], more: Partial<Route> = {}): Route {
  const body = { kind: "json", members: names.map((name) => ({ path: [name] })) } as const;
  return { method: "POST", path, origin: "source", where: "", body, ...more };
}

function draftOf(routes: readonly Route[]): WholeDraft {
  return { ...proposeOperations(recognitions, routes), carriers: [], refused: {} };
}

function answered(operation: string, status: number, outcome: Rehearsed["outcome"] = "fails"): Rehearsed {
  const exchange: Exchange = {
    ...{ id: 1, operation, person: "p", copy: 0, connection: { id: 1, reused: false, from: "127.0.0.1" } },
    request: { method: "POST", path: "/", headers: [], body: "", bodyBytes: 0 },
    response: { status, headers: [], body: "", bodyBytes: 0, cut: false },
    at: { planned: 0, sent: 0, end: 1 },
  };
  return { operation, outcome, seen: "", exchanges: [exchange] };
}

const requestOf = (draft: WholeDraft, operation: string) => draft.operations[operation]?.written["request"];

describe("the next candidate", () => {
  const routes = [
    taking("/register", ["email", "password"]),
    taking("/users", ["username", "password"]),
    taking("/login", ["username", "password"]),
  ];

  it.each([401, 403, 404, 405])("is tried after %i, and people are named as it names them", (status) => {
    const first = draftOf(routes);
    expect(requestOf(first, "signUp")).toBe("POST /register");
    const next = withNextCandidates(first, [answered("signUp", status)], recognitions, routes);
    expect(requestOf(next, "signUp")).toBe("POST /users");
    expect(next.operations["logIn"]?.written["json"]).toMatchObject({ username: "$inputs.userName" });
  });

  it("gives way to the likeliest where none is left, and that is the end of it", () => {
    const steps = [answered("signUp", 404)];
    const second = withNextCandidates(draftOf(routes), steps, recognitions, routes);
    const last = withNextCandidates(second, steps, recognitions, routes);
    expect(requestOf(last, "signUp")).toBe("POST /register");
    expect(withNextCandidates(last, steps, recognitions, routes)).toBe(last);
  });

  it("is not tried where a log-in may be carried in another way still, or something else was wrong", () => {
    const own = [
      { ...taking("/me", []), method: "GET" as const },
      { ...taking("/profile", []), method: "GET" as const },
    ];
    const draft = draftOf(own);
    const carriers = [{ header: "x-token", scheme: "" }];
    const steps = [answered("whoAmI", 401)];
    expect(requestOf(withNextCandidates({ ...draft, carriers }, steps, recognitions, own), "whoAmI")).toBe("GET /me");
    expect(requestOf(withNextCandidates(draft, steps, recognitions, own), "whoAmI")).toBe("GET /profile");
    for (const status of [200, 422])
      expect(requestOf(withNextCandidates(draft, [answered("whoAmI", status)], recognitions, own), "whoAmI")).toBe(
        "GET /profile",
      );
    expect(withNextCandidates(draft, [answered("whoAmI", 500)], recognitions, own)).toBe(draft);
    expect(withNextCandidates(draft, [answered("whoAmI", 404, "not-tried")], recognitions, own)).toBe(draft);
  });
});

it("a sign-up is looked for among the open routes first, and among the others where there is none", () => {
  const closed = taking("/staff/create-user", ["email", "password"], { credential: true });
  expect(requestOf(draftOf([closed, taking("/users", ["email", "password"])]), "signUp")).toBe("POST /users");
  expect(requestOf(draftOf([closed]), "signUp")).toBe("POST /staff/create-user");
});
