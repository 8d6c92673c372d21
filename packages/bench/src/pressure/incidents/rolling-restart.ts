import type { Incident, Scene } from "../incident.ts";

/**
 * How long before its stop signal a copy gets no new visits, as a load balancer does it, which then waits for those under
 * way: on a crowded machine one may not even have been taken in. Milliseconds.
 */
const drained = { least: 1_000, most: 8_000 };

/** A new version goes out while people are there: two copies, changed one after the other. */
export const rollingRestart: Incident = {
  name: "rolling-restart",
  async during(scene) {
    const { app, load, last } = scene;
    if (!(await secondCopy(scene))) return { didNotStart: true };
    for (const [copy, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      await load.route([other]);
      await scene.sleep(drained.least);
      await Promise.race([scene.settled(), scene.sleep(drained.most)]);
      await app.stop({ copy });
      const { listening } = await app.start({ copy });
      if (!listening) return { didNotStart: true };
      await load.route([0, 1]);
    }
    await last(0);
    return {};
  },
};

/** Two copies listen from here on, and both get visits. */
export async function secondCopy({ app, load }: Scene): Promise<boolean> {
  if (!(await app.alive(1)) && !(await app.start({ copy: 1 })).listening) return false;
  await load.route([0, 1]);
  return true;
}
