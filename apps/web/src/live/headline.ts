import type { Words } from "../words/words.tsx";
import type { Live } from "./live-state.ts";
import { tookOf } from "./took.ts";

/** The challenge, and how long it has been running or took. */
export function headlineOf(live: Live, challenge: string, now: number, words: Words): string {
  const { startedAt, endedAt, attempt } = live;
  if (startedAt === undefined) return words.say("live.sub.waiting", { challenge });
  const time = tookOf((endedAt ?? now) - startedAt, words);
  if (endedAt !== undefined) return words.say("live.sub.ended", { challenge, time });
  return attempt > 1 ? words.say("live.try", { challenge, attempt, time }) : words.say("live.sub", { challenge, time });
}
