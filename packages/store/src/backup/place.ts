import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { delimiter, join, relative, resolve, sep } from "node:path";
import { dataFolder } from "../files/data-folder.ts";
import { bucketIn } from "../files/open-files.ts";

/** Where a server keeps what it keeps. */
export interface Place {
  /** The folder with the server's own database, its secret and the candidates' repositories. */
  readonly data: string;
  /** Of files: a folder, or `s3://…`. */
  readonly storage: string;
  /** None for a database of our own in `data`. */
  readonly databaseUrl?: string;
}

/** Why there is no backup, or nothing was restored: for whoever asked for it. */
export class BackupRefused extends Error {}

/** As the server reads it. */
export function placeIn(environment: Readonly<Record<string, string | undefined>>): Place {
  const data = dataFolder(environment);
  const url = environment["DATABASE_URL"];
  return {
    data,
    storage: environment["ASSAY_STORAGE"] ?? join(data, "files"),
    ...(url === undefined || url === "" ? {} : { databaseUrl: url }),
  };
}

/** Where files lie on their own: not in the data folder, and not in a bucket. */
export function storageBeside({ data, storage }: Place): string | undefined {
  if (bucketIn(storage) !== undefined) return undefined;
  const way = relative(data, resolve(storage));
  return way === "" || (!way.startsWith(`..${sep}`) && way !== "..") ? undefined : resolve(storage);
}

/** Of PostgreSQL's own programs, the newest on this machine: an older one can't read a newer server. */
export async function postgresProgram(name: "pg_dump" | "pg_restore"): Promise<string> {
  const root = "/usr/lib/postgresql";
  const versions = await readdir(root).catch(() => []);
  const folders = [
    ...versions.sort((one, other) => Number(other) - Number(one)).map((version) => join(root, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
  ];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new BackupRefused(`There is no ${name} on this machine: it comes with the package postgresql-client`);
}

/** The address for an argument, which every user of the machine can read, and the password for the environment. */
export function withoutPassword(url: string): { readonly url: string; readonly environment: NodeJS.ProcessEnv } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = "";
  return { url: parsed.href, environment: { ...process.env, ...(password === "" ? {} : { PGPASSWORD: password }) } };
}
