import type { Readable } from "node:stream";

/** Where archives and evidence are kept. A key is never given twice, and what is there is never changed. */
export interface Files {
  /** There whole once it resolves, or not at all. */
  put(key: string, content: Readable | Uint8Array): Promise<void>;
  /** @throws Error when there is nothing of that name. */
  read(key: string): Promise<Readable>;
  /** Does nothing where there is nothing. */
  remove(key: string): Promise<void>;
}

/** Keys are made by us: a kind, and a name that nobody can guess. */
export function assertKey(key: string): void {
  if (!/^[a-z]+\/[A-Za-z0-9_-]+(\.[a-z0-9.]+)?$/.test(key)) throw new Error(`this is no key of a file: ${key}`);
}
