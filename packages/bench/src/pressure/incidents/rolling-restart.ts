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
      if (!(await join(scene, copy))) return { didNotStart: true };
    }
    await last(0);
    return {};
  },
};

/** Two copies listen from here on, and both get visits. */
export async function secondCopy(scene: Scene): Promise<boolean> {
  if (!(await scene.app.alive(1))) return join(scene, 1);
  await scene.load.route([0, 1]);
  return true;
}

/**
 * A copy starts, and gets its share of the visits. One that was long to start is slow in its first seconds too: whoever
 * brings a new version out sees it well before the next copy goes. False where it did not listen.
 */
async function join({ app, load, normalAgain, now }: Scene, copy: number): Promise<boolean> {
  const from = now();
  if (!(await app.start({ copy })).listening) return false;
  const startedIn = now() - from;
  await load.route([0, 1]);
  await normalAgain(startedIn);
  return true;
}
