import { afterAll, expect, it } from "vitest";
import { evaluated, outcomesOf, removeBackends } from "./small-backend.ts";

afterAll(removeBackends);

const operations = `
  signUp: { request: POST /signup, form: { email: $inputs.email, password: $inputs.password }, success: { status: 303, location: /welcome } }
  logIn: { request: POST /login, form: { email: $inputs.email, password: $inputs.password }, grants: cookies, success: { status: 303, location: /home }, refusal: { status: 303, location: /login } }
  forgotPassword: { request: POST /forgot, form: { email: $inputs.email }, success: { status: 303, location: /sent } }
`;

/** Says what went wrong on the page after the redirect, once, to the session that it redirected. */
const acting = (unknown: string, unknownToReset: string) => `
const messages = new Map();
const act = ({ method, path, text, headers }) => {
  const session = /session=(\\w+)/.exec(headers.cookie ?? "")?.[1];
  if (method === "GET") {
    const message = messages.get(session) ?? "";
    messages.delete(session);
    return [200, "<html><p>" + message + "</p><input name=csrf value=" + random() + "></html>"];
  }
  const { email, password } = Object.fromEntries(new URLSearchParams(text));
  const saying = (message, to) => {
    const id = random();
    messages.set(id, message);
    return [303, "", { location: to, "set-cookie": "session=" + id + "; HttpOnly" }];
  };
  if (path === "/signup") return users.set(email, password), saying("Welcome.", "/welcome");
  if (path === "/forgot") return saying(users.has(email) ? "We sent a mail." : ${JSON.stringify(unknownToReset)}, "/sent");
  if (users.get(email) === password) return saying("Hello.", "/home");
  return saying(users.has(email) ? "Wrong password." : ${JSON.stringify(unknown)}, "/login");
};`;

it.each([
  ["tells who has an account", "No such account.", "We know nobody of this email.", "fail"],
  ["tells nothing", "Wrong password.", "We sent a mail.", "pass"],
])("a message on the page after a redirect that %s", { timeout: 300_000 }, async (_what, unknown, toReset, outcome) => {
  const asked = ["sign-up", "log-in", "account-enumeration", "forgot-password-enumeration"];
  const outcomes = outcomesOf(await evaluated({ acting: acting(unknown, toReset), operations }, asked));
  expect(outcomes).toMatchObject({ "account-enumeration": outcome, "forgot-password-enumeration": outcome });
});
