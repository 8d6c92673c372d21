import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { PlaceSign } from "../../src/check/walk-through.ts";
import { followUpFolder, followUpsOf, loadFollowUp } from "../../src/evaluation/load-challenge.ts";
import { jargonIn } from "./jargon.ts";
import { readingGradeOf } from "./reading-grade.ts";

const challenges = join(import.meta.dirname, "../../../../challenges");
const folders = readdirSync(challenges).map((name) => join(challenges, name));
const followUps = (
  await Promise.all(folders.map(async (folder) => (await followUpsOf(folder)).map((id) => ({ folder, id }))))
).flat();

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, object>;
}

describe.each(followUps)("the contract of the follow-up $id", ({ folder, id }) => {
  const text = readFileSync(join(followUpFolder(folder, id), "contract.yaml"), "utf8");
  const { paths } = parse(text) as { readonly paths: Record<string, Record<string, Operation>> };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
  );

  it("is a valid OpenAPI 3.1 document", async () => {
    const validator = new Validator();
    const result = await validator.validate(text);
    expect(result.errors ?? []).toEqual([]);
    expect(validator.version).toBe("3.1");
  });

  it("has the operations that are added, as they are bound", async () => {
    const { binding } = await loadFollowUp(folder, id);
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(binding).sort());
    for (const { operationId, path, method, responses } of operations) {
      const bound = binding[operationId];
      expect(bound?.method).toBe(method);
      // An input stands where the contract has a parameter, whatever each calls it.
      expect(bound?.path.replaceAll(/\{[^{}]+\}/g, "{}")).toBe(path.replaceAll(/\{[^{}]+\}/g, "{}"));
      const promised = Object.keys(responses).map(Number);
      expect([...(bound?.success ?? [])].sort()).toEqual(promised.filter((status) => status < 300).sort());
    }
  });
});

const walkThroughs = folders.map((folder) => join(folder, "walk-through.ts")).filter((path) => existsSync(path));

describe.each(walkThroughs)("the walk-through %s", (path) => {
  it(`of ${basename(join(path, ".."))} is asked in plain words, each prompt once, with places to look for`, async () => {
    const { default: walkThrough } = (await import(path)) as {
      default: { prompts: { id: string; ask: string; goodAnswer: string; weakAnswer: string; places: PlaceSign[] }[] };
    };
    const { prompts } = walkThrough;
    expect(new Set(prompts.map((prompt) => prompt.id)).size).toBe(prompts.length);
    for (const { id, ask, goodAnswer, weakAnswer, places } of prompts) {
      expect(readingGradeOf([ask, goodAnswer, weakAnswer].join(" ")), id).toBeLessThan(8);
      expect(jargonIn(ask), id).toEqual([]);
      expect(places.length, id).toBeGreaterThan(0);
      // One that remembers where it stopped would find another line each time.
      expect(
        places
          .flatMap((sign) => (sign instanceof RegExp ? [sign] : [sign.line, sign.near ?? /x/, sign.apart ?? /x/]))
          .filter(({ flags }) => /[gy]/.test(flags)),
        id,
      ).toEqual([]);
    }
  });
});
