import { afterAll, expect, it } from "vitest";
import { evaluated, outcomesOf, removeBackends } from "./small-backend.ts";

afterAll(removeBackends);

const operations = `
  signUp: { request: POST /signup, json: { email: $inputs.email, password: $inputs.password }, success: 201 }
  logIn: { request: POST /login, json: { email: $inputs.email, password: $inputs.password }, grants: $response.body#/token, success: 200 }
  whoAmI: { request: GET /me, credential: true, success: 200, outputs: { email: $response.body#/email } }
`;

/** A broken request takes longer than a log-in lasts. */
const acting = (lastsMs: number, whenBroken: string) => `
const keys = new Map();
const act = async ({ path, text, headers }) => {
  if (path === "/me") {
    const { email, until } = keys.get((headers.authorization ?? "").slice(7)) ?? {};
    return until > Date.now() ? [200, { email }] : [401];
  }
  const body = readBody(text);
  if (body === undefined) { ${whenBroken}; return [400]; }
  const { email, password } = body;
  if (typeof email !== "string" || typeof password !== "string") return [400];
  if (path === "/signup") return users.has(email) ? [409] : (users.set(email, password), [201]);
  if (path !== "/login") return [404];
  if (users.get(email) !== password) return [401];
  const key = random();
  keys.set(key, { email, until: Date.now() + ${lastsMs} });
  return [200, { token: key }];
};`;

const asked = ["sign-up", "log-in", "who-am-i", "malformed-json"];

it("a log-in that ended by its own time was not thrown out", { timeout: 300_000 }, async () => {
  const waiting = "await new Promise((resolve) => setTimeout(resolve, 8_000))";
  const outcomes = outcomesOf(await evaluated({ acting: acting(6_000, waiting), operations }, asked));
  expect(outcomes["malformed-json"]).toBe("pass");
});

it("one that a broken request ended was", { timeout: 300_000 }, async () => {
  const { result } = await evaluated({ acting: acting(3_600_000, "keys.clear()"), operations }, asked);
  const check = result.checks.find(({ id }) => id === "malformed-json");
  expect(check).toMatchObject({ outcome: "fail", facts: { what: "down" } });
});
