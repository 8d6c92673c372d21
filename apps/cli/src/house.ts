import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AssayError } from "@assay/bench/errors";

/** Where the checkout stands. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

export const challengesFolder = join(root, "challenges");

/** The challenge packs that have a brief: `any-backend` is shared by all and asked alone by none. */
export async function challengeIds(): Promise<readonly string[]> {
  const entries = await readdir(challengesFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(challengesFolder, entry.name, "challenge.ts")))
    .map(({ name }) => name);
}

/** @throws AssayError `unknown-challenge` */
export async function challengeFolder(id: string): Promise<string> {
  if (!(await challengeIds()).includes(id)) throw new AssayError("unknown-challenge", { challenge: id });
  return join(challengesFolder, id);
}
