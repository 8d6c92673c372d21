import type { Result } from "@assay/bench/result";
import { visible } from "../text/visible.ts";
import type { Words } from "../words/words.ts";

/** What the work is an answer to: "Login system", or a change to it that was asked for afterwards. */
export function taskOf({ challenge, followUp }: Pick<Result, "challenge" | "followUp">, words: Words): string {
  const title = visible(challenge.title);
  if (followUp === undefined) return title;
  return words.say("task.follow-up", { challenge: title, followUp: visible(followUp.title) });
}
