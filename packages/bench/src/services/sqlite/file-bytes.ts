import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Bytes of a database, or of another file, that are read as they are. */
const mostBytes = 128 * 1024 * 1024;

/** How often files that are being written to are read again, and how long is waited between. Milliseconds. */
const mostTries = 40;
const againAfter = 50;

/** Where the header says how the database is written: 1 for a rollback journal. SQLite's file format, 1.3. */
const versionsAt = [18, 19];

/** Of the write-ahead log: its header, that of a frame, and where both have the salts. SQLite's file format, 4.1. */
const log = { header: 32, frame: 24, salts: { header: 16, frame: 8 }, saltBytes: 8 };

/** A copy in memory of a database's files as they are now, past any lock; or why there is none. */
export function memoryOf(path: string): DatabaseSync | "locked" | "size" {
  for (let tries = 0; tries < mostTries; tries++) {
    const before = stampsOf(path);
    const [bytes, ahead] = [bytesOf(path), bytesOf(`${path}-wal`)];
    if (bytes === "size" || ahead === "size") return "size";
    if (bytes === undefined) return "locked";
    if (before !== stampsOf(path)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, againAfter);
      continue;
    }
    const whole = ahead === undefined ? bytes : withLog(bytes, ahead);
    for (const at of versionsAt) whole[at] = 1;
    const database = new DatabaseSync(":memory:", { enableForeignKeyConstraints: false });
    database.deserialize(whole);
    return database;
  }
  return "locked";
}

/** A file's bytes; undefined where it is none that can be read. */
export function bytesOf(path: string): Buffer | "size" | undefined {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch {
    return undefined;
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return undefined;
    return stats.size > mostBytes ? "size" : readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function stampsOf(path: string): string {
  return [path, `${path}-wal`].map(stampOf).join(" ");
}

function stampOf(path: string): string {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      const { size, mtimeMs, ino } = fstatSync(file);
      return [size, mtimeMs, ino].join(" ");
    } finally {
      closeSync(file);
    }
  } catch {
    return "none";
  }
}

/** The database with every transaction that its write-ahead log has to the end. */
function withLog(database: Buffer, ahead: Buffer): Buffer {
  if (ahead.length < log.header + log.frame) return database;
  const pageSize = ahead.readUInt32BE(8);
  const salts = ahead.subarray(log.salts.header, log.salts.header + log.saltBytes);
  let whole = database;
  let waiting: { readonly page: number; readonly bytes: Buffer }[] = [];
  const size = log.frame + pageSize;
  for (let at = log.header; pageSize >= 512 && at + size <= ahead.length; at += size) {
    const frame = ahead.subarray(at, at + log.frame);
    // What comes now is left from before the log was begun anew.
    if (!frame.subarray(log.salts.frame, log.salts.frame + log.saltBytes).equals(salts)) break;
    waiting.push({ page: frame.readUInt32BE(0), bytes: ahead.subarray(at + log.frame, at + size) });
    const pages = frame.readUInt32BE(4);
    if (pages === 0 || pages * pageSize > mostBytes) continue;
    const next = Buffer.alloc(pages * pageSize);
    whole.copy(next);
    for (const { page, bytes } of waiting) if (page >= 1 && page <= pages) bytes.copy(next, (page - 1) * pageSize);
    whole = next;
    waiting = [];
  }
  return whole;
}
