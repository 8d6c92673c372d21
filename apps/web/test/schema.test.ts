import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { schema, schemaPath } from "../write-schema.ts";

test("the types of the API are those of the server's document", async () => {
  // Written anew by `npm run api --workspace @assay/web`.
  expect(await readFile(schemaPath, "utf8")).toBe(await schema());
});
