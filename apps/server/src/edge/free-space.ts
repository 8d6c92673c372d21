import { statfs } from "node:fs/promises";
import { Problem } from "../problems/problem.ts";

/** Room on the disks where the server keeps things. What's left of it belongs to the database, which stops without any. */
export class FreeSpace {
  readonly #folders: readonly string[];
  readonly #least: number;

  /** @param least bytes that stay free */
  constructor(folders: readonly string[], least: number) {
    this.#folders = folders;
    this.#least = least;
  }

  async isLow(): Promise<boolean> {
    const free = await Promise.all(
      this.#folders.map(async (folder) => {
        const { bavail, bsize } = await statfs(folder);
        return bavail * bsize;
      }),
    );
    return free.some((bytes) => bytes < this.#least);
  }

  /** Before something large is taken in. @throws Problem */
  async assert(): Promise<void> {
    if (await this.isLow()) throw noRoom();
  }
}

export function noRoom(): Problem {
  return new Problem(
    "no-room",
    "Nothing was saved. Tell the person who runs Assay, and send it again once there is room.",
  );
}

/** Whether something failed as a disk or a quota is full: ours, or the database's. */
export function isFull(error: Error): boolean {
  return "code" in error && ["ENOSPC", "EDQUOT", "53100"].includes(String(error.code));
}
