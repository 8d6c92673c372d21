import { existsSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";

const bytesAtOnce = 1_000_000;

/** Reads a file line by line while it grows. */
export class LogLines {
  readonly #file: string;
  #handle: FileHandle | undefined;
  #rest: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    this.#file = file;
  }

  /** The whole lines that were added since; none while the file is missing. */
  async *added(): AsyncGenerator<string> {
    this.#handle ??= existsSync(this.#file) ? await open(this.#file, "r") : undefined;
    const chunk = Buffer.allocUnsafe(bytesAtOnce);
    while (this.#handle !== undefined) {
      const { bytesRead } = await this.#handle.read(chunk, 0, chunk.length);
      if (bytesRead === 0) return;
      let from = 0;
      for (let end = chunk.indexOf(10, from); end !== -1 && end < bytesRead; end = chunk.indexOf(10, from)) {
        const line = Buffer.concat([this.#rest, chunk.subarray(from, end)]).toString("utf8");
        this.#rest = Buffer.alloc(0);
        from = end + 1;
        yield line;
      }
      this.#rest = Buffer.concat([this.#rest, chunk.subarray(from, bytesRead)]);
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }
}
