import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AssayError } from "../../errors/assay-error.ts";
import { cacheFolder } from "../cache-folder.ts";
import { settle } from "../settle-folder.ts";
import { findBinaries, type PostgresBinaries } from "./binaries.ts";
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

async function make(home: string, binaries: PostgresBinaries): Promise<void> {
  const draft = await mkdtemp(`${home}.`);
  try {
    const user = await temporaryOwner();
    const data = join(draft, "data");
    if (user !== undefined) await chown(draft, user.uid, user.gid);
    await tool(user, "", join(binaries.folder, "initdb"), [
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
      await tool(user, input, join(binaries.folder, "postgres"), [...single, ...exitOnError, database]);
    }
    await writeFile(join(draft, "passwords.json"), JSON.stringify(passwords), { mode: 0o600 });
    if (user !== undefined) await tool(undefined, "", "chown", ["-R", "0:0", draft]);
    await chmod(draft, 0o700);
    await settle(draft, home);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Else single-user mode goes on after a statement that failed, and ends well. */
const exitOnError = ["-c", "exit_on_error=on", "-c", "log_statement=none", "-c", "log_duration=off"];

function secret(): string {
  return randomBytes(24).toString("base64url");
}

/**
 * `initdb` refuses to run as root and looks its user up by name, which our numeric users do not have.
 * So root lends the draft to an account that every system has, and takes it back.
 */
async function temporaryOwner(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody", "daemon"]) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account?.[2] !== undefined && account[3] !== undefined) {
      return { uid: Number(account[2]), gid: Number(account[3]) };
    }
  }
  throw new AssayError("postgres-failed", {
    problem: "it refuses to be set up by root, and none of the accounts postgres, nobody and daemon exists",
  });
}

async function tool(
  user: { readonly uid: number; readonly gid: number } | undefined,
  input: string,
  program: string,
  argv: readonly string[],
): Promise<void> {
  const child = spawn(program, argv, {
    ...user,
    cwd: "/",
    stdio: "pipe",
    env: { PATH: process.env["PATH"], LC_ALL: "C" },
  });
  let said = "";
  const listen = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000));
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (code === 0) return;
  const where = user === undefined ? "" : `, run as user ${user.uid}, to whom every folder above it must be open`;
  throw new AssayError(
    "postgres-failed",
    { problem: `${program}${where}, ended with status ${code}` },
    { lastLines: said.trim().split("\n").slice(-20) },
  );
}
