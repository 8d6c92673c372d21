/** Writes the published JSON Schema: `node packages/bench/src/result/write-schema.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { resultVersion } from "./result.ts";
import { resultJsonSchema } from "./schema.ts";

const folder = new URL("../../schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(
  new URL(`result-${resultVersion}.schema.json`, folder),
  `${JSON.stringify(resultJsonSchema(), null, 2)}\n`,
);
