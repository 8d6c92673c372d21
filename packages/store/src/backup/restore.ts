import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, readFile, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { makeTemporaryFolder, removeTemporaryFolder, sweepTemporaryFolders } from "@assay/bench/temporary-folder";
import { sql } from "kysely";
import { extract } from "tar";
import { openDatabase } from "../database/open-database.ts";
import { giveToServer } from "../postgres/own-server.ts";
import { aboutFile, told, type About } from "./back-up.ts";
import { BackupRefused, postgresProgram, storageBeside, withoutPassword, type Place } from "./place.ts";

const run = promisify(execFile);

/**
 * Puts everything of a backup where a server will look for it. Only where nothing is yet: nothing is ever written over. There
 * whole once it resolves; when it fails, the data folder is as it was.
 *
 * @throws BackupRefused with what is in the way
 */
export async function restore(file: string, place: Place): Promise<About> {
  if (!existsSync(file)) throw new BackupRefused(`There is no ${file}`);
  // What an earlier one left that was killed.
  await sweepTemporaryFolders(place.data);
  await assertEmpty(place.data);
  const beside = storageBeside(place);
  if (beside !== undefined) await assertEmpty(beside);
  await mkdir(place.data, { recursive: true, mode: 0o711 });
  // Inside, as it may be a disk of its own: so that all is only moved in the end.
  const stage = await makeTemporaryFolder("restoring-", place.data);
  try {
    await extract({ file: resolve(file), cwd: stage, strict: true }).catch((error: unknown) => {
      throw new BackupRefused(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    const about = await readAbout(join(stage, aboutFile), file);
    if (about.database === "dump") await restoreDump(join(stage, "database.dump"), place);
    else if (place.databaseUrl !== undefined) {
      throw new BackupRefused("This backup holds a database of Assay's own. Restore it without DATABASE_URL");
    }
    if (about.storage === "beside") {
      await cp(join(stage, "storage"), beside ?? join(stage, "data/files"), { recursive: true });
    }
    const data = join(stage, "data");
    if (about.database === "folder") await giveToServer(join(data, "postgres"));
    for (const name of await readdir(data).catch(() => [])) await rename(join(data, name), join(place.data, name));
    // The server's own database runs as another user, who must be able to pass.
    await chmod(place.data, 0o711);
    return about;
  } finally {
    await removeTemporaryFolder(stage);
  }
}

async function assertEmpty(folder: string): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) {
    throw new BackupRefused(`${folder} is not empty, and nothing is written over. Move it away, or name another place`);
  }
}

async function readAbout(path: string, file: string): Promise<About> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  const about = text === undefined ? undefined : (JSON.parse(text) as Partial<About>);
  if (about?.version !== 1) throw new BackupRefused(`${file} is no backup that this version of Assay can read`);
  return about as About;
}

async function restoreDump(dump: string, { databaseUrl }: Place): Promise<void> {
  if (databaseUrl === undefined) {
    throw new BackupRefused("This backup holds a dump of a database. Say in DATABASE_URL where it is to go");
  }
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    const { rows } = await sql<{ tables: number }>`
      SELECT count(*)::int AS tables FROM information_schema.tables
      WHERE table_schema IN ('public', 'queue')`.execute(database);
    if ((rows[0]?.tables ?? 0) > 0) {
      throw new BackupRefused("The database is not empty, and nothing is written over. Make a new one");
    }
  } finally {
    await database.destroy();
  }
  const { url, environment } = withoutPassword(databaseUrl);
  const options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"];
  await told(run(await postgresProgram("pg_restore"), [...options, "--dbname", url, dump], { env: environment }));
}
