import type { Incident } from "../incident.ts";

export const slowClients: Incident = {
  name: "slow-clients",
  async during({ beside, last }) {
    await beside.slowClients(() => last(4_000));
    return {};
  },
};
