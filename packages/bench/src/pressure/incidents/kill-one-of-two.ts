import type { Incident } from "../incident.ts";
import { secondCopy } from "./rolling-restart.ts";

/** How long whoever stands in front takes to notice that nothing listens any more. Milliseconds. */
const noticed = 500;

export const killOneOfTwo: Incident = {
  name: "kill-one-of-two",
  async during(scene) {
    const { app, load, last, now, sleep } = scene;
    if (!(await secondCopy(scene))) return { didNotStart: true };
    await app.kill({ copy: 1 });
    await sleep(noticed);
    await load.route([0]);
    await last(2_000);
    const { listening } = await app.start({ copy: 1 });
    if (!listening) return { didNotStart: true };
    await load.route([0, 1]);
    return { listeningAt: now() };
  },
};
