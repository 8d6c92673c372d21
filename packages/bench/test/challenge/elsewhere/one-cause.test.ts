import { afterAll, expect, it } from "vitest";
import { evaluated, removeBackends } from "./small-backend.ts";

afterAll(removeBackends);

const operations = `
  signUp: { request: POST /signup, json: { email: $inputs.email, password: $inputs.password }, success: 201 }
  logIn: { request: POST /login, json: { email: $inputs.email, password: $inputs.password }, grants: $response.body#/token, success: 200 }
`;

it("a body that nobody looks at breaks five checks, and is one finding", { timeout: 300_000 }, async () => {
  const acting = `
const act = ({ path, text, headers }) => {
  try {
    if (!headers["content-type"]?.includes("json")) text = "";
    if (text !== "" && readBody(text) === undefined) return [400];
    const body = readBody(text);
    const email = body.email.trim(), password = body.password.normalize();
    if (path === "/signup") return users.has(email) ? [409] : (users.set(email, password), [201]);
    return users.get(email) === password ? [200, { token: random() }] : [401];
  } catch {
    return [500];
  }
};`;
  const only = ["wrong-types", "missing-fields", "empty-body", "wrong-content-type", "deep-json", "malformed-json"];
  const { result } = await evaluated({ acting, operations }, only);
  const findings = result.checks.filter(({ outcome }) => outcome === "fail");
  expect(Object.fromEntries(findings.map(({ id, because }) => [id, because]))).toEqual({
    "wrong-types": undefined,
    "missing-fields": "wrong-types",
    "empty-body": "wrong-types",
    "wrong-content-type": "wrong-types",
    "deep-json": "wrong-types",
  });
});
