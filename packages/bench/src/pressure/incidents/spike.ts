import type { Incident } from "../incident.ts";

/** Of what the submission was found to carry. */
const share = 2;
/** No longer, however few visits that is: whoever is served in turn would wait longer than is fair. Milliseconds. */
const rush = 2_000;

export const spike: Incident = {
  name: "spike",
  async during({ atRate, sleep }) {
    await atRate(share, () => sleep(rush));
    return {};
  },
};
