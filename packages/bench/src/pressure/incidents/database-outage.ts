import type { Incident } from "../incident.ts";

/** Longer than the longest fair wait, so that whoever only tries again is seen to. Milliseconds. */
const gone = 6_500;

export const databaseOutage: Incident = {
  name: "database-outage",
  applies: ({ taps }) => taps.database !== undefined,
  async during({ taps, last }) {
    await taps.database?.cutOff();
    await last(gone);
    await taps.database?.heal();
    return {};
  },
};
