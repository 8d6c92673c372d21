import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import challenge from "../../../../challenges/login-system/challenge.ts";
import { bindingJsonSchema } from "../../src/operations/binding-file.ts";

const contract = { binding: { signUp: {}, logIn: {}, whoAmI: {} }, core: challenge.core } as never;
const check = (schema: unknown) => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
const examples = [
  ...readFileSync(new URL("../../../../docs/bindings.md", import.meta.url), "utf8").matchAll(/^```yaml\n(.*?)^```/gms),
].map(([, text = ""]) => parse(text) as unknown);
const operations = {
  signUp: { request: "POST /users", success: 201 },
  logIn: { request: "POST /log-in", success: 200 },
};

test("the published JSON Schema is up to date (node packages/bench/src/operations/write-schema.ts)", () => {
  const path = new URL("../../schema/binding.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(bindingJsonSchema());
});

test("every binding that the documentation shows fits it", () => {
  expect(examples.length).toBeGreaterThan(3);
  for (const example of examples) {
    // Some show a part alone.
    const whole = { operations, ...(example as object) };
    expect(check(bindingJsonSchema()).safeParse(whole).error).toBeUndefined();
  }
});

test.each([
  ["a key that there is none of", { operations, peeple: "email" }],
  ["a request without its method", { operations: { ...operations, logIn: { request: "/log-in", success: 200 } } }],
  ["an operation without its success", { operations: { ...operations, logIn: { request: "POST /log-in" } } }],
  ["a status that is none", { operations: { ...operations, logIn: { request: "POST /log-in", success: 20 } } }],
])("%s does not fit it", (_what, written) => {
  const schema = check(bindingJsonSchema());
  expect([schema.safeParse({ operations }).success, schema.safeParse(written).success]).toEqual([true, false]);
});

test("a challenge's own one knows the operations that there are, and those that must be there", () => {
  const schema = check(bindingJsonSchema(contract));
  expect(schema.safeParse({ operations }).error).toBeUndefined();
  expect(schema.safeParse({ operations: { ...operations, signIn: operations.logIn } }).success).toBe(false);
  expect(schema.safeParse({ operations: { signUp: operations.signUp } }).success).toBe(false);
});
