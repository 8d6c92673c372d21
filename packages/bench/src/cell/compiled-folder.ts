import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../services/cache-folder.ts";

const folder = join(cacheFolder(), "compiled");

/** Where Node keeps our own programs compiled: a process of ours starts in half the time. Made when it isn't there. */
export async function compiledFolder(): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}
