import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, open, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { makeTemporaryFolder, removeTemporaryFolder } from "@assay/bench/temporary-folder";
import { sql } from "kysely";
import { create } from "tar";
import { openDatabase } from "../database/open-database.ts";
import { bucketIn } from "../files/open-files.ts";
import { openOwnServer } from "../postgres/own-server.ts";
import { BackupRefused, postgresProgram, storageBeside, withoutPassword, type Place } from "./place.ts";

const run = promisify(execFile);

/** What a backup says of itself, as its first file. */
export interface About {
  readonly version: 1;
  readonly made_at: string;
  readonly database: "dump" | "folder";
  readonly storage: "in-data" | "beside" | "left-out";
}

export const aboutFile = "assay-backup.json";

/**
 * All that a server keeps, in one `.tar.gz`: the database first, then the files that it names, which are never changed. A
 * database of our own is copied while it is stopped; any other by `pg_dump`, while it goes on.
 *
 * @throws BackupRefused with what is in the way
 */
export async function backUp(place: Place, file: string): Promise<About & { readonly bytes: number }> {
  const path = resolve(file);
  if (existsSync(path)) throw new BackupRefused(`${file} is there already, and a backup is never written over`);
  if (!existsSync(dirname(path))) throw new BackupRefused(`there is no folder ${dirname(path)}`);
  if (place.databaseUrl === undefined) await stopOwnServer(place.data);
  const stage = await makeTemporaryFolder("backup-");
  const draft = `${path}.partial`;
  try {
    const beside = storageBeside(place);
    const about: About = {
      ...{ version: 1, made_at: new Date().toISOString() },
      database: place.databaseUrl === undefined ? "folder" : "dump",
      storage: bucketIn(place.storage) !== undefined ? "left-out" : beside === undefined ? "in-data" : "beside",
    };
    await writeFile(join(stage, aboutFile), `${JSON.stringify(about, null, 2)}\n`);
    const parts = [aboutFile];
    if (place.databaseUrl !== undefined) {
      const { url, environment } = withoutPassword(place.databaseUrl);
      const dump = ["--format=custom", "--no-owner", "--no-privileges", "--file", join(stage, "database.dump")];
      await told(run(await postgresProgram("pg_dump"), [...dump, "--dbname", url], { env: environment }));
      parts.push("database.dump");
    }
    for (const [name, folder] of [
      ["data", place.data],
      ["storage", beside],
    ] as const) {
      if (folder === undefined || !existsSync(folder)) continue;
      await symlink(folder, join(stage, name));
      parts.push(name);
    }
    // It holds secrets from its first byte on.
    await writeFile(draft, "", { mode: 0o600, flag: "wx" });
    await create(
      {
        ...{ file: draft, cwd: stage, gzip: true, follow: true },
        filter: (entry) => !isLeftOut(entry, about.database),
      },
      parts,
    );
    await chmod(draft, 0o600);
    const written = await open(draft, "r");
    await written.sync().finally(() => written.close());
    await rename(draft, path);
    return { ...about, bytes: (await stat(path)).size };
  } finally {
    await removeTemporaryFolder(stage);
    await rm(draft, { force: true });
  }
}

/** What is of this moment alone; and the server's own database, where another is used. */
function isLeftOut(entry: string, database: About["database"]): boolean {
  if (database === "dump" && /^data\/postgres(\/|$)/.test(entry)) return true;
  return /^data\/postgres\/socket\/.|^data\/postgres\/data\/postmaster\.pid$|\.partial$/.test(entry);
}

/** Also where one was left running by a server that was killed. @throws BackupRefused while a server uses it */
export async function stopOwnServer(data: string): Promise<void> {
  const folder = join(data, "postgres");
  if (!existsSync(join(folder, "data"))) throw new BackupRefused(`There is nothing of Assay in ${data}`);
  const server = await openOwnServer(folder);
  const database = openDatabase(server.url, { connections: 1 });
  const { rows } = await sql<{ others: number }>`
    SELECT count(*)::int AS others FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`.execute(database);
  await database.destroy();
  if ((rows[0]?.others ?? 0) > 0) {
    server.leave();
    throw new BackupRefused(
      "Assay is running, and its own database can only be copied while it is stopped. Stop it first",
    );
  }
  await server.stop();
}

/** What a program of PostgreSQL's said, in its own last words. */
export async function told<T>(running: Promise<T>): Promise<T> {
  try {
    return await running;
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new BackupRefused(said.trim().split("\n").at(-1) ?? "PostgreSQL's program failed");
  }
}
