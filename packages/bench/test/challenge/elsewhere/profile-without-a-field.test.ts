import { afterAll, expect, it } from "vitest";
import { evaluated, outcomesOf, removeBackends } from "./small-backend.ts";

afterAll(removeBackends);

const operations = `
  signUp: { request: POST /signup, json: { email: $inputs.email, password: $inputs.password }, success: 201 }
  logIn: { request: POST /login, json: { email: $inputs.email, password: $inputs.password }, grants: $response.body#/token, success: 200 }
  whoAmI: { request: GET /me, credential: true, success: 200, outputs: { email: $response.body#/email, name: $response.body#/name } }
  updateProfile: { request: PATCH /me, credential: true, json: { name: $inputs.name }, success: 200 }
`;

const acting = `
const keys = new Map(), names = new Map();
const act = ({ path, method, text, headers }) => {
  const sent = readBody(text) ?? {};
  if (path === "/me") {
    const email = keys.get((headers.authorization ?? "").slice(7));
    if (email === undefined) return [401];
    if (method === "PATCH") {
      if (typeof sent.name !== "string") return [400];
      names.set(email, sent.name);
    }
    return [200, { email, name: names.get(email) ?? "" }];
  }
  const { email, password } = sent;
  if (typeof email !== "string" || typeof password !== "string") return [400];
  if (path === "/signup") return users.has(email) ? [409] : (users.set(email, password), [201]);
  if (path !== "/login") return [404];
  if (users.get(email) !== password) return [401];
  const key = random();
  keys.set(key, email);
  return [200, { token: key }];
};`;

it("a profile that holds a name alone is asked for no more", { timeout: 300_000 }, async () => {
  const asked = ["unknown-fields", "prototype-pollution", "extra-fields", "wrong-types"];
  const outcomes = outcomesOf(await evaluated({ acting, operations }, asked));
  expect(Object.keys(outcomes).toSorted()).toEqual(asked.toSorted());
  for (const [check, outcome] of Object.entries(outcomes)) expect(outcome, check).toBe("pass");
});
