import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import challenge from "../../../../challenges/login-system/challenge.ts";

const folder = new URL("../../../../challenges/login-system/", import.meta.url);
const text = readFileSync(new URL("contract.yaml", folder), "utf8");

interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Record<string, { schema: { $ref?: string; properties?: object } }> };
  readonly responses: Record<string, object>;
}
interface Contract {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { properties?: object }> };
}
const contract = parse(text) as Contract;

const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
);

/** Answers that the binding takes for done though the contract does not name them; challenge.ts says why. */
const tolerated: Readonly<Record<string, readonly number[]>> = { signUp: [200], logIn: [201] };

function bodyMembers({ requestBody }: Operation): readonly string[] {
  const schema = requestBody?.content["application/json"]?.schema;
  const named = schema?.$ref?.split("/").at(-1);
  const { properties = {} } = (named === undefined ? schema : contract.components.schemas[named]) ?? {};
  return Object.keys(properties);
}

describe("the login system's contract", () => {
  it("is a valid OpenAPI 3.1 document", async () => {
    const validator = new Validator();
    const result = await validator.validate(text);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe("3.1");
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  it("has the operations of the binding, and no others", () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(challenge.binding).sort());
  });

  it.each(operations)("agrees with the binding about $operationId", (operation) => {
    const bound = challenge.binding[operation.operationId];
    const promised = Object.keys(operation.responses)
      .map(Number)
      .filter((status) => status < 300);
    expect(bound).toMatchObject({ method: operation.method, path: operation.path });
    expect([...(bound?.success ?? [])].sort()).toEqual(
      [...promised, ...(tolerated[operation.operationId] ?? [])].sort(),
    );
    expect(Object.keys(bound?.json ?? {})).toEqual(bodyMembers(operation));
    expect(bound?.credential ?? false).toBe(operation.security === undefined);
  });

  it("names the shape of every refusal that the brief fixes", () => {
    const shaped = operations.flatMap(({ responses }) =>
      Object.entries(responses).filter(([status]) => /^(400|401|409|422|429)$/.test(status)),
    );
    expect(shaped.length).toBeGreaterThan(20);
    for (const [, response] of shaped) expect(response).toHaveProperty("$ref");
  });
});

describe("the login system's brief", () => {
  const brief = readFileSync(new URL("brief.md", folder), "utf8");
  const anchors = [...brief.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id);

  it("has each place that a check may rest on, once", () => {
    const wanted =
      "sign-up log-in who-am-i profile change-password log-out forgot-password reset-password health delete-account slow-visitors " +
      "one-email-one-account names passwords mistakes errors secrets guessing sessions privacy copies restarts " +
      "stopping database mail load environment settings attacks hand-over help-from-ai";
    expect(anchors.toSorted()).toEqual(wanted.split(" ").toSorted());
  });

  it("stays within two pages: at most 1,700 words", () => {
    expect(brief.split(/\s+/).length).toBeLessThan(1_700);
  });
});
