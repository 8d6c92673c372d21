import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where Assay keeps what it makes once for each machine. `ASSAY_CACHE` names another folder.
 * Root's own home is closed to the users that databases run as, so root keeps it with the system's caches.
 */
export function cacheFolder(): string {
  const { ASSAY_CACHE: named, XDG_CACHE_HOME: users } = process.env;
  if (named !== undefined && named !== "") return named;
  if (process.getuid?.() === 0) return "/var/cache/assay";
  return join(users !== undefined && users !== "" ? users : join(homedir(), ".cache"), "assay");
}
