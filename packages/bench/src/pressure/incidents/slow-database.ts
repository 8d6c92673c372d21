import type { Incident } from "../incident.ts";

/** Each reply of the database comes later by this at most, milliseconds. */
const latest = 120;
/** About so many connections are busy with one question a visit: a small pool still carries the visits. */
const busy = 3;
/** Long enough for a line that grows to pass the longest fair wait. Milliseconds. */
const lasts = 9_000;

export const slowDatabase: Incident = {
  name: "slow-database",
  applies: ({ taps }) => taps.database !== undefined,
  async during({ taps, rate, last }) {
    const ms = Math.min(latest, (busy / rate) * 1_000);
    await taps.database?.suffer({ kind: "delay", ms, jitterMs: ms / 3 });
    await last(lasts);
    await taps.database?.heal();
    return {};
  },
};
