import type { Incident } from "../incident.ts";

/** Broken requests a second: as many as there are visits, which it carries, and no more than we can send beside them. */
const most = 150;

export const malformedStorm: Incident = {
  name: "malformed-storm",
  async during({ beside, rate, last }) {
    await beside.malformedStorm(Math.min(rate, most), () => last(4_000));
    return {};
  },
};
