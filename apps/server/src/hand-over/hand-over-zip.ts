import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Pack } from "../challenges/challenges.ts";
import { readMe, type HandOver } from "./read-me.ts";

/** Made on the way, by whoever tried a start on this machine. */
const installed = new Set(["node_modules", "vendor", ".venv", "__pycache__"]);

/** All that a candidate needs, in one folder of one file, for a person to send on. */
export async function handOverZip(pack: Pack, handOver: HandOver): Promise<Readable> {
  const folder = pack.id;
  const zip = new ZipFile();
  const add = (name: string, text: string) => {
    if (text !== "") zip.addBuffer(Buffer.from(text), `${folder}/${name}`);
  };
  add("README.txt", readMe(handOver));
  add("brief.md", pack.brief);
  add("contract.yaml", pack.contract);
  if (handOver.starter !== undefined) {
    const start = join(pack.folder, "starters", handOver.starter);
    for (const path of await filesIn(start)) {
      const name = relative(start, path).split(sep).join("/");
      zip.addFile(path, `${folder}/starter/${name}`, { mode: (await stat(path)).mode });
    }
  }
  zip.end();
  // It is small, and all of it may be there before anybody reads: a wrapped stream would be closed by then.
  return zip.outputStream.pipe(new PassThrough());
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => !installed.has(name))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return filesIn(path);
        return entry.isFile() ? [path] : [];
      }),
  );
  return found.flat().sort();
}
