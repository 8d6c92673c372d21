import type { Incident } from "../incident.ts";

/** As in a power cut. We start it again at once, as an operator's tools would. */
export const kill: Incident = {
  name: "kill",
  async during({ app, now }) {
    await app.kill({ copy: 0 });
    const { listening } = await app.start({ copy: 0 });
    return listening ? { listeningAt: now() } : { didNotStart: true };
  },
};
