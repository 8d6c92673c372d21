import { access } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AssayError, reasonOf } from "../../errors/assay-error.ts";
import { nodeToolchain } from "../../sandbox/toolchain.ts";
import { readManifest } from "../assay-yaml.ts";
import type { Identified, Language } from "../language.ts";
import { nodeFor } from "../node-release.ts";

const manifest = "package.json";

const dependencies = z.record(z.string(), z.string()).optional();
const schema = z.object({
  main: z.string().min(1).optional(),
  scripts: z.record(z.string(), z.string()).optional(),
  engines: z.object({ node: z.string() }).partial().optional().catch(undefined),
  dependencies,
  devDependencies: dependencies,
  optionalDependencies: dependencies,
  workspaces: z.unknown().optional(),
  packageManager: z.string().optional().catch(undefined),
});
type PackageJson = z.infer<typeof schema>;

const ownLockFiles = ["npm-shrinkwrap.json", "package-lock.json"];
/** Bun's are noted, and read by no tool that we run. */
const otherLockFiles = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];
const usualEntries = [
  "server.js",
  "index.js",
  "app.js",
  "server.mjs",
  "index.mjs",
  "server.ts",
  "index.ts",
  "src/server.js",
  "src/index.js",
  "src/server.ts",
  "src/index.ts",
];

/** Node, installed with npm, pnpm or yarn, as its lock file asks. */
export const node: Language = {
  name: "node",
  manifests: [manifest],
  async identify(directory, settings) {
    const text = await readManifest(directory, manifest);
    const contents = text === undefined ? {} : parse(text);
    const lockFile = await firstThere(directory, [...ownLockFiles, ...otherLockFiles]);
    const engines = contents.engines?.node;
    const testCommand = settings.testCommand ?? realTestCommand(contents);
    return {
      language: "node",
      manifest: settings.file ?? manifest,
      ...(lockFile && { lockFile }),
      installCommands: settings.installCommands ?? (await installCommands(directory, contents, lockFile)),
      startCommand: settings.startCommand ?? (await startCommand(directory, contents)),
      ...(engines && { engines }),
      environment: settings.environment,
      ...(testCommand && { testCommand }),
    } satisfies Omit<Identified, "database" | "services">;
  },
  packages: [],
  version: () => Promise.resolve(process.version),
  async toolchain(engines) {
    const other = await nodeFor(engines);
    const { views } = nodeToolchain(other);
    const version = other?.version ?? process.version;
    // Every install, of whatever language, is told of npm's: many have pages that npm builds.
    return { version, views, folders: [], registries: [], installEnvironment: {} };
  },
};

function parse(text: string): PackageJson {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new AssayError(
      "manifest-broken",
      { file: manifest, where: whereIn(text, reasonOf(error)), problem: "it is not JSON" },
      { cause: error },
    );
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join(".");
  throw new AssayError("manifest-broken", {
    file: manifest,
    where: at ? ` at "${at}"` : "",
    problem: issue?.message ?? "unknown",
  });
}

/** V8 says the place as "line 3 column 5", or as a position, or (when the text just ends) not at all. */
function whereIn(text: string, reason: string): string {
  const line = /line (\d+)/.exec(reason)?.[1];
  if (line !== undefined) return ` at line ${line}`;
  const position = /position (\d+)/.exec(reason)?.[1];
  const end = position === undefined ? text.length : Number(position);
  return ` at line ${text.slice(0, end).split("\n").length}`;
}

async function installCommands(
  directory: string,
  contents: PackageJson,
  lockFile: string | undefined,
): Promise<Identified["installCommands"]> {
  const depends = [contents.dependencies, contents.devDependencies, contents.optionalDependencies].some(
    (list) => list !== undefined && Object.keys(list).length > 0,
  );
  const builds = contents.scripts?.["build"] !== undefined && needsBuild(contents);
  const build: Identified["installCommands"] = builds ? [["npm", "run", "build"]] : [];
  if (!depends && contents.workspaces === undefined) return build;
  return [...(await installing(directory, contents, lockFile)), ...build];
}

/** npx brings the other tools from the same registry: the version that the project names, else one that reads its lock file. */
async function installing(
  directory: string,
  { packageManager }: PackageJson,
  lockFile: string | undefined,
): Promise<Identified["installCommands"]> {
  const [named, version] = /^(pnpm|yarn)@(\d+(?:\.\d+){0,2})/.exec(packageManager ?? "")?.slice(1) ?? [];
  if (lockFile === "pnpm-lock.yaml") {
    const format = /^lockfileVersion: '?(\d+)/m.exec((await readManifest(directory, lockFile)) ?? "")?.[1] ?? "";
    const fitting = { 5: "7", 6: "8" }[format] ?? "10";
    return [["npx", "--yes", `pnpm@${named === "pnpm" ? version : fitting}`, "install", "--frozen-lockfile"]];
  }
  if (lockFile === "yarn.lock") {
    const isClassic = !/^__metadata:/m.test((await readManifest(directory, lockFile)) ?? "");
    const classic = `yarn@${named === "yarn" ? version : "1"}`;
    if (isClassic) return [withOwnRegistry, ["npx", "--yes", classic, "install", "--frozen-lockfile"]];
    const berry = `--package=@yarnpkg/cli-dist@${named === "yarn" ? version : "4"}`;
    return [["npx", "--yes", berry, "yarn", "install", "--immutable"]];
  }
  return [["npm", lockFile !== undefined && ownLockFiles.includes(lockFile) ? "ci" : "install"]];
}

/** Yarn's first lock file names the registry that made it, and yarn asks that one. Packages are checked by their digests. */
const withOwnRegistry = [
  "/bin/sh",
  "-c",
  'sed -i -E "s#\\"https?://[^/\\"]+/([^\\"]+/-/[^\\"]+)\\"#\\"${npm_config_registry%/}/\\1\\"#" yarn.lock',
] as const;

/** Started from what a build makes: that isn't sent along, as git ignores it. */
function needsBuild({ scripts, main }: PackageJson): boolean {
  return /(^|[\s/"'])(dist|build|out|lib)[\s/"']/.test(`${scripts?.["start"] ?? main ?? ""} `);
}

async function startCommand(directory: string, contents: PackageJson): Promise<Identified["startCommand"]> {
  if (contents.scripts?.["start"] !== undefined) return ["npm", "start"];
  const entry = await firstThere(directory, [...(contents.main === undefined ? [] : [contents.main]), ...usualEntries]);
  if (entry !== undefined) return ["node", entry];
  throw new AssayError("no-start-command", {
    problem: `${manifest} has no "start" script, and there is none of ${usualEntries.slice(0, 3).join(", ")}`,
    advice: `Add a "start" script to ${manifest}`,
  });
}

/** The command in `scripts.test`, but not the one that `npm init` writes, which only says that there are none. */
function realTestCommand({ scripts }: PackageJson): string | undefined {
  const script = scripts?.["test"];
  return script === undefined || script.includes("no test specified") ? undefined : "npm test";
}

async function firstThere(directory: string, files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const there = await access(join(directory, file)).then(
      () => true,
      () => false,
    );
    if (there) return file;
  }
  return undefined;
}
