import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { reading } from "../reading/reading.ts";
import { users } from "../sandbox/users.ts";
import { readManifest } from "./assay-yaml.ts";
import { inFolderOf, keepDependencies, keptTree } from "./dependency-cache.ts";
import { giveTree } from "./file-tree.ts";
import type { InstallLimits } from "./install-protocol.ts";
import type { InstallRoom } from "./install-room.ts";
import type { Toolchain } from "./language.ts";

const mostBytes = 800 * 1024 * 1024;

/** The smallest that can be built. */
const stub = "public class Main { public static void main(String[] arguments) {} }\n";

/**
 * A home in which Maven finds all that this pom.xml asks for, kept from an earlier build of the very same pom.xml or
 * fetched now; undefined when that failed. Maven still fetches what is missing.
 *
 * It is fetched by building a stub in a folder with the pom.xml and nothing else of the submission's. A pom.xml can run
 * programs; what those leave is found again only by those who send the same pom.xml, which would run them too.
 */
export async function homeWithPackages(
  pom: string,
  { version, registries }: Pick<Toolchain, "version" | "registries">,
  room: InstallRoom,
  limits: InstallLimits,
): Promise<string | undefined> {
  const key = createHash("sha256")
    .update(JSON.stringify(["maven", pom, version, registries]))
    .digest("hex");
  return (await keptTree(key)) ?? (await fetchPackages(pom, key, room, limits));
}

/** The pom.xml of a submission, where nothing else of its own takes part in what Maven brings; else null. */
export async function lonePom({ directory }: { readonly directory: string }): Promise<string | null> {
  const pom = await readManifest(directory, "pom.xml");
  // Extensions and settings of the submission's own would take part; modules stand in folders of theirs.
  const own = await readdir(join(directory, ".mvn")).catch(() => []);
  return pom === undefined || own.some((name) => name !== "wrapper") || /<modules?>/.test(pom) ? null : pom;
}

export const pomReading = reading(import.meta.url, lonePom, z.string().nullable());

async function fetchPackages(
  pom: string,
  key: string,
  room: InstallRoom,
  limits: InstallLimits,
): Promise<string | undefined> {
  const { submission } = users;
  return inFolderOf({ "pom.xml": pom, "src/main/java/Main.java": stub }, room.folder, async (folder) => {
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
