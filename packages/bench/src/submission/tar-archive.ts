import { createReadStream } from "node:fs";
import { Transform, type TransformCallback } from "node:stream";
import { createGunzip } from "node:zlib";
import { Parser, type ReadEntry } from "tar";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import type { ReceiveLimits } from "./receive-limits.ts";
import type { WorkingCopy } from "./working-copy.ts";

/**
 * Unpacks a tar.gz archive. Only tar's parser is used: what it would unpack by itself includes links, which it rebases and makes.
 *
 * @throws AssayError `archive-unreadable`, `archive-bomb`, `archive-escapes`.
 */
export async function unpackTar(
  archive: string,
  name: string,
  copy: WorkingCopy,
  limits: ReceiveLimits,
): Promise<void> {
  const file = createReadStream(archive);
  const gunzip = createGunzip();
  const measured = watchRatio(name, limits, () => file.bytesRead);
  const parser = new Parser({ strict: true });
  const streams = [file, gunzip, measured];
  try {
    await new Promise<void>((resolve, reject) => {
      let written = Promise.resolve();
      for (const stream of streams) stream.on("error", reject);
      parser.on("error", reject);
      parser.on("entry", (entry: ReadEntry) => {
        // In turn: an entry without content is over before its folder is made. What waits is held back by the parser.
        written = written.then(() => unpack(entry, name, copy));
        written.catch(reject);
      });
      parser.on("end", () => void written.then(resolve, reject));
      file.pipe(gunzip).pipe(measured);
      measured.on("data", (chunk: Buffer) => {
        if (parser.write(chunk)) return;
        measured.pause();
        parser.once("drain", () => measured.resume());
      });
      measured.on("end", () => parser.end());
    });
  } catch (error) {
    if (error instanceof AssayError || (error instanceof Error && "syscall" in error)) throw error;
    throw new AssayError("archive-unreadable", { name, problem: reasonOf(error) }, { cause: error });
  } finally {
    for (const stream of streams) stream.destroy();
  }
}

async function unpack(entry: ReadEntry, name: string, copy: WorkingCopy): Promise<void> {
  const path = copy.admit(entry.path);
  if (path === undefined) {
    entry.resume();
    return;
  }
  switch (entry.type) {
    case "File":
    case "OldFile":
    case "ContiguousFile":
      return copy.addFile(path, ((entry.mode ?? 0) & 0o100) !== 0, entry, entry.size);
    case "Directory":
    case "GNUDumpDir":
      entry.resume();
      return copy.addFolder(path);
    case "SymbolicLink": {
      entry.resume();
      const target = entry.linkpath ?? "";
      if (copy.leadsOut(path, target))
        throw new AssayError("archive-escapes", { name, problem: `the link ${path} to ${target}` });
      return copy.addLink(path, target);
    }
    case "Link": {
      entry.resume();
      const of = copy.admit(entry.linkpath ?? "");
      if (of !== undefined) await copy.addCopy(path, of);
      return;
    }
    default:
      throw new AssayError("archive-escapes", {
        name,
        problem: `${entry.path} is neither a file nor a folder (${entry.type})`,
      });
  }
}

/** Lets everything through until it is far more than the archive's own size can honestly hold. */
function watchRatio(name: string, limits: ReceiveLimits, bytesRead: () => number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      if (bytes === 0 && chunk[0] === 0x1f && chunk[1] === 0x8b) {
        done(new AssayError("archive-unreadable", { name, problem: "it is packed twice" }));
        return;
      }
      bytes += chunk.length;
      if (bytes > limits.ratioFromBytes && bytes > bytesRead() * limits.ratio) {
        done(
          new AssayError("archive-bomb", { name, problem: `more than ${limits.ratio} times the size of the archive` }),
        );
        return;
      }
      // What is skipped (a packed node_modules) passes here too, so there is room for it, but not for ever.
      if (bytes > limits.bytes * 8) {
        done(
          new AssayError("archive-bomb", {
            name,
            problem: `more than ${Math.floor((limits.bytes * 8) / 1024 / 1024)} MB`,
          }),
        );
        return;
      }
      done(null, chunk);
    },
  });
}
