import { readdirSync, readlinkSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * bubblewrap options that open the way to these paths for other users than root, in the cell only.
 * Where the project lies below a folder like `/root`, the submission's user could not come to the programs it runs with.
 * Such a folder is replaced by an empty one that holds the same entries; these keep their own permissions.
 */
export function openedFolders(paths: readonly string[]): string[] {
  const closed = new Set(paths.flatMap(ancestors).filter(isClosed));
  return [...closed]
    .sort((one, other) => one.length - other.length)
    .flatMap((folder) => ["--tmpfs", folder, ...entries(folder)]);
}

/** Outermost first, without `/`. */
function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path || parent === "/" ? [] : [...ancestors(parent), parent];
}

function isClosed(folder: string): boolean {
  return (statSync(folder).mode & 0o001) === 0;
}

function entries(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) return ["--symlink", readlinkSync(path), path];
    return entry.isDirectory() || entry.isFile() ? ["--dev-bind", path, path] : [];
  });
}
