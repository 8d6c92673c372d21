import type { Incident } from "../incident.ts";

/** Each answer of the database comes later by this. Milliseconds. */
const late = { ms: 120, jitterMs: 40 };
/** Longer than the longest fair wait, so that a line without an end is seen: who waits in it is served when all is quick again. Milliseconds. */
const slow = 7_000;

export const slowDatabase: Incident = {
  name: "slow-database",
  applies: ({ taps }) => taps.database !== undefined,
  async during({ taps, last }) {
    await taps.database?.suffer({ kind: "delay", ...late });
    await last(slow);
    await taps.database?.heal();
    return {};
  },
};
