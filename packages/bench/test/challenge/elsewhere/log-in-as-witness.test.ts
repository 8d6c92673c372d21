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
  ...["whole-password", "spaces-around-passwords", "similar-emails", "operator-injection", "prototype-pollution"],
  ...["refusals-in-numbers", "storm-of-mistakes", "guessing-limit", "token-randomness", "first-account-rights"],
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
      // It has none, and its tokens are all signed. Nobody has a right of their own.
      "guessing-limit": "fail",
      "token-randomness": "not-applicable: all-signed",
      "first-account-rights": "not-applicable: nobody-special",
    });
  },
);

it("without a who-am-I, a log-in shows who got in that should not", { timeout: 300_000 }, async () => {
  const careless = `
let count = 4_000;
const act = ({ path, text }) => {
  const { email, password } = readBody(text) ?? {};
  if (typeof email !== "string" || password === undefined) return [400];
  if (path === "/signup") {
    if (users.has(email)) return [409];
    users.set(email, String(password).trim());
    return [201];
  }
  if (path !== "/login") return [404];
  const [, owner] = [...users].find(([other]) => new RegExp("^" + email + "$").test(other)) ?? [];
  const isRight = typeof password === "object" || (owner ?? "").slice(0, 50) === password.slice(0, 50);
  return owner !== undefined && isRight ? [200, { token: "key-" + ++count }] : [401];
};`;
  const only = [
    ...["whole-password", "spaces-around-passwords", "similar-emails", "operator-injection", "token-randomness"],
  ];
  const evaluation = await evaluated({ acting: careless, operations }, only);
  expect(outcomesOf(evaluation)).toEqual(Object.fromEntries(only.map((id) => [id, "fail"])));
});

it("without a who-am-I, a log-in shows that SQL in an email opened an account", { timeout: 300_000 }, async () => {
  const inSql = (where: string, ...values: readonly string[]) => `
const { DatabaseSync } = require("node:sqlite");
const database = new DatabaseSync(":memory:");
database.exec("CREATE TABLE people (email TEXT, password TEXT)");
const act = ({ path, text }) => {
  const { email, password } = readBody(text) ?? {};
  if (typeof email !== "string" || typeof password !== "string") return [400];
  if (path === "/signup") {
    if (users.has(email)) return [409];
    users.set(email, password);
    database.prepare("INSERT INTO people VALUES (?, ?)").run(email, password);
    return [201];
  }
  if (path !== "/login") return [404];
  try {
    const found = database.prepare(${JSON.stringify("SELECT * FROM people WHERE ")} + ${where}).get(${values.join(", ")});
    return found === undefined ? [401] : [200, { token: random() }];
  } catch {
    return [401];
  }
};`;
  const outcomeWith = async (acting: string) =>
    outcomesOf(await evaluated({ acting, operations }, ["sql-injection"]))["sql-injection"];
  const joined = "`email = '${email}' AND password = '${password}'`";
  expect(await outcomeWith(inSql(joined))).toBe("fail");
  expect(await outcomeWith(inSql('"email = ? AND password = ?"', "email", "password"))).toBe("pass");
});

it("where any password logs in, nothing is claimed of what nobody saw", { timeout: 300_000 }, async () => {
  const only = [
    ...["sign-up", "log-in", "wrong-password-refused", "taken-email", "one-email-one-account", "guessing-limit"],
    ...["whole-password", "operator-injection"],
  ];
  const evaluation = await evaluated({ acting: acting("[200, { token: random() }]"), operations }, only);
  expect(outcomesOf(evaluation)).toMatchObject({
    "sign-up": "not-established: unseen",
    "wrong-password-refused": "not-established: unseen",
    "taken-email": "not-established: unseen",
    "one-email-one-account": "not-established: unseen",
    "guessing-limit": "not-established: unseen",
    "whole-password": "not-established: no-clear-answer",
  });
});
