import type { Incident } from "../incident.ts";

export const malformedStorm: Incident = {
  name: "malformed-storm",
  async during({ beside, last }) {
    await beside.malformedStorm(() => last(4_000));
    return {};
  },
};
