import type { Incident } from "../incident.ts";

/** Each answer of the database comes later by this. Milliseconds. */
const late = { ms: 120, jitterMs: 40 };

export const slowDatabase: Incident = {
  name: "slow-database",
  applies: ({ taps }) => taps.database !== undefined,
  async during({ taps, last }) {
    await taps.database?.suffer({ kind: "delay", ...late });
    await last(5_000);
    await taps.database?.heal();
    return {};
  },
};
