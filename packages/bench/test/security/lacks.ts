import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { AssayError } from "../../src/errors/assay-error.ts";
import { ociRuntime } from "../../src/sandbox/oci.ts";
import { findProgram, isExecutable } from "../../src/sandbox/program.ts";
import { nodeToolchain } from "../../src/sandbox/toolchain.ts";
import { privileged } from "../../src/sandbox/users.ts";
import { findMongodb } from "../../src/services/mongodb/binaries.ts";
import { findMysql } from "../../src/services/mysql/binaries.ts";
import { findRedis } from "../../src/services/redis/binaries.ts";
import { cacheFolder } from "../../src/services/cache-folder.ts";
import { languageNamed } from "../../src/submission/languages/index.ts";
import { ordinaryUser } from "./job/run.ts";
import type { Way } from "./row.ts";

/** What of this machine is missing to run in this way; undefined when all is there. */
export async function lacksDriver(way: Way): Promise<string | undefined> {
  if (way.startsWith("oci") && !isExecutable(findProgram(ociRuntime))) return `${ociRuntime} is not installed`;
  if (way.endsWith("ordinary user") && !ordinaryUserCanRunUs()) return "only root can run it as another user";
  return undefined;
}

/** Not where the project lies in a folder of root's own, like `/root`. */
function ordinaryUserCanRunUs(): boolean {
  if (!privileged) return false;
  const as = [`--reuid=${ordinaryUser}`, `--regid=${ordinaryUser}`, "--clear-groups", "--"];
  return spawnSync(findProgram("setpriv"), [...as, nodeToolchain().runtime, "--version"], { cwd: "/" }).status === 0;
}

/** What a Dockerfile needs to be built here: this machine reaches no registry of images, so the base is one program. */
export async function lacksImages(): Promise<string | undefined> {
  if (!privileged) return "only root can build an image";
  const missing = ["podman", "crun", "busybox"].filter((program) => !isExecutable(findProgram(program)));
  if (missing.length > 0) return `${missing.join(", ")} not installed`;
  // A program that needs libraries does nothing in an empty image.
  const busybox = findProgram("busybox");
  return existsSync(busybox) && statSync(busybox).size > 1_500_000 ? undefined : "busybox is not static";
}

const finders = {
  mysql: findMysql,
  mongodb: () => findMongodb(cacheFolder()),
  redis: findRedis,
} as const;

export async function lacksServer(engine: keyof typeof finders): Promise<string | undefined> {
  return reasonOf(finders[engine]);
}

export async function lacksLanguage(name: string): Promise<string | undefined> {
  return reasonOf(() => languageNamed(name).toolchain());
}

async function reasonOf(find: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await find();
    return undefined;
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    const lack = AssayError.from(error);
    if (lack.code.endsWith("-missing")) return lack.message;
    throw lack;
  }
}

/** What is missing to run in this way what is installed in this language. */
export function lacksAny(language: string): (way: Way) => Promise<string | undefined> {
  return async (way) => (await lacksDriver(way)) ?? lacksLanguage(language);
}
