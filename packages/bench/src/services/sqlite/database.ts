import { chown, mkdir } from "node:fs/promises";
import type { CellDatabase } from "../database.ts";
import { openSqliteInspector } from "./inspector.ts";

/**
 * A database that is a file in the submission's own data folder: shared by its copies, kept over restarts.
 *
 * @param options.folder as we see it, not as the submission does.
 * @param options.user the submission's user and group, when we are root.
 */
export async function sqliteIn(options: { readonly folder: string; readonly user?: number }): Promise<CellDatabase> {
  const { folder, user } = options;
  await mkdir(folder, { recursive: true });
  if (user !== undefined) await chown(folder, user, user);
  return { version: "SQLite", openInspector: () => openSqliteInspector(options), close: () => Promise.resolve() };
}
