import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Pack } from "./challenges.ts";

interface StartFile {
  /** From the top of the folder, with slashes. */
  readonly name: string;
  readonly content: Buffer;
  readonly mode: number;
}

/** Made on the way, by whoever tried a start on this machine. */
const installed = new Set(["node_modules", "vendor", ".venv", "__pycache__", ".pytest_cache"]);

/** What a candidate starts from: the brief, the contract, and a start in a language where one is wanted. */
async function startFiles(pack: Pack, starter: string | undefined): Promise<readonly StartFile[]> {
  const folder = starter === undefined ? undefined : join(pack.folder, "starters", starter);
  const files = folder === undefined ? [] : await filesIn(folder, folder);
  const told = [
    { name: "BRIEF.md", text: pack.brief },
    { name: "contract.yaml", text: pack.contract },
  ];
  return [
    ...files,
    ...told
      .filter(({ name, text }) => text !== "" && files.every((file) => file.name !== name))
      .map(({ name, text }) => ({ name, content: Buffer.from(text), mode: 0o644 })),
  ];
}

export async function startZip(pack: Pack, starter: string): Promise<Readable> {
  const zip = new ZipFile();
  for (const { name, content, mode } of await startFiles(pack, starter)) {
    zip.addBuffer(content, `${pack.id}/${name}`, { mode: 0o100000 | mode });
  }
  zip.end();
  return zip.outputStream.pipe(new PassThrough());
}

/** Into an empty folder. */
export async function writeStart(pack: Pack, starter: string | undefined, folder: string): Promise<void> {
  for (const { name, content, mode } of await startFiles(pack, starter)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { mode });
  }
}

async function filesIn(top: string, folder: string): Promise<readonly StartFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => !installed.has(name))
      .map(async (entry): Promise<readonly StartFile[]> => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return filesIn(top, path);
        if (!entry.isFile()) return [];
        const mode = (await stat(path)).mode & 0o111 ? 0o755 : 0o644;
        return [{ name: relative(top, path).split(sep).join("/"), content: await readFile(path), mode }];
      }),
  );
  return found.flat().toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
