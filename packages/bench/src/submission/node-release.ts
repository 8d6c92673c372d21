import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { major, minSatisfying, rcompare, satisfies, validRange } from "semver";
import { z } from "zod";
import { inDraftFolder } from "../cell/draft-folder.ts";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { cacheFolder } from "../services/cache-folder.ts";
import { settle } from "../services/settle-folder.ts";
import { machineNpm } from "./package-client.ts";

const run = promisify(execFile);

/** A Node of another version than ours, with an npm that runs on it. */
export interface NodeRelease {
  /** "v20.20.2" */
  readonly version: string;
  /** On the host: its folder, with program and headers. */
  readonly home: string;
  readonly npm: string;
}

/** The newest npm for a Node, by the Nodes that it says it runs on. */
const npms: readonly (readonly [nodes: string, npm: string])[] = [
  ["^20.17.0 || >=22.9.0", "11"],
  ["^18.17.0 || >=20.5.0", "10"],
  ["^14.17.0 || ^16.13.0 || >=18.0.0", "9"],
  ["^12.13.0 || ^14.15.0 || >=16", "8"],
  [">=6", "6"],
];

const known = new Map<string, Promise<NodeRelease>>();

/**
 * The Node that a submission's `engines` ask for; undefined when ours will do: it is what they ask, or they ask nothing that
 * can be understood.
 *
 * @throws AssayError `no-such-node` when there is none that fits; `toolchain-missing` when it cannot be had.
 */
export async function nodeFor(engines: string | undefined, ours = process.version): Promise<NodeRelease | undefined> {
  const range = validRange(engines ?? "*");
  if (range === null || satisfies(ours, range)) return undefined;
  let release = known.get(range);
  if (release === undefined) {
    release = bring(range).catch((error: unknown) => {
      known.delete(range);
      if (error instanceof NoSuchVersion) throw new AssayError("no-such-node", { engines: engines ?? range });
      const details = { cause: error, lastLines: reasonOf(error).split("\n").slice(-20) };
      throw new AssayError("toolchain-missing", { tool: `Node ${range}, which package.json asks for,` }, details);
    });
    known.set(range, release);
  }
  return release;
}

/** Of what fits, the newest of the newest line with long-term support: an even number. */
export function chosenOf(versions: readonly string[], range: string): string | undefined {
  const fitting = versions.filter((version) => satisfies(version, range)).sort(rcompare);
  return fitting.find((version) => major(version) % 2 === 0) ?? fitting[0];
}

async function bring(range: string): Promise<NodeRelease> {
  const name = `node-${process.platform}-${process.arch}`;
  const version = chosenOf(await keptOrServed(name, range), range);
  if (version === undefined) throw new NoSuchVersion();
  const [, npm = "6"] = npms.find(([nodes]) => satisfies(version, nodes)) ?? [];
  return {
    version: `v${version}`,
    home: await packageFolder(name, version),
    npm: await packageFolder("npm", npm),
  };
}

class NoSuchVersion extends Error {}

/** Without asking the registry where one is kept that fits. */
async function keptOrServed(name: string, range: string): Promise<readonly string[]> {
  const kept = (await readdir(packagesFolder()).catch(() => [])).flatMap((folder) =>
    folder.startsWith(`${name}@`) ? [folder.slice(name.length + 1)] : [],
  );
  if (minSatisfying(kept, range) !== null) return kept;
  const said = await npmSays(["view", `${name}@${range}`, "version", "--json"], "/").catch((error: unknown) => {
    // The registry answered, and knows no version that fits; an old npm then prints nothing.
    if (error instanceof Error && /\bE404\b[^]*No match found/i.test(error.message)) return "";
    throw error;
  });
  if (said.trim() === "") return [];
  return z.union([z.string().transform((only) => [only]), z.array(z.string())]).parse(JSON.parse(said));
}

/** Where a package stands, brought by this machine's npm, which checks its digest. Nothing of it is run. */
async function packageFolder(name: string, version: string): Promise<string> {
  const folder = join(packagesFolder(), `${name}@${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(packagesFolder(), { recursive: true, mode: 0o755 });
  return inDraftFolder(cacheFolder(), async (making) => {
    await npmSays(["pack", `${name}@${version}`, "--ignore-scripts", "--pack-destination", making], "/");
    const archive = (await readdir(making)).find((file) => file.endsWith(".tgz")) ?? "";
    await run("tar", ["-xzf", archive, "--no-same-owner"], { cwd: making, timeout: 120_000 });
    await settle(join(making, "package"), folder);
    return folder;
  });
}

function packagesFolder(): string {
  return join(cacheFolder(), "npm-packages");
}

async function npmSays(asked: readonly string[], cwd: string): Promise<string> {
  const { program, before } = machineNpm();
  const { stdout } = await run(program, [...before, ...asked, "--loglevel=error"], {
    cwd,
    timeout: 180_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}
