import type { FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";

const known = new WeakMap<Parts["challenges"], ReadonlySet<string>>();

/** Words of our own that could be a name too: every choice in the API's document, every check, what a result is made of. */
export function vocabularyOf(request: FastifyRequest, { challenges }: Pick<Parts, "challenges">): ReadonlySet<string> {
  const words =
    known.get(challenges) ??
    new Set([
      ...choicesIn(request.server.swagger()),
      ...challenges.all.flatMap((pack) => [pack.id, ...Object.keys(pack.catalogue)]),
      ...ofResults,
    ]);
  known.set(challenges, words);
  return words;
}

function choicesIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    key === "enum" && Array.isArray(value) ? value.filter((one) => typeof one === "string") : choicesIn(value),
  );
}

const ofResults = [
  ...(["works-as-asked", "handles-errors", "keeps-data-whole", "secure", "stable", "fast", "well-built"] as const),
  ...(["blocker", "serious", "minor", "must", "extra", "proof", "measurement"] as const),
  ...(["node", "python", "php", "go", "java", "ruby", "postgres", "mysql", "mongodb", "redis", "sqlite"] as const),
];
