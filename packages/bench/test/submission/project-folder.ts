import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** A folder for a project, a new one in each test of the file that imports this. */
export let shop: string;

beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-identify-"));
});
afterEach(() => rm(shop, { recursive: true, force: true }));

/** Writes files into it; what is no text is written as JSON. */
export async function files(contents: Record<string, string | object>): Promise<void> {
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(shop, path)), { recursive: true });
    await writeFile(join(shop, path), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}
