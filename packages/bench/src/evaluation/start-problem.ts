import { AssayError } from "../errors/assay-error.ts";
import type { NotStarted } from "./gathering.ts";

/** What a person is told of an app that did not come up. */
export function startProblem(
  { start, lacks }: Pick<NotStarted, "start" | "lacks">,
  command: string,
  withinMs: number,
): AssayError {
  const more = { lastLines: start.lastLines };
  if (lacks.length > 0) return new AssayError("stand-in-lacks", { what: lacks.join("; ") }, more);
  const { exit } = start;
  if (exit?.outOfMemory === true) return new AssayError("out-of-memory-at-start", { command, megabytes: 1024 }, more);
  if (exit !== undefined) {
    const ending = exit.signal === null ? `exit status ${String(exit.code)}` : `signal ${exit.signal}`;
    return new AssayError("exited-at-start", { command, ending }, more);
  }
  return new AssayError("never-listened", { command, seconds: withinMs / 1_000 }, more);
}
