import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { inDraftFolder } from "../../cell/draft-folder.ts";
import { AssayError } from "../../errors/assay-error.ts";
import { cacheFolder } from "../cache-folder.ts";
import { settle } from "../settle-folder.ts";
import { findMysql, type MysqlBinaries } from "./binaries.ts";
import { layout, serverConfiguration } from "./configuration.ts";

const run = promisify(execFile);

/** A server's folders that are ready to be copied for each cell, so that no cell waits until they are made. Plain JSON. */
export interface MysqlTemplate {
  /** The program that serves. */
  readonly server: string;
  /** What to copy: `data`, `wal`, `log`, and the settings. For its owner's eyes only. */
  readonly directory: string;
  readonly version: string;
  /** Made once for each template. The submission is told the first and never meets the second. */
  readonly passwords: { readonly application: string; readonly inspector: string };
}

const passwordsSchema = z.object({ application: z.string(), inspector: z.string() });

/** The settings of a server, in its template's folder and in its own. */
export const configurationFile = "server.cnf";

/**
 * Makes the template, or finds the one made earlier: one for each version of MariaDB and of our layout.
 * Two at once is safe: the first to finish wins.
 *
 * @throws AssayError `mysql-missing`, or `mysql-failed` with what MariaDB said
 */
export async function prepareMysqlTemplate(options: { readonly cache?: string } = {}): Promise<MysqlTemplate> {
  const cache = options.cache ?? cacheFolder();
  await mkdir(cache, { recursive: true, mode: 0o755 });
  const binaries = await findMysql();
  const home = join(cache, `mysql-${binaries.version}-${layoutDigest(binaries)}`);
  if (!existsSync(home)) await make(home, binaries);
  const passwords = passwordsSchema.parse(JSON.parse(await readFile(join(home, "passwords.json"), "utf8")));
  return { server: binaries.server, directory: join(home, "server"), version: binaries.version, passwords };
}

function layoutDigest({ server }: MysqlBinaries): string {
  const statements = layout({ application: "", inspector: "" }).join("\n");
  return createHash("sha256")
    .update([server, process.arch, serverConfiguration, statements].join("\0"))
    .digest("hex")
    .slice(0, 12);
}

function make(home: string, binaries: MysqlBinaries): Promise<void> {
  return inDraftFolder(dirname(home), async (draft) => {
    const server = join(draft, "server");
    for (const folder of ["data", "wal", "log"]) await mkdir(join(server, folder), { recursive: true });
    await writeFile(join(server, configurationFile), serverConfiguration);
    const passwords = {
      application: randomBytes(24).toString("base64url"),
      inspector: randomBytes(24).toString("base64url"),
    };
    const statements = join(draft, "layout.sql");
    await writeFile(
      statements,
      layout(passwords)
        .map((statement) => `${statement};\n`)
        .join(""),
      { mode: 0o600 },
    );
    const temporary = join(draft, "temporary");
    await mkdir(temporary);
    await install(binaries, { server, statements, temporary });
    await rm(temporary, { recursive: true });
    await rm(statements);
    // As evidence it must not share its room with what the submission keeps.
    await run("sh", [
      "-euc",
      'cd "$1" && mv data/mysql/general_log.CSV log && ln -s ../../log/general_log.CSV data/mysql',
      "sh",
      server,
    ]);
    await writeFile(join(draft, "passwords.json"), JSON.stringify(passwords), { mode: 0o600 });
    await chmod(draft, 0o700);
    await settle(draft, home);
  });
}

/** @param folders.temporary of its own: a server that starts removes the temporary tables of all others in the folder. */
async function install(
  { installer }: MysqlBinaries,
  {
    server,
    statements,
    temporary,
  }: { readonly server: string; readonly statements: string; readonly temporary: string },
): Promise<void> {
  try {
    await run(
      installer,
      [
        `--defaults-file=${join(server, configurationFile)}`,
        ...[`--datadir=${join(server, "data")}`, `--extra-file=${statements}`],
        ...["--skip-test-db", "--skip-name-resolve", "--auth-root-authentication-method=socket"],
        // It starts as root only when it is asked to stay it. Its folders are nobody else's yet.
        ...(process.getuid?.() === 0 ? ["--user=root"] : []),
      ],
      { cwd: "/", env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC", TMPDIR: temporary }, timeout: 120_000 },
    );
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    const said = `${stdout}\n${stderr}`.trim();
    throw new AssayError(
      "mysql-failed",
      { problem: `${installer} could not make its first tables` },
      { lastLines: (said === "" ? message : said).split("\n").slice(-20) },
    );
  }
}
