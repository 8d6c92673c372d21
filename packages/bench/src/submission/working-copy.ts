import { createHash } from "node:crypto";
import { copyFile, mkdir, open, readdir, readlink, realpath, rename, rm, symlink } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { basename, dirname, join, posix, sep } from "node:path";
import { AssayError } from "../errors/assay-error.ts";
import { isLeftOut } from "./left-out.ts";
import type { ReceiveLimits } from "./receive-limits.ts";

/** Kept apart from the code: read for the commits, never seen by what the submission runs. */
export const historyFolder = ".git";

export interface WorkingCopySize {
  readonly files: number;
  readonly bytes: number;
  /** SHA-256, in hexadecimal, over the sorted paths and their contents. */
  readonly digest: string;
}

/**
 * A submission's files as they are written, one by one, into a folder that is only put in place when all of them are there.
 *
 * No entry can land outside: paths are checked word by word, no link exists until every file is written, and a file is
 * only ever made new. So there is nothing to write through.
 */
export class WorkingCopy {
  readonly #staging: string;
  readonly #into: string;
  readonly #name: string;
  readonly #limits: ReceiveLimits;
  readonly #tooMuch: "archive-bomb" | "submission-too-big";
  readonly #kinds = new Map<string, "folder" | "file" | "link">();
  readonly #links: { readonly path: string; readonly target: string }[] = [];
  readonly #copies: { readonly path: string; readonly of: string }[] = [];
  #entries = 0;
  #bytes = 0;

  constructor(options: {
    into: string;
    name: string;
    limits: ReceiveLimits;
    tooMuch: "archive-bomb" | "submission-too-big";
  }) {
    this.#into = options.into;
    this.#staging = `${options.into}.partial`;
    this.#name = options.name;
    this.#limits = options.limits;
    this.#tooMuch = options.tooMuch;
  }

  /** Where the files are until they are put in place. */
  get staging(): string {
    return this.#staging;
  }

  /** Makes the folders. Refuses one that already holds something, so that `discard` never removes what isn't ours. */
  async prepare(): Promise<void> {
    await mkdir(this.#into, { recursive: true, mode: 0o755 });
    if ((await readdir(this.#into)).length > 0)
      throw new AssayError("internal", { problem: `${this.#into} is not empty` });
    await mkdir(this.#staging, { mode: 0o755 });
  }

  /** Removes everything that was written so far. */
  async discard(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true });
    await rm(this.#into, { recursive: true, force: true });
  }

  /**
   * The path as it may be written, or undefined if it is one of those left out.
   *
   * @throws AssayError `archive-escapes`, `archive-unreadable`, or that it is too big.
   */
  admit(path: string): string | undefined {
    if (path.includes("\0")) throw this.#unreadable("a file name holds a NUL");
    if (path.startsWith("/")) throw this.#escapes(`the absolute path ${path}`);
    const words = path.split("/").filter((word) => word !== "" && word !== ".");
    if (words.includes("..")) throw this.#escapes(`the path ${path}`);
    if (words.length === 0 || words.some(isLeftOut)) return undefined;
    // Of the history, only the submission's own: at the top, or below the folder that is unwrapped.
    if (words.lastIndexOf(historyFolder) > 1) return undefined;
    if (words.length > this.#limits.depth) throw this.#tooBig(`folders more than ${this.#limits.depth} deep`);
    if (path.length > this.#limits.pathLength || words.some((word) => Buffer.byteLength(word) > 255)) {
      throw this.#tooBig("a file name that is too long");
    }
    return words.join("/");
  }

  async addFolder(path: string): Promise<void> {
    if (this.#kinds.get(path) === "folder") return;
    await this.#claim(path, "folder");
    await mkdir(join(this.#staging, path));
  }

  /** @param announcedBytes the size that the archive gives; what is really written counts as well. */
  async addFile(
    path: string,
    executable: boolean,
    content: AsyncIterable<Uint8Array>,
    announcedBytes: number,
  ): Promise<void> {
    if (this.#bytes + announcedBytes > this.#limits.bytes) throw this.#tooManyBytes();
    await this.#claim(path, "file");
    // "wx": fails rather than opening what is already there. Also drops set-uid bits, whatever the archive says.
    const file = await open(join(this.#staging, path), "wx", executable ? 0o755 : 0o644);
    try {
      for await (const chunk of content) {
        this.#bytes += chunk.length;
        if (this.#bytes > this.#limits.bytes) throw this.#tooManyBytes();
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
  }

  /** A link, made only at the end, and only if it leads to something inside. */
  async addLink(path: string, target: string): Promise<void> {
    await this.#claim(path, "link");
    this.#links.push({ path, target });
  }

  /** A second name of a file in the archive: becomes a file of its own. */
  async addCopy(path: string, of: string): Promise<void> {
    await this.#claim(path, "file");
    this.#copies.push({ path, of });
  }

  /** Whether a link leads out, read as text: `root/a -> ../../b`. */
  leadsOut(path: string, target: string): boolean {
    if (target.startsWith("/")) return true;
    const resolved = posix.normalize(posix.join(posix.dirname(path), target));
    return resolved === ".." || resolved.startsWith("../");
  }

  /**
   * Puts the files in place. A folder that is alone at the top, as most packing tools make one, is unwrapped when `unwrap` says so.
   *
   * @throws AssayError `submission-empty`, or `archive-escapes` for a link that leads out by way of another.
   */
  async putInPlace({ unwrap }: { unwrap: boolean }): Promise<WorkingCopySize> {
    for (const { path, of } of this.#copies) await this.#copy(path, of);
    const top = await readdir(this.#staging, { withFileTypes: true });
    const only = unwrap && top.length === 1 && this.#links.every(({ path }) => path.includes("/")) ? top[0] : undefined;
    const wrapping = only?.isDirectory() && only.name !== historyFolder ? `${only.name}/` : "";
    await rename(join(this.#staging, wrapping), this.#into);
    await rm(this.#staging, { recursive: true, force: true });
    for (const { path, target } of this.#links) {
      if (path.startsWith(wrapping)) await this.#makeLink(path.slice(wrapping.length), target);
    }
    const size = await measure(this.#into);
    if (size.files === 0) throw new AssayError("submission-empty", { name: this.#name });
    return size;
  }

  async #makeLink(path: string, target: string): Promise<void> {
    const at = join(this.#into, path);
    await symlink(target, at);
    const root = await realpath(this.#into);
    const end = await realpath(at).catch(() => undefined);
    if (end === root || end?.startsWith(root + sep)) return;
    await rm(at);
    // A link to what isn't there is harmless now, and could be made to lead out later.
    if (end !== undefined) throw this.#escapes(`the link ${path} to ${target}`);
  }

  async #copy(path: string, of: string): Promise<void> {
    if (this.#kinds.get(of) !== "file")
      throw this.#escapes(`${path} is another name for ${of}, which is no file in it`);
    await copyFile(join(this.#staging, of), join(this.#staging, path)).catch(() => {
      throw this.#unreadable(`${path} is another name for ${of}, which comes later`);
    });
    this.#bytes += (await measureFile(join(this.#staging, path))).bytes;
    if (this.#bytes > this.#limits.bytes) throw this.#tooManyBytes();
  }

  async #claim(path: string, kind: "folder" | "file" | "link"): Promise<void> {
    if (this.#kinds.has(path)) throw this.#unreadable(`it holds ${path} twice`);
    await this.#claimParents(path);
    this.#entries += 1;
    if (this.#entries > this.#limits.files) throw this.#tooBig(`more than ${this.#limits.files} files`);
    this.#kinds.set(path, kind);
  }

  async #claimParents(path: string): Promise<void> {
    const parent = posix.dirname(path);
    if (parent === ".") return;
    const kind = this.#kinds.get(parent);
    if (kind === "link") throw this.#escapes(`${path} would be written through a link`);
    if (kind === "file") throw this.#unreadable(`${parent} is both a file and a folder`);
    if (kind === undefined) await this.addFolder(parent);
  }

  #tooManyBytes(): AssayError {
    return this.#tooBig(`more than ${Math.floor(this.#limits.bytes / 1024 / 1024)} MB`);
  }

  #tooBig(problem: string): AssayError {
    return new AssayError(this.#tooMuch, { name: this.#name, problem });
  }

  #escapes(problem: string): AssayError {
    return new AssayError("archive-escapes", { name: this.#name, problem });
  }

  #unreadable(problem: string): AssayError {
    return new AssayError("archive-unreadable", { name: this.#name, problem });
  }
}

/** Counts and digests the files below a folder, without its history. Links count by where they lead, and are not followed. */
export async function measure(directory: string): Promise<WorkingCopySize> {
  const hash = createHash("sha256");
  let files = 0;
  let bytes = 0;
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ entry, at: join(entry.parentPath, entry.name) }))
    .filter(({ at }) => at.slice(directory.length + 1).split(sep)[0] !== historyFolder)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const { entry, at } of paths) {
    const path = at.slice(directory.length + 1);
    files += 1;
    if (entry.isSymbolicLink()) {
      hash.update(JSON.stringify(["link", path, await readlink(at)]));
      continue;
    }
    const file = await measureFile(at);
    bytes += file.bytes;
    hash.update(JSON.stringify(["file", path, file.digest]));
  }
  return { files, bytes, digest: hash.digest("hex") };
}

async function measureFile(at: string): Promise<{ bytes: number; digest: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(at) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, digest: hash.digest("hex") };
}

/** The name that a person would recognise: the last part of the path, without an archive's ending. */
export function nameOf(path: string): string {
  return basename(path).replace(/\.(zip|tar\.gz|tgz)$/i, "") || basename(dirname(path));
}
