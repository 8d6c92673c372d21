import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rename, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { inDraftFolder } from "../cell/draft-folder.ts";
import { removeTrees } from "../cell/remove-tree.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import { reading } from "../reading/reading.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { cacheFolder } from "../services/cache-folder.ts";
import { copyTree } from "./file-tree.ts";

const mostTrees = 30;
/** Bytes. Of a thousand packages it is half a megabyte. */
const largestLock = 16 * 1024 * 1024;

/** Packages whose install scripts only build or fetch their own native part: they don't look at the project around them. */
const selfContained: ReadonlySet<string> = new Set([
  "argon2",
  "bcrypt",
  "better-sqlite3",
  "bufferutil",
  "cpu-features",
  "esbuild",
  "msgpackr-extract",
  "re2",
  "sharp",
  "sqlite3",
  "ssh2",
  "utf-8-validate",
]);

const lockedPackage = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z
    .string()
    .regex(/sha512-/)
    .optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});
const lockSchema = z.looseObject({
  lockfileVersion: z.union([z.literal(2), z.literal(3)]),
  packages: z.record(z.string(), lockedPackage),
});
const manifestSchema = z.looseObject({
  scripts: z.record(z.string(), z.string()).optional(),
  workspaces: z.unknown().optional(),
});

/** Of package.json, all that `npm ci` looks at when no code of the project's own runs. */
const relevantFields = [
  "name",
  "version",
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
  "peerDependenciesMeta",
  "overrides",
  "engines",
  "os",
  "cpu",
];
const ownInstallScripts = [
  "preinstall",
  "install",
  "postinstall",
  "prepublish",
  "preprepare",
  "prepare",
  "postprepare",
];

/** Dependencies that depend on nothing but these two files, and so may be kept for whoever sends the same two again. */
export interface LockedDependencies {
  /** package.json with only what an install looks at. */
  readonly manifest: string;
  readonly lock: string;
  /** SHA-256, in hexadecimal, over both and the toolchain. */
  readonly key: string;
  /** Some run scripts when they are installed, which may fail where the project around them is missing. */
  readonly runScripts: boolean;
}

/**
 * What a submission's `npm ci` would install, if nothing of the submission's own can take part in it; else undefined.
 *
 * Then it is installed in a folder that holds these two files and nothing else. So what is kept is made of them and of
 * packages checked by their digests: no submission can put anything there that another with other files would be given.
 *
 * @param request.runtime the Node that it runs on: "v24.18.1"
 * @returns null where other files could take part
 */
export async function lockedDependencies({
  directory,
  runtime,
}: {
  readonly directory: string;
  readonly runtime: string;
}): Promise<LockedDependencies | null> {
  const entries = await readdir(directory);
  // Settings of the submission's own can name programs to run; binding.gyp makes npm build the submission itself.
  if (entries.some((name) => [".npmrc", "binding.gyp", "npm-shrinkwrap.json"].includes(name))) return null;
  const manifest = await readJson(join(directory, "package.json"), manifestSchema);
  const lock = await readJson(join(directory, "package-lock.json"), lockSchema);
  if (manifest === undefined || lock === undefined || manifest.workspaces !== undefined) return null;
  if (ownInstallScripts.some((name) => manifest.scripts?.[name] !== undefined)) return null;
  if (!Object.entries(lock.packages).every(([path, locked]) => path === "" || isSelfContained(path, locked)))
    return null;
  const relevant = JSON.stringify(Object.fromEntries(relevantFields.map((name) => [name, manifest[name]])));
  const lockText = JSON.stringify(lock);
  const key = createHash("sha256")
    .update(JSON.stringify([relevant, lockText, runtime, await toolchainIdentity()]))
    .digest("hex");
  const runScripts = Object.values(lock.packages).some(({ hasInstallScript }) => hasInstallScript === true);
  return { manifest: relevant, lock: lockText, key, runScripts };
}

export const lockReading = reading(
  import.meta.url,
  lockedDependencies,
  z.object({ manifest: z.string(), lock: z.string(), key: z.hash("sha256"), runScripts: z.boolean() }).nullable(),
);

function isSelfContained(
  path: string,
  { name, resolved, integrity, link, inBundle, hasInstallScript }: z.infer<typeof lockedPackage>,
): boolean {
  if (!path.startsWith("node_modules/") || path.includes("..") || link) return false;
  if (!inBundle && (integrity === undefined || !(resolved === undefined || /^https?:/.test(resolved)))) return false;
  return (
    !hasInstallScript ||
    selfContained.has(name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length))
  );
}

/** Gives a copy of what is kept. False when nothing is. */
export async function restoreDependencies({ key }: LockedDependencies, directory: string): Promise<boolean> {
  const target = join(directory, "node_modules");
  // As npm ci does: what stands there is replaced.
  await removeTrees([target]);
  try {
    const kept = await keptTree(key);
    if (kept === undefined) return false;
    await copyTree(kept, target);
    return true;
  } catch {
    // Removed meanwhile to make room: then it is installed.
    await removeTrees([target]);
    return false;
  }
}

/** Gives `act` a folder below `where` with the two files and nothing else, which the submission's user can come to. */
export function inCleanFolder<T>(
  { manifest, lock }: LockedDependencies,
  where: string,
  act: (clean: string) => Promise<T>,
): Promise<T> {
  return inFolderOf({ "package.json": manifest, "package-lock.json": lock }, where, act);
}

/**
 * Gives `act` a folder below `where` that holds these files, by their names, and is there as long as it lasts. The
 * submission's user can come to it.
 */
export async function inFolderOf<T>(
  files: Readonly<Record<string, string>>,
  where: string,
  act: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = await makeTemporaryFolder("dependencies-", where);
  try {
    await chmod(parent, 0o711);
    const folder = join(parent, "project");
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await act(folder);
  } finally {
    await removeTemporaryFolder(parent);
  }
}

/** Where what was kept under this key stands; undefined when nothing is. */
export async function keptTree(key: string): Promise<string | undefined> {
  const kept = join(treesFolder(), key);
  try {
    await utimes(kept, new Date(), new Date());
    return kept;
  } catch {
    return undefined;
  }
}

/** Keeps what was installed. Two at once keep the same; the first stays. Failing to keep it fails nothing else. */
export async function keepDependencies({ key }: Pick<LockedDependencies, "key">, installed: string): Promise<void> {
  try {
    await mkdir(treesFolder(), { recursive: true, mode: 0o755 });
    await inDraftFolder(cacheFolder(), async (draft) => {
      const tree = join(draft, "tree");
      await copyTree(installed, tree);
      await rename(tree, join(treesFolder(), key));
    });
    await makeRoom();
  } catch {
    // It is installed again.
  }
}

function treesFolder(): string {
  return join(cacheFolder(), "dependencies");
}

/** Removes what was not used for the longest time. */
async function makeRoom(): Promise<void> {
  const names = await readdir(treesFolder());
  const trees = await Promise.all(
    names.map(async (name) => ({
      name,
      usedAt: (await stat(join(treesFolder(), name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  const unused = trees.sort((a, b) => b.usedAt - a.usedAt).slice(mostTrees);
  await removeTrees(unused.map(({ name }) => join(treesFolder(), name)));
}

let identity: Promise<string> | undefined;

/** What natively built parts depend on. */
function toolchainIdentity(): Promise<string> {
  identity ??= (async () => {
    const { runtime } = nodeToolchain();
    const { mtimeMs, size } = await stat(runtime);
    const system = await readFile("/etc/os-release", "utf8").catch(() => "");
    return JSON.stringify([runtime, mtimeMs, size, process.arch, system]);
  })();
  return identity;
}

async function readJson<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
  try {
    if ((await stat(path)).size > largestLock) return undefined;
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    // Not there or not as expected: npm itself will say what is wrong.
    return undefined;
  }
}
