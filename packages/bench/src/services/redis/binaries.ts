import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { AssayError } from "../../errors/assay-error.ts";

const run = promisify(execFile);

export interface RedisBinary {
  readonly path: string;
  /** "Redis 7.0.15" */
  readonly version: string;
}

/** The first with users that may not do everything, and with moments of expiry that can be read. */
const oldestMajor = 7;

/** @throws AssayError `redis-missing` */
export async function findRedis(): Promise<RedisBinary> {
  for (const [program, name] of [
    ["redis-server", "Redis"],
    ["valkey-server", "Valkey"],
  ] as const) {
    for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
      const path = join(folder, program);
      if (folder === "" || !existsSync(path)) continue;
      const { stdout } = await run(path, ["--version"]).catch(() => ({ stdout: "" }));
      const version = /\bv=(\d+\S*)/.exec(stdout)?.[1];
      if (version !== undefined && Number.parseInt(version, 10) >= oldestMajor)
        return { path, version: `${name} ${version}` };
    }
  }
  throw new AssayError("redis-missing");
}
