import type { Incident } from "../incident.ts";

/** Longer than the longest fair wait, so that whoever only waits for the database is seen to. Milliseconds. */
const frozen = 7_000;

export const frozenDatabase: Incident = {
  name: "frozen-database",
  applies: ({ taps }) => taps.database !== undefined,
  async during({ taps, last }) {
    await taps.database?.suffer({ kind: "stall" });
    await last(frozen);
    await taps.database?.heal();
    return {};
  },
};
