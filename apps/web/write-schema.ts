import { writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import { openApiDocument } from "../server/src/document.ts";

/** The types of the API, from the server's own OpenAPI document. */
export async function schema(): Promise<string> {
  const tree = await openapiTS(JSON.stringify(await openApiDocument()));
  return `/** Written by \`npm run api --workspace @assay/web\` from the server's OpenAPI document: never by hand. */\n\n${astToString(tree)}`;
}

export const schemaPath = new URL("src/api/schema.d.ts", import.meta.url);

if (import.meta.main) await writeFile(schemaPath, await schema());
