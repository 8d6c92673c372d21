import { stat } from "node:fs/promises";
import { join } from "node:path";

/** A result is named by its `result.json`, or by the folder it is in. */
export async function resultFile(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (fact) => fact.isDirectory(),
    () => false,
  );
  return isFolder ? join(path, "result.json") : path;
}
