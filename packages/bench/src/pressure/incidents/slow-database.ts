import type { Incident } from "../incident.ts";

/** Each reply of the database comes so much later. Milliseconds. */
const late = { ms: 120, jitterMs: 40 };
/** So many connections are busy then, with one question a visit: a small pool still carries them. */
const busy = 2;
/** Long enough for a line that grows to pass the longest fair wait. Milliseconds. */
const lasts = 9_000;

/** More visits than a small pool can bear would be a rush of our own making. */
export const slowDatabase: Incident = {
  name: "slow-database",
  applies: ({ taps }) => taps.database !== undefined,
  async during({ taps, atMost, last }) {
    await atMost((busy / late.ms) * 1_000, async () => {
      await taps.database?.suffer({ kind: "delay", ...late });
      await last(lasts);
      await taps.database?.heal();
    });
    return {};
  },
};
