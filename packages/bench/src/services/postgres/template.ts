import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { inDraftFolder } from "../../cell/draft-folder.ts";
import { cacheFolder } from "../cache-folder.ts";
import { settle } from "../settle-folder.ts";
import { findBinaries, type PostgresBinaries } from "./binaries.ts";
import { runTool, temporaryOwner } from "./cluster.ts";
import { accessRules, layout, serverConfiguration } from "./configuration.ts";

/** A database cluster that is ready to be copied for each cell, so that no cell waits for `initdb`. Plain JSON. */
export interface PostgresTemplate {
  /** The folder that holds `postgres`. */
  readonly binaries: string;
  /** The cluster to copy: for its owner's eyes only. */
  readonly directory: string;
  readonly version: string;
  /** Made once for each template. The submission is told the first and never meets the second. */
  readonly passwords: { readonly application: string; readonly inspector: string };
}

const passwordsSchema = z.object({ application: z.string(), inspector: z.string() });

/**
 * Makes the template, or finds the one made earlier: one for each version of PostgreSQL and of our layout.
 * Two at once is safe: the first to finish wins.
 *
 * @throws AssayError `postgres-missing`, or `postgres-failed` with what PostgreSQL said
 */
export async function prepareTemplate(
  options: { readonly cache?: string; readonly origins?: readonly PostgresBinaries["origin"][] } = {},
): Promise<PostgresTemplate> {
  const cache = options.cache ?? cacheFolder();
  await mkdir(cache, { recursive: true, mode: 0o755 });
  const binaries = await findBinaries(cache, options.origins);
  const home = join(cache, `postgres-${binaries.version}-${layoutDigest(binaries)}`);
  if (!existsSync(home)) await make(home, binaries);
  const passwords = passwordsSchema.parse(JSON.parse(await readFile(join(home, "passwords.json"), "utf8")));
  return { binaries: binaries.folder, directory: join(home, "data"), version: binaries.version, passwords };
}

function layoutDigest({ folder }: PostgresBinaries): string {
  const statements = JSON.stringify(layout({ application: "", inspector: "" }));
  return createHash("sha256")
    .update([folder, process.arch, serverConfiguration, accessRules, statements].join("\0"))
    .digest("hex")
    .slice(0, 12);
}

function make(home: string, binaries: PostgresBinaries): Promise<void> {
  return inDraftFolder(dirname(home), async (draft) => {
    await chmod(draft, 0o700);
    const user = await temporaryOwner();
    const data = join(draft, "data");
    if (user !== undefined) await chown(draft, user.uid, user.gid);
    await runTool(user, "", join(binaries.folder, "initdb"), [
      ...["--pgdata", data, "--username", "postgres", "--auth", "reject"],
      ...["--encoding", "UTF8", "--locale", "C.UTF-8", "--wal-segsize", "1", "--no-sync", "--no-instructions"],
      ...(binaries.major >= 18 ? ["--no-data-checksums"] : []),
    ]);
    await writeFile(join(data, "postgresql.conf"), serverConfiguration);
    await writeFile(join(data, "pg_hba.conf"), accessRules);
    const passwords = { application: secret(), inspector: secret() };
    for (const { database, statements } of layout(passwords)) {
      const single = ["--single", "-D", data, "-c", "logging_collector=off", "-c", "log_destination=stderr"];
      const input = statements.map((statement) => `${statement};\n`).join("");
      await runTool(user, input, join(binaries.folder, "postgres"), [...single, ...exitOnError, database]);
    }
    await writeFile(join(draft, "passwords.json"), JSON.stringify(passwords), { mode: 0o600 });
    if (user !== undefined) await runTool(undefined, "", "chown", ["-R", "0:0", draft]);
    await chmod(draft, 0o700);
    await settle(draft, home);
  });
}

/** Else single-user mode goes on after a statement that failed, and ends well. */
const exitOnError = ["-c", "exit_on_error=on", "-c", "log_statement=none", "-c", "log_duration=off"];

function secret(): string {
  return randomBytes(24).toString("base64url");
}
