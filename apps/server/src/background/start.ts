import type { Parts } from "../parts.ts";
import { giveBackLost } from "./give-back-lost.ts";
import { recall } from "./recall.ts";
import { deliverWebhooks } from "./deliver-webhooks.ts";
import { resumePushes } from "../git/resume-pushes.ts";
import { keepRetention } from "./keep-retention.ts";

/** What goes on while nobody asks for anything. @returns what ends it */
export async function startBackground(parts: Parts): Promise<() => Promise<void>> {
  const stops = [
    ...[await deliverWebhooks(parts), await keepRetention(parts), await recall(parts)],
    ...[resumePushes(parts), giveBackLost(parts)],
  ];
  return async () => {
    for (const stop of stops) await stop();
  };
}
