import { randomBytes } from "node:crypto";
import { chown, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";

/** Nobody connects without a password, from wherever the socket can be reached. */
const rules = "# Assay writes this file at each start.\nlocal all all scram-sha-256\n";

/** A role's password, made once. It's in the data folder, so that a copy of that folder has it too. */
export async function keptPassword(data: string, role: string): Promise<string> {
  const path = join(data, `${role}.password`);
  const kept = await readFile(path, "utf8").catch(() => "");
  if (kept !== "") return kept;
  const password = randomBytes(32).toString("base64url");
  await writeFile(`${path}.making`, password, { mode: 0o600 });
  await rename(`${path}.making`, path);
  return password;
}

/**
 * Has a running server ask everybody for a password, from the next connection on. Right to do again, also after a crash in
 * the middle: until the rules hold, any password is taken.
 *
 * @param url with the owner's password in it
 */
export async function requirePasswords(data: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const path = join(data, "pg_hba.conf");
    if ((await readFile(path, "utf8")) !== rules) {
      const { username, password } = new URL(url);
      await client.query(
        `ALTER ROLE ${client.escapeIdentifier(username)} PASSWORD ${client.escapeLiteral(decodeURIComponent(password))}`,
      );
      const { uid, gid } = await stat(path);
      await writeFile(`${path}.making`, rules, { mode: 0o600 });
      if (process.getuid?.() === 0) await chown(`${path}.making`, uid, gid);
      await rename(`${path}.making`, path);
    }
    await client.query("SELECT pg_reload_conf()");
  } finally {
    await client.end();
  }
}
