import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RouteAccess } from "../src/access/access.ts";
import { client, openOffice, type Client, type Office, type Organization } from "./office.ts";

/**
 * Every route of the OpenAPI document that takes a body, sent what is nearly right and what is nowhere near: each is
 * refused in one form, and none is ever our mistake. A new route is in it by being there.
 */
let office: Office;
let mine: Organization;
let candidate: Client;
let role: string;
let application: string;

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
}

interface Operation {
  readonly "x-access": RouteAccess;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
  const { recruiter } = mine.people;
  role = (await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "login-system", pays: "€150" })).body.id;
  const { added } = (await recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Jonas" }] })).body;
  application = added[0];
  const { link } = (await recruiter.ask("POST", `/applications/${application}/invite`, {})).body;
  candidate = client(office.url, { authorization: `Bearer ${String(link).split("#")[1] ?? ""}` });
});
afterAll(() => office.close());

/** A body that fits its schema, with this text wherever a text may be. */
function filled(schema: Schema, text: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return filled(schema.anyOf[0] ?? {}, text);
  if (schema.properties !== undefined) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, of]) => [name, filled(of, text)]));
  }
  if (schema.items !== undefined) return [filled(schema.items, text)];
  if (schema.type === "boolean") return true;
  if (schema.type === "number" || schema.type === "integer") return schema.minimum ?? 1;
  if (schema.format === "uuid") return "00000000-0000-4000-8000-000000000000";
  if (schema.format === "email") return "somebody@x.example.com";
  return text.repeat(Math.ceil((schema.minLength ?? 1) / text.length));
}

const texts = {
  "a control character": "a\u0000b",
  "half a pair": "a\ud800b",
  markup: "<script>alert(1)</script>",
  "a quote": "'; DROP TABLE role; --",
  "letters of every kind": "Zoë 名前 🦊 \u202e",
  "nothing but blanks": " \t ",
};

const bodies: Readonly<Record<string, string>> = {
  "no JSON": "{",
  "a list": "[]",
  nothing: "null",
  "a number": "7",
  "an inherited name": '{"__proto__":{"access":"owner"},"constructor":1}',
  "very deep": `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
};

describe("whatever is sent", () => {
  test("is refused as a problem, never ours, by every route that takes a body", { timeout: 120_000 }, async () => {
    const { paths } = office.app.swagger() as unknown as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    };
    const asked: string[] = [];
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const schema = operation.requestBody?.content["application/json"]?.schema;
        if (schema === undefined) continue;
        const who = operation["x-access"] === "candidate" ? candidate : mine.people.owner;
        const url = `${office.url}${path
          .replace("{role}", role)
          .replace("{application}", application)
          .replaceAll(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000")}`;
        const sent = {
          ...Object.fromEntries(
            Object.entries(texts).map(([what, text]) => [what, JSON.stringify(filled(schema, text))]),
          ),
          ...bodies,
        };
        for (const [what, body] of Object.entries(sent)) {
          const answer = await fetch(url, {
            method: method.toUpperCase(),
            headers: { ...who.headers, "content-type": "application/json" },
            body,
          });
          const where = `${method.toUpperCase()} ${path} with ${what}: ${await answer.clone().text()}`;
          expect(answer.status, where).toBeLessThan(500);
          if (answer.status < 400) continue;
          expect(answer.headers.get("content-type"), where).toContain("application/problem+json");
          expect(await answer.json(), where).toMatchObject({
            ...{ code: expect.any(String), title: expect.any(String), detail: expect.any(String) },
            status: answer.status,
          });
        }
        asked.push(path);
      }
    }
    expect(asked.length).toBeGreaterThan(20);
  });

  test("in place of an id is nothing that there is", async () => {
    for (const id of ["1", "%00", "..%2f..", "a".repeat(5_000), "00000000-0000-4000-8000-000000000000"]) {
      const { status, body } = await mine.people.owner.ask("GET", `/roles/${id}`);
      expect([400, 404, 414], id).toContain(status);
      expect(body?.code, id).toBeTypeOf("string");
    }
  });
});
