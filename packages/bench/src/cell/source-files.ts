import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";

const skipped = new Set([
  "node_modules",
  ".git",
  "vendor",
  ".venv",
  "venv",
  "dist",
  "build",
  "target",
  "site-packages",
]);
/** What a virtual environment of Python's holds, also one that was made in a project's own folder. */
const environmentFolders = /^(?:lib|lib64|bin|include|scripts|share)$/i;
const readBytes = 2 * 1024 * 1024;
const fileBytes = 256 * 1024;

export interface OwnFile {
  /** Inside of the submission. */
  readonly path: string;
  readonly at: string;
  /** Bytes. */
  readonly size: number;
}

/** The submission's own files, its dependencies left out. */
export async function* ownFiles(directory: string): AsyncGenerator<OwnFile> {
  const folders = [directory];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(folder, { withFileTypes: true });
    const isEnvironment = entries.some(({ name }) => name === "pyvenv.cfg");
    for (const entry of entries) {
      const at = join(folder, entry.name);
      const isOthers = skipped.has(entry.name) || (isEnvironment && environmentFolders.test(entry.name));
      if (entry.isDirectory() && !isOthers) folders.push(at);
      if (entry.isFile()) yield { path: relative(directory, at), at, size: (await stat(at)).size };
    }
  }
}

/** The submission's own text files, dependencies and lock files left out; at most 2 MB in all. */
export async function readSourceFiles(
  directory: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const files: { path: string; text: string }[] = [];
  let left = readBytes;
  for await (const { path, at, size } of ownFiles(directory)) {
    if (/(^|[-.])lock\b|\.(png|jpe?g|gif|ico|woff2?|zip|gz)$/i.test(basename(path))) continue;
    if (size > fileBytes || size > left) continue;
    const text = textIn(await readFile(at));
    if (text.includes("\0")) continue;
    left -= size;
    files.push({ path, text });
  }
  return files;
}

/** PowerShell writes UTF-16, with a mark at its beginning. */
function textIn(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le", 2) : bytes.toString("utf8");
}
