import { setTimeout as passed } from "node:timers/promises";

/** What PostgreSQL (57P…, 08…) and the network say of a server that is ending, gone or not there yet. */
const away = new Set([
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08001",
  "08003",
  "08006",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Whether it failed as the database could not be reached: it may have been done, and may be tried again. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    away.has(code) ||
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(
      error.message,
    )
  );
}

/**
 * Tries until it gets through, as long as it is only that the database cannot be reached.
 *
 * @param act must be right to do twice: an answer that was lost may have come too late.
 * @param withinMs after which the last error is thrown
 */
export async function throughOutages<T>(act: () => Promise<T>, withinMs: number): Promise<T> {
  const until = performance.now() + withinMs;
  for (let pause = 100; ; pause = Math.min(2_000, pause * 2)) {
    try {
      return await act();
    } catch (error) {
      if (!isAway(error) || performance.now() + pause > until) throw error;
      await passed(pause);
    }
  }
}
