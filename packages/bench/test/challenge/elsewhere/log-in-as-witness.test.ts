import { afterAll, expect, it } from "vitest";
import { evaluated, outcomesOf, removeBackends } from "./small-backend.ts";

afterAll(removeBackends);

const operations = `
  signUp: { request: POST /signup, json: { email: $inputs.email, password: $inputs.password }, success: 201, refusal: { status: [400, 409] } }
  logIn: { request: POST /login, json: { email: $inputs.email, password: $inputs.password }, grants: $response.body#/token, success: 200, refusal: { status: [400, 401] } }
`;
const asked = [
  ...["sign-up", "log-in", "wrong-password-refused", "taken-email", "one-email-one-account", "restart-survival"],
  ...["wrong-types", "malformed-json", "missing-fields", "log-in-expiry", "guessable-secret"],
];
const acting = (logIn: string) => `
const act = ({ path, text }) => {
  const { email, password } = readBody(text) ?? {};
  if (typeof email !== "string" || typeof password !== "string") return [400];
  if (path === "/signup") return users.has(email) ? [409] : (users.set(email, password), [201]);
  if (path === "/login") return ${logIn};
  return [404];
};`;

it(
  "without a who-am-I, a log-in shows what most questions ask, also where no table can be read",
  {
    timeout: 300_000,
  },
  async () => {
    const grants = "[200, { token: token({ sub: email, exp: Math.floor(Date.now() / 1000) + 3600 }) }]";
    const honest = acting(`users.get(email) === password ? ${grants} : [401]`);
    const evaluation = await evaluated({ acting: honest, operations }, asked);
    expect(outcomesOf(evaluation)).toEqual({
      ...Object.fromEntries(asked.map((id) => [id, "pass"])),
      // It keeps people in memory alone.
      "restart-survival": "fail",
    });
  },
);

it("where any password logs in, nothing is claimed of what nobody saw", { timeout: 300_000 }, async () => {
  const only = ["sign-up", "log-in", "wrong-password-refused", "taken-email", "one-email-one-account"];
  const evaluation = await evaluated({ acting: acting("[200, { token: random() }]"), operations }, only);
  expect(outcomesOf(evaluation)).toMatchObject({
    "sign-up": "not-established: unseen",
    "wrong-password-refused": "not-established: unseen",
    "taken-email": "not-established: unseen",
    "one-email-one-account": "not-established: unseen",
  });
});
