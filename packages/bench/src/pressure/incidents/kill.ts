import type { Incident } from "../incident.ts";

/** As in a power cut. We start it again at once, as an operator's tools would. */
export const kill: Incident = {
  name: "kill",
  losesMemory: true,
  async during({ app, now }) {
    await app.kill({ copy: 0 });
    const { listening, exit } = await app.start({ copy: 0 });
    if (listening) return { listeningAt: now() };
    // That it ended instead is its own doing, and seen by whoever looks.
    return exit === undefined ? { didNotStart: true } : {};
  },
};
