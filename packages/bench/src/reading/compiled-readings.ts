import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { compiledFolder } from "../cell/compiled-folder.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { readingModules } from "./reading.ts";

const run = promisify(execFile);
const compiler = fileURLToPath(new URL("./compile.ts", import.meta.url));
const agent = new URL("./agent.ts", import.meta.url).href;

/**
 * A folder with a reader's own programs compiled, for it to see and not to write: it reads a stranger's bytes, and other
 * processes run what lies there. So the modules are compiled in a process that reads nothing else, once for each change.
 *
 * @returns undefined when that failed: then the reader compiles them itself
 */
export async function compiledReadings(): Promise<string | undefined> {
  try {
    const folder = await compiledFolder();
    const marked = await Promise.all(
      [agent, ...readingModules()].map(async (module) => ({ module, mark: join(folder, await markOf(module)) })),
    );
    const missing = marked.filter(({ mark }) => !existsSync(mark));
    if (missing.length === 0) return folder;
    const { PATH = "", TMPDIR } = process.env;
    await run(nodeToolchain().runtime, [compiler, ...missing.map(({ module }) => module)], {
      env: { PATH, ...(TMPDIR !== undefined && { TMPDIR }), NODE_COMPILE_CACHE: folder },
      timeout: 60_000,
    });
    await Promise.all(missing.map(({ mark }) => writeFile(mark, "")));
    return folder;
  } catch {
    return undefined;
  }
}

async function markOf(module: string): Promise<string> {
  const { mtimeMs, size } = await stat(fileURLToPath(module));
  const key = JSON.stringify([module, mtimeMs, size, nodeToolchain().runtime, process.version]);
  return `reading-${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
}
