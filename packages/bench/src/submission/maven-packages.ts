import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { users } from "../sandbox/users.ts";
import { inFolderOf, keepDependencies, keptTree } from "./dependency-cache.ts";
import { giveTree } from "./file-tree.ts";
import type { InstallLimits } from "./install-protocol.ts";
import type { InstallRoom } from "./install-room.ts";
import type { Toolchain } from "./language.ts";

const mostBytes = 800 * 1024 * 1024;

/** The smallest that can be built. */
const stub = "public class Main { public static void main(String[] arguments) {} }\n";

/**
 * A home in which Maven finds all that this submission's pom.xml asks for, kept from an earlier build of the very same
 * pom.xml or fetched now; undefined when that cannot be told from this one file. Maven still fetches what is missing.
 *
 * It is fetched by building a stub in a folder with the pom.xml and nothing else of the submission's. A pom.xml can run
 * programs; what those leave is found again only by those who send the same pom.xml, which would run them too.
 */
export async function homeWithPackages(
  directory: string,
  { version, registries }: Pick<Toolchain, "version" | "registries">,
  room: InstallRoom,
  limits: InstallLimits,
): Promise<string | undefined> {
  const pom = await readFile(join(directory, "pom.xml"), "utf8").catch(() => undefined);
  // Extensions and settings of the submission's own would take part; modules stand in folders of theirs.
  const own = await readdir(join(directory, ".mvn")).catch(() => []);
  if (pom === undefined || own.some((name) => name !== "wrapper") || /<modules?>/.test(pom)) return undefined;
  const key = createHash("sha256")
    .update(JSON.stringify(["maven", pom, version, registries]))
    .digest("hex");
  return (await keptTree(key)) ?? (await fetchPackages(pom, key, room, limits));
}

async function fetchPackages(
  pom: string,
  key: string,
  room: InstallRoom,
  limits: InstallLimits,
): Promise<string | undefined> {
  const { submission } = users;
  return inFolderOf({ "pom.xml": pom, "src/main/java/Main.java": stub }, async (folder) => {
    await giveTree(folder, submission === undefined ? undefined : { uid: submission, gid: submission });
    await room.run(["mvn", "-B", "-ntp", "-DskipTests", "clean", "package"], folder, limits, {
      async keepHome(home) {
        await giveTree(home, submission === undefined ? undefined : { uid: 0, gid: 0 });
        if ((await bytesBelow(home)) <= mostBytes) await keepDependencies({ key }, home);
      },
    });
    return keptTree(key);
  });
}

async function bytesBelow(folder: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
