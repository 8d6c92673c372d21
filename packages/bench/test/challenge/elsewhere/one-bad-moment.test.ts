import { afterAll, expect, it } from "vitest";
import { evaluated, outcomesOf, removeBackends } from "./small-backend.ts";

afterAll(removeBackends);

const operations = `
  signUp: { request: POST /signup, json: { email: $inputs.email, password: $inputs.password }, success: 201 }
  logIn: { request: POST /login, json: { email: $inputs.email, password: $inputs.password }, grants: $response.body#/token, success: 200 }
  whoAmI: { request: GET /me, credential: true, success: 200, outputs: { email: $response.body#/email } }
`;

/** Every `nth` ordinary request fails once, and works when it is sent again. */
const acting = (nth: number) => `
const keys = new Map();
let turn = 0;
const act = ({ path, text, headers }) => {
  if (++turn % ${nth} === 0) return [500, { error: "Oops." }];
  if (path === "/me") {
    const email = keys.get((headers.authorization ?? "").slice(7));
    return email === undefined ? [401] : [200, { email }];
  }
  const { email, password } = readBody(text) ?? {};
  if (typeof email !== "string" || typeof password !== "string") return [400];
  if (path === "/signup") return users.has(email) ? [409] : (users.set(email, password), [201]);
  if (path !== "/login") return [404];
  if (users.get(email) !== password) return [401];
  const key = random();
  keys.set(key, email);
  return [200, { token: key }];
};`;

it(
  "an error now and then is one finding, and leaves the answers of others as they are",
  { timeout: 300_000 },
  async () => {
    const asked = ["sign-up", "log-in", "who-am-i", "wrong-password-refused", "taken-email", "log-in-required"];
    for (const nth of [4, 7]) {
      const outcomes = outcomesOf(
        await evaluated({ acting: acting(nth), operations }, [...asked, "unprovoked-errors"]),
      );
      expect(outcomes).toEqual({
        ...Object.fromEntries(asked.map((id) => [id, "pass"])),
        "unprovoked-errors": "fail",
      });
    }
  },
);
