import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Where this machine keeps what it keeps: `ASSAY_DATA`, else where its system keeps such things. Root's own home is
 * closed to others, and its database runs as one of them.
 */
export function dataFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const given = environment["ASSAY_DATA"];
  if (given !== undefined && given !== "") return resolve(given);
  return process.getuid?.() === 0 ? "/var/lib/assay" : join(homedir(), ".local/share/assay");
}
