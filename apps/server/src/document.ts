import { makeApp } from "./app.ts";
import { plainOperation } from "./configuration.ts";
import type { Parts } from "./parts.ts";

/** The OpenAPI document, without opening anything: routes touch what they stand on only when they are asked. */
export async function openApiDocument(): Promise<object> {
  const app = await makeApp({ url: "http://localhost", operation: plainOperation } as unknown as Parts);
  const document = app.swagger();
  await app.close();
  return document;
}
