import { AssayError } from "../errors/assay-error.ts";
import { readGit } from "./limited-git.ts";

/** How much a commit's files may be; see `ReceiveLimits`, of which this is the part that holds for git. */
export interface TreeLimits {
  readonly bytes: number;
  readonly files: number;
  readonly depth: number;
  readonly pathLength: number;
}

/** Folders such as node_modules are left out later. Until then they may be so many times as large. */
const withLeftOut = 5;

const timeout = 60_000;
const MB = 1_048_576;

/**
 * Walks the tree of a commit, to refuse one that is too much before anything of it is written. Ten folders that each name
 * one and the same folder ten times, ten levels deep, are a few kilobytes in a pack and ten billion files outside: the walk
 * ends at the limits, not at the tree's end.
 *
 * @param name the submission's, for people
 * @param isLeftOut whether a file or folder of this name is never taken in, and so doesn't count against the limits
 * @throws AssayError `submission-too-big`; GitFailed
 */
export async function assertTreeFits(
  repository: string,
  commit: string,
  {
    name,
    limits,
    isLeftOut,
    signal,
  }: {
    readonly name: string;
    readonly limits: TreeLimits;
    readonly isLeftOut: (name: string) => boolean;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const size = new TreeSize(name, limits, isLeftOut);
  const list = ["ls-tree", "-r", "-t", "-l", "-z", "--full-tree", "--end-of-options", commit];
  await readGit(["--git-dir", repository, ...list], { signal, timeout }, (chunk) => {
    size.read(chunk);
  });
}

class TreeSize {
  readonly #name: string;
  readonly #limits: TreeLimits;
  readonly #isLeftOut: (name: string) => boolean;
  readonly #taken = { entries: 0, bytes: 0 };
  readonly #all = { entries: 0, bytes: 0 };
  /** Of an entry that hasn't come whole. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(name: string, limits: TreeLimits, isLeftOut: (name: string) => boolean) {
    this.#name = name;
    this.#limits = limits;
    this.#isLeftOut = isLeftOut;
  }

  read(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      this.#count(Buffer.concat([this.#rest, chunk.subarray(from, end)]).toString("utf8"));
      this.#rest = Buffer.alloc(0);
      from = end + 1;
    }
    this.#rest = Buffer.concat([this.#rest, chunk.subarray(from)]);
    // Nothing before the path is near as long; a character is at most four bytes.
    if (this.#rest.length > 4 * this.#limits.pathLength + 1_000) throw this.#tooLong();
  }

  /** `100644 blob 5716ca5987cbf97d6bb54920bea6adde242d87e6       4<tab>docs/a.md`; a folder's size is `-`. */
  #count(entry: string): void {
    const tab = entry.indexOf("\t");
    const [path, size] = [entry.slice(tab + 1), entry.slice(0, tab).split(" ").at(-1) ?? "-"];
    const bytes = size === "-" ? 0 : Number(size);
    const limits = this.#limits;
    this.#add(this.#all, bytes, withLeftOut);
    if (path.length > limits.pathLength) throw this.#tooLong();
    const words = path.split("/");
    if (words.length > limits.depth) throw this.#tooBig(`folders more than ${String(limits.depth)} deep`);
    if (!words.some(this.#isLeftOut)) this.#add(this.#taken, bytes, 1);
  }

  #add(sum: { entries: number; bytes: number }, bytes: number, times: number): void {
    const { files: mostEntries, bytes: mostBytes } = this.#limits;
    sum.entries += 1;
    sum.bytes += bytes;
    if (sum.entries > times * mostEntries) {
      throw this.#tooBig(`more than ${(times * mostEntries).toLocaleString("en-US")} files and folders`);
    }
    if (sum.bytes > times * mostBytes) {
      throw this.#tooBig(`more than ${Math.floor((times * mostBytes) / MB).toLocaleString("en-US")} MB`);
    }
  }

  #tooLong(): AssayError {
    return this.#tooBig("a file name that is too long");
  }

  #tooBig(problem: string): AssayError {
    return new AssayError("submission-too-big", { name: this.#name, problem });
  }
}
