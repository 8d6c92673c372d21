import { existsSync } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";

const bytesAtOnce = 1_000_000;

/** Reads a file line by line while it grows. */
export class LogLines {
  readonly #file: string;
  #handle: FileHandle | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #position = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * The whole lines in what was added since, up to a megabyte: a file that grows faster than it is read has no end.
   * Undefined where nothing was added, or while the file is missing.
   */
  async added(): Promise<readonly string[] | undefined> {
    this.#handle ??= existsSync(this.#file) ? await open(this.#file, "r") : undefined;
    const chunk = Buffer.allocUnsafe(bytesAtOnce);
    const { bytesRead } = (await this.#handle?.read(chunk, 0, chunk.length)) ?? { bytesRead: 0 };
    if (bytesRead === 0) return undefined;
    this.#position += bytesRead;
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(10, from); end !== -1 && end < bytesRead; end = chunk.indexOf(10, from)) {
      lines.push(Buffer.concat([this.#rest, chunk.subarray(from, end)]).toString("utf8"));
      this.#rest = Buffer.alloc(0);
      from = end + 1;
    }
    this.#rest = Buffer.concat([this.#rest, chunk.subarray(from, bytesRead)]);
    return lines;
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#position;
  }

  /** Bytes in the file by now. */
  async end(): Promise<number> {
    return existsSync(this.#file) ? (await stat(this.#file)).size : 0;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }
}
