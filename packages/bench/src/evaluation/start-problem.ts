import { setTimeout as sleep } from "node:timers/promises";
import type { Cell } from "../cell/cell.ts";
import type { ExitFact } from "../check/world.ts";
import type { Exchange } from "../edge/exchange.ts";
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
    return new AssayError("exited-at-start", { command, ending: endingOf(exit) }, more);
  }
  return new AssayError("never-listened", { command, seconds: withinMs / 1_000 }, more);
}

/** Throws where nothing that was sent was answered and the app listens no more: a server may listen before the app that it serves is there. */
export async function mustBeThere(cell: Cell, sent: readonly Exchange[]): Promise<void> {
  if (sent.some(({ response }) => response !== undefined)) return;
  let { listening, exit, lastLines } = await cell.look();
  // A process that ends closes its connections a moment before its port.
  const isCutOff = sent.some(({ failure }) => failure?.kind === "closed" || failure?.kind === "reset");
  for (let again = 0; isCutOff && listening && again < 10; again++) {
    await sleep(50);
    ({ listening, exit, lastLines } = await cell.look());
  }
  if (listening) return;
  const command = cell.plan.submission.startCommand.join(" ");
  const ending = exit === undefined ? "its port is closed" : endingOf(exit);
  throw new AssayError("ended-after-start", { command, ending }, { lastLines });
}

function endingOf({ code, signal }: ExitFact): string {
  return signal === null ? `exit status ${String(code)}` : `signal ${signal}`;
}
