import type { Incident } from "../incident.ts";

/** What the submission uses besides its database goes away. */
export const serviceOutage: Incident = {
  name: "service-outage",
  applies: ({ taps }) => taps.redis !== undefined,
  async during({ taps, last }) {
    await taps.redis?.cutOff();
    await last(6_500);
    await taps.redis?.heal();
    return {};
  },
};
