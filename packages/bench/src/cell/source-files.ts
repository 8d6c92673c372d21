import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";

const skipped = new Set(["node_modules", ".git", "vendor", ".venv", "venv", "dist", "build", "target"]);
const readBytes = 2 * 1024 * 1024;
const fileBytes = 256 * 1024;

/** The submission's own text files, dependencies and lock files left out; at most 2 MB in all. */
export async function readSourceFiles(
  directory: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const files: { path: string; text: string }[] = [];
  let left = readBytes;
  const folders = [directory];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path);
      if (!entry.isFile() || /(^|[-.])lock\b|\.(png|jpe?g|gif|ico|woff2?|zip|gz)$/i.test(entry.name)) continue;
      const { size } = await stat(path);
      if (size > fileBytes || size > left) continue;
      const text = await readFile(path, "utf8");
      if (text.includes("\0")) continue;
      left -= size;
      files.push({ path: relative(directory, path), text });
    }
  }
  return files;
}
