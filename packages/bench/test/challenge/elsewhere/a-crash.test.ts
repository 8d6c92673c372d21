import { afterAll, expect, it } from "vitest";
import { placeOf } from "../../../src/cell/ending.ts";
import { evaluated, outcomesOf, removeBackends } from "./small-backend.ts";

afterAll(removeBackends);

const operations = `
  signUp: { request: POST /signup, json: { email: $inputs.email, password: $inputs.password }, success: 201 }
  logIn: { request: POST /login, json: { email: $inputs.email, password: $inputs.password }, grants: $response.body#/token, success: 200 }
  whoAmI: { request: GET /me, credential: true, success: 200, outputs: { email: $response.body#/email } }
`;

/** A promise that nobody waits for: what Express 4 does with an error of an asynchronous handler. */
const acting = `
const keys = new Map();
const mustBeThere = (value) => { if (value === undefined) throw new Error("no such row"); };
const act = ({ path, text, headers }) => {
  if (path === "/me") {
    const email = keys.get((headers.authorization ?? "").slice(7));
    return email === undefined ? [401] : [200, { email }];
  }
  const { email, password } = readBody(text) ?? {};
  if (typeof email !== "string" || typeof password !== "string") return [400];
  if (path === "/signup") {
    if (users.has(email)) return new Promise(() => setImmediate(() => mustBeThere()));
    return users.set(email, password), [201];
  }
  if (path !== "/login") return [404];
  if (!users.has(email)) return new Promise(() => setImmediate(() => mustBeThere()));
  if (users.get(email) !== password) return [401];
  const key = random();
  keys.set(key, email);
  return [200, { token: key }];
};`;

it("a crash is told as one, once, and nothing else is made of it", { timeout: 300_000 }, async () => {
  const asked = ["sign-up", "log-in", "who-am-i", "taken-email", "unknown-email-refused", "one-email-one-account"];
  const evaluation = await evaluated({ acting, operations }, asked);
  expect(outcomesOf(evaluation)).toEqual({
    ...{ "sign-up": "pass", "log-in": "pass", "who-am-i": "pass" },
    ...{ "taken-email": "fail", "unknown-email-refused": "fail", "one-email-one-account": "fail" },
  });
  const { checks, counts } = evaluation.result;
  const failed = checks.filter(({ outcome }) => outcome === "fail");
  expect(failed.flatMap(({ facts }) => facts["what"] ?? facts["how"])).toEqual(["ended", "ended", "ended"]);
  expect(failed.map(({ severity }) => severity)).toEqual(["serious", "serious", "serious"]);
  // It ends at two places: two sign-ups with one email are one cause, whenever they come.
  expect([counts.failed, counts.explained]).toEqual([2, 1]);
});

it("where an app ended is read from the last trace that it printed", () => {
  const lines = (...texts: string[]) => texts.map((text) => ({ text }));
  const trace = ["Error: no such row", "    at a (/app/index.js:1:2)", "    at b (/app/index.js:3:4)"];
  expect(placeOf(lines("    at old (/app/old.js:1:1)", "served", ...trace, "", "Node.js v24"))).toBe(
    "at a (/app/index.js:1:2)\nat b (/app/index.js:3:4)",
  );
  expect(placeOf(lines("Traceback", '  File "/app/main.py", line 7, in sign_up'))).toBe(
    'File "/app/main.py", line 7, in sign_up',
  );
  expect(placeOf(lines("served", "bye"))).toBeUndefined();
});
