import { afterEach, expect, it } from "vitest";
import { boundTo } from "./bound.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const yaml = `
operations:
  signUp: { request: POST /signup, json: { email: $inputs.email }, success: [201] }
  logIn: { request: POST /login, json: { email: $inputs.email }, success: [204] }
  whoAmI: { request: GET /me, credential: true, success: [200], outputs: { email: $response.body#/email } }
`;

it("a log-in carries no session of a sign-up or of a log-in before: an app may refuse people who are logged in", async () => {
  let sessions = 0;
  const { operator, person, close } = await boundTo(yaml, ({ path, cookies, json }) => {
    if (path === "/me") return cookies["session"] === undefined ? { status: 401 } : { json: { email: person.email } };
    if (path === "/login" && cookies["session"] !== undefined) return { status: 409 };
    const cookie = `session=${String(json["email"])}-${String(++sessions)}; HttpOnly`;
    return { status: path === "/login" ? 204 : 201, headers: { "set-cookie": cookie } };
  });
  closing.push(close);
  expect((await operator.operate(person, "signUp")).accepted).toBe(true);
  expect((await operator.operate(person, "logIn")).accepted).toBe(true);
  expect((await operator.operate(person, "logIn")).accepted).toBe(true);
  expect((await operator.operate(person, "whoAmI")).outputs["email"]).toBe(person.email);
});
