import type { Incident } from "../incident.ts";

/** Of what the submission was found to carry. */
const share = 2;

export const spike: Incident = {
  name: "spike",
  async during({ atRate, last }) {
    await atRate(share, () => last(2_000));
    return {};
  },
};
