import { cacheFolder } from "../services/cache-folder.ts";
import { builtFerretDb, findGo, findMongod } from "../services/mongodb/binaries.ts";
import { findRedis } from "../services/redis/binaries.ts";
import { AssayError } from "../errors/assay-error.ts";
import type { Finding } from "./finding.ts";
import { packageFix } from "./packages.ts";

export async function examineMongodb(): Promise<Finding> {
  const common = { id: "mongodb", title: "MongoDB, for submissions that use it", needed: "optional" } as const;
  const found = (await findMongod()) ?? builtFerretDb(cacheFolder());
  if (found !== undefined) return { ...common, ok: true, detail: found.version };
  try {
    const detail = `FerretDB in its place, which ${findGo()} builds at the first such submission: some minutes`;
    return { ...common, ok: true, detail };
  } catch (error) {
    return { ...common, ok: false, detail: AssayError.from(error).message, ...packageFix("golang-go") };
  }
}

export async function examineRedis(): Promise<Finding> {
  const common = { id: "redis", title: "Redis, for submissions that use it", needed: "optional" } as const;
  try {
    return { ...common, ok: true, detail: (await findRedis()).version };
  } catch (error) {
    return { ...common, ok: false, detail: AssayError.from(error).message, ...packageFix("redis-server") };
  }
}
