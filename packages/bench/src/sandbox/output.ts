import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { makeTemporaryFolderNow, removeTemporaryFolderNow } from "../cell/temporary-folder.ts";
import { findProgram } from "./program.ts";

/** Where a program's standard output and error go. */
export interface Output {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** To hand to the program. */
  readonly descriptors: readonly [number, number];
  /** Once the program has them: closes ours, so that the streams end when the program's are closed. */
  handedOver(): void;
}

/**
 * True pipes, as a container gives. Node's own are sockets, and a socket cannot be opened by the name `/dev/stdout` or `/dev/stderr`,
 * which many start scripts and log settings do. Nothing is read ahead: a program that floods its output waits for the reader.
 */
export function openOutput(): Output {
  const folder = makeTemporaryFolderNow("output-");
  try {
    const [stdout, stderr] = [join(folder, "stdout"), join(folder, "stderr")];
    // Others may write: who opens it by name is checked against these permissions, and is another user than we.
    const made = spawnSync(findProgram("mkfifo"), ["-m", "0622", stdout, stderr], { env: {} });
    if (made.status !== 0) throw new Error(`mkfifo failed: ${made.error?.message ?? made.stderr.toString()}`);
    const readers = [openForReading(stdout), openForReading(stderr)] as const;
    const descriptors = [openSync(stdout, constants.O_WRONLY), openSync(stderr, constants.O_WRONLY)] as const;
    return {
      stdout: readers[0],
      stderr: readers[1],
      descriptors,
      handedOver: () => descriptors.forEach((descriptor) => closeSync(descriptor)),
    };
  } finally {
    removeTemporaryFolderNow(folder);
  }
}

function openForReading(path: string): Readable {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd: descriptor, readable: true, writable: false });
}
