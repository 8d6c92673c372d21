import type { Hindrance } from "../hindrances.ts";

/** Pieces take this long each, so that many connections get their turns. */
const pieceMs = 10;

/** One direction of a line, which its connections share: each piece waits until those before it have gone through. */
export function throttle(bytesPerSecond: number): Hindrance {
  const bytesPerMs = bytesPerSecond / 1000;
  let freeAt = performance.now();
  return {
    pieceBytes: Math.max(1, Math.floor(bytesPerMs * pieceMs)),
    dueAt(_arrivedAt, bytes) {
      // What a late timer has left unused is made up for.
      freeAt = Math.max(freeAt, performance.now() - pieceMs) + bytes / bytesPerMs;
      return freeAt;
    },
  };
}
