/** Writes the published JSON Schema of a binding: `node packages/bench/src/operations/write-schema.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { bindingJsonSchema } from "./binding-file.ts";

const folder = new URL("../../schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("binding.schema.json", folder), `${JSON.stringify(bindingJsonSchema(), null, 2)}\n`);
