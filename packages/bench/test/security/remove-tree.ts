import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** However deep it is: Node names each file by its whole path, which the kernel refuses. */
export async function removeTree(path: string): Promise<void> {
  await run("rm", ["-rf", "--one-file-system", path]).catch(() => undefined);
}
