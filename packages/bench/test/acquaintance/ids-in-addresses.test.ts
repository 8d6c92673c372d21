import { expect, it } from "vitest";
import challenge from "../../../../challenges/login-system/challenge.ts";
import { learnt } from "../../src/acquaintance/learn.ts";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import type { Route } from "../../src/acquaintance/route.ts";
import type { Exchange } from "../../src/edge/exchange.ts";

const recognitions = challenge.acquaintance?.recognitions ?? {};
const source = { origin: "source", where: "" } as const;
const members = [{ path: ["email"] }, { path: ["password"] }];
const routes: readonly Route[] = [
  { ...source, method: "POST", path: "/login", body: { kind: "json", members } },
  { ...source, method: "GET", path: "/accounts/{accountId}", name: "getAccount" },
  { ...source, method: "DELETE", path: "/accounts/{accountId}", name: "deleteAccount" },
  { ...source, method: "POST", path: "/logout/{reason}" },
];

/** What is learnt of a log-in that was answered so. */
async function afterLogIn(reply: unknown) {
  const body = JSON.stringify(reply);
  const exchange: Exchange = {
    ...{ id: 1, operation: "logIn", person: "p", copy: 0, connection: { id: 1, reused: false, from: "127.0.0.1" } },
    request: { method: "POST", path: "/login", headers: [], body: "{}", bodyBytes: 2 },
    response: { status: 200, headers: [], body, bodyBytes: body.length, cut: false },
    at: { planned: 0, sent: 0, end: 1 },
  };
  const { operations } = proposeOperations(recognitions, routes);
  const steps = [{ operation: "logIn", outcome: "said" as const, seen: "", exchanges: [exchange] }];
  return (await learnt({ operations, carriers: [] }, steps, recognitions)).operations;
}

it("an id in an address is what the log-in's reply has, and the log-in keeps it", async () => {
  const { logIn, whoAmI, deleteAccount, logOut } = await afterLogIn({ token: "abcdefgh", user: { id: 7 } });
  expect(logIn?.written["keeps"]).toEqual({ accountId: "$response.body#/user/id" });
  expect(whoAmI?.written["request"]).toBe("GET /accounts/{$credential.accountId}");
  expect(whoAmI?.doubts.map(({ text }) => text)).not.toContainEqual(expect.stringContaining("braces"));
  expect(deleteAccount?.written["request"]).toBe("DELETE /accounts/{$credential.accountId}");
  expect(logOut?.written["request"]).toBe("POST /logout/{reason}");
  expect(logOut?.doubts.map(({ text }) => text)).toContainEqual(expect.stringContaining("braces"));
});

it("an address stays as it is, and unsure, where the reply has no id", async () => {
  const { logIn, whoAmI } = await afterLogIn({ token: "abcdefgh" });
  expect(logIn?.written["keeps"]).toBeUndefined();
  expect(whoAmI?.written["request"]).toBe("GET /accounts/{accountId}");
  expect(whoAmI?.doubts.map(({ text }) => text)).toContainEqual(expect.stringContaining("braces"));
});
