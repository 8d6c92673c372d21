import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, deflateRawSync, deflateSync } from "node:zlib";

const MB = 1_048_576;
const kinds = { commit: 1, tree: 2, blob: 3, delta: 7 } as const;

export interface TreeEntry {
  readonly mode: "100644" | "120000" | "40000" | "160000";
  readonly name: string;
  readonly id: string;
}

/** Git's objects made byte by byte, as only an attacker makes them. */
export class HostileObjects {
  readonly #objects = new Map<string, Buffer>();

  get count(): number {
    return this.#objects.size;
  }

  blob(content: string | Buffer): string {
    return this.#add("blob", Buffer.from(content));
  }

  tree(entries: readonly TreeEntry[]): string {
    return this.#add(
      "tree",
      Buffer.concat(
        entries.map(({ mode, name, id }) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")])),
      ),
    );
  }

  file(content: string | Buffer, name: string): TreeEntry {
    return { mode: "100644", name, id: this.blob(content) };
  }

  /** Each tree has ten entries that name the same tree below: ten to the power of `levels` paths. */
  bushy(levels: number): string {
    let [id, mode]: [string, TreeEntry["mode"]] = [this.blob("x"), "100644"];
    for (let level = 0; level < levels; level++) {
      const entries = Array.from({ length: 10 }, (_, at) => ({ mode, name: `n${String(at)}`, id }));
      [id, mode] = [this.tree(entries), "40000"];
    }
    return id;
  }

  /** Folders in folders. */
  deep(levels: number): string {
    let id = this.tree([this.file("x", "a.js")]);
    for (let level = 0; level < levels; level++) id = this.tree([{ mode: "40000", name: "d", id }]);
    return id;
  }

  /** A file of zeros: a thousandth of its size in a pack. */
  zeros(megabytes: number): string {
    const hash = createHash("sha1").update(`blob ${String(megabytes * MB)}\0`);
    const zeros = Buffer.alloc(MB);
    for (let at = 0; at < megabytes; at++) hash.update(zeros);
    const block = deflateRawSync(zeros, { finishFlush: constants.Z_FULL_FLUSH });
    // RFC 1950: the checksum of n zeros is n (modulo 65521) and 1. An empty last block ends the stream.
    const adler = Buffer.alloc(4);
    adler.writeUInt16BE((megabytes * MB) % 65_521, 0);
    adler.writeUInt16BE(1, 2);
    const stream = [
      Buffer.from([0x78, 0x9c]),
      ...Array.from({ length: megabytes }, () => block),
      Buffer.from([3, 0]),
      adler,
    ];
    return this.#keep(hash.digest("hex"), Buffer.concat([headOf("blob", megabytes * MB), ...stream]));
  }

  /** A file that is described as copies of another one: a few kilobytes that git unfolds in memory to so many megabytes. */
  unfolding(megabytes: number): void {
    const base = Buffer.alloc(MB, "x");
    const id = this.blob(base);
    // Copy from offset 0, of which no byte is written, 0x100000 bytes: one of three size bytes is.
    const copy = Buffer.from([0x80 | 0x40, 0x10]);
    const delta = Buffer.concat([
      ...[MB, megabytes * MB].map(varint),
      ...Array.from({ length: megabytes }, () => copy),
    ]);
    const content = Buffer.concat([headOf("delta", delta.length), Buffer.from(id, "hex"), deflateSync(delta)]);
    this.#keep(`delta of ${id}`, content);
  }

  commit(tree: string, message = "Work"): string {
    const person = "Dana <dana@shop.example> 1764547200 +0000";
    return this.#add("commit", Buffer.from(`tree ${tree}\nauthor ${person}\ncommitter ${person}\n\n${message}\n`));
  }

  /** All of them, as one pack. */
  pack(): Buffer {
    const head = Buffer.from("PACK\0\0\0\x02\0\0\0\0", "latin1");
    head.writeUInt32BE(this.#objects.size, 8);
    const body = Buffer.concat([head, ...this.#objects.values()]);
    return Buffer.concat([body, createHash("sha1").update(body).digest()]);
  }

  #add(kind: keyof typeof kinds, content: Buffer): string {
    const id = createHash("sha1")
      .update(`${kind} ${String(content.length)}\0`)
      .update(content)
      .digest("hex");
    return this.#keep(id, Buffer.concat([headOf(kind, content.length), deflateSync(content)]));
  }

  #keep(id: string, packed: Buffer): string {
    this.#objects.set(id, packed);
    return id;
  }
}

/** An object's kind and size, as a pack has them. */
function headOf(kind: keyof typeof kinds, size: number): Buffer {
  const bytes = [(kinds[kind] << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 128)) {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
  }
  return Buffer.from(bytes);
}

/** A bare repository with these objects, whose `main` is `commit`. @returns its path */
export function repositoryOf(objects: HostileObjects, commit: string, folder: string, name = "hostile.git"): string {
  const path = join(folder, name);
  const run = (argv: readonly string[], input: string | Buffer = "") =>
    execFileSync("git", ["--git-dir", path, ...argv], { input, stdio: ["pipe", "pipe", "pipe"] });
  mkdirSync(path, { recursive: true });
  run(["init", "--quiet", "--bare", "--initial-branch=main"]);
  run(["-c", "core.bigFileThreshold=1m", "index-pack", "--stdin", "--threads=1"], objects.pack());
  writeFileSync(join(path, "refs/heads/main"), `${commit}\n`);
  return path;
}
