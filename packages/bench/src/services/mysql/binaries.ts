import { execFile } from "node:child_process";
import { isAbsolute } from "node:path";
import { promisify } from "node:util";
import { AssayError } from "../../errors/assay-error.ts";
import { findProgram, isExecutable } from "../../sandbox/program.ts";

const run = promisify(execFile);

/** The oldest MariaDB that has been tried. */
const oldest = [10, 6] as const;

/** MariaDB's programs on this machine. */
export interface MysqlBinaries {
  readonly server: string;
  /** Makes the first tables. */
  readonly installer: string;
  /** As the server says it: `10.11.19`. */
  readonly version: string;
}

/** Where systems keep servers that are in nobody's PATH. */
const servers = ["mariadbd", "mysqld", "/usr/libexec/mariadbd", "/usr/libexec/mysqld"];
const installers = ["mariadb-install-db", "mysql_install_db"];

/**
 * Finds MariaDB 10.6 or newer. Oracle's own MySQL server is none: it keeps its accounts and its logs in other ways.
 *
 * @throws AssayError `mysql-missing`
 */
export async function findMysql(): Promise<MysqlBinaries> {
  const [installer] = found(installers);
  for (const server of found(servers)) {
    const version = await versionOf(server);
    if (version !== undefined && installer !== undefined) return { server, installer, version };
  }
  throw new AssayError("mysql-missing");
}

function found(names: readonly string[]): readonly string[] {
  return names.map((name) => findProgram(name)).filter((path) => isAbsolute(path) && isExecutable(path));
}

async function versionOf(server: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(server, ["--no-defaults", "--version"]);
    const [, version, major, minor] = /Ver ((\d+)\.(\d+)\.\d+)-MariaDB/.exec(stdout) ?? [];
    const difference = Number(major) - oldest[0] || Number(minor) - oldest[1];
    return difference >= 0 ? version : undefined;
  } catch {
    return undefined;
  }
}
