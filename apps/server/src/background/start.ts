import type { Parts } from "../parts.ts";
import { deliverWebhooks } from "./deliver-webhooks.ts";

/** What goes on while nobody asks for anything. @returns what ends it */
export async function startBackground(parts: Parts): Promise<() => Promise<void>> {
  const stops = [await deliverWebhooks(parts)];
  return async () => {
    for (const stop of stops) await stop();
  };
}
