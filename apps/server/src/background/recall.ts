import { judgingVersion } from "@assay/bench/evaluation";
import { judgeAgain } from "../judgement/judge-again.ts";
import type { Parts } from "../parts.ts";

/** Judges again what is asked for, and at the start all that was judged by older rules than ours. @returns what ends it */
export async function recall(parts: Parts): Promise<() => Promise<void>> {
  const { recalls } = parts;
  const stop = await recalls.workOff((one) => judgeAgain(one, parts));
  const older = await recalls.olderThan(judgingVersion);
  await recalls.ask(older.map((evaluation) => ({ evaluation, why: "newer-rules" })));
  return stop;
}
