import { readFileSync } from "node:fs";
import { expect, expectTypeOf, test } from "vitest";
import type * as z from "zod";
import { type evidenceSchema, type Evidence } from "../../src/result/evidence.ts";
import { resultVersion, type Result } from "../../src/result/result.ts";
import { resultJsonSchema, resultSchema } from "../../src/result/schema.ts";
import { makeResult } from "./hand-made-result.ts";

type Immutable<Type> = { readonly [Key in keyof Type]: Immutable<Type[Key]> };

test("the schema and the type of a result say the same, both ways", () => {
  expectTypeOf<Immutable<z.infer<typeof resultSchema>>>().toEqualTypeOf<Immutable<Result>>();
});

test("the schema and the type of stored evidence say the same, both ways", () => {
  expectTypeOf<Immutable<z.infer<typeof evidenceSchema>>>().toEqualTypeOf<Immutable<Evidence>>();
});

test("the published JSON Schema is up to date (node packages/bench/src/result/write-schema.ts)", () => {
  const path = new URL(`../../schema/result-${resultVersion}.schema.json`, import.meta.url);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(resultJsonSchema());
});

test("a result comes through the schema as it was", () => {
  const result = makeResult();
  expect(resultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
});
