import { expect, it } from "vitest";
import { rollingRestart } from "../../src/pressure/incidents/rolling-restart.ts";
import type { Scene } from "../../src/pressure/incident.ts";

/** A scene on a clock of its own, where each start takes so long; what was done in it, in order. */
function sceneOf(startMs: number): { readonly scene: Scene; readonly done: readonly string[] } {
  const done: string[] = [];
  let at = 0;
  const passes = (milliseconds: number) => {
    at += milliseconds;
    return Promise.resolve();
  };
  const tap = { suffer: () => passes(0), cutOff: () => passes(0), heal: () => passes(0) };
  return {
    done,
    scene: {
      app: {
        async start({ copy = 0 } = {}) {
          done.push(`start ${String(copy)}`);
          await passes(startMs);
          return { copy, listening: true, afterMs: startMs, lastLines: [] };
        },
        stop({ copy = 0 } = {}) {
          done.push(`stop ${String(copy)}`);
          return Promise.resolve({ copy, signalledAt: at, endedAt: at, killed: false });
        },
        kill: () => passes(0),
        alive: () => Promise.resolve(false),
      },
      taps: { database: tap, mail: tap },
      load: {
        route(copies) {
          done.push(`to ${copies.join(" and ")}`);
          return passes(0);
        },
      },
      normalAgain(withinMs) {
        done.push(`well within ${String(withinMs)}`);
        return passes(withinMs);
      },
      last: () => passes(0),
      rate: 10,
      atRate: (_share, act) => act(),
      atMost: (_rate, act) => act(),
      beside: { malformedStorm: (_rate, act) => act(), slowClients: (act) => act() },
      settled: () => passes(0),
      sleep: passes,
      now: () => at,
    },
  };
}

it("gives a copy that was long to start as long with its share, before the next one goes", async () => {
  const { scene, done } = sceneOf(5_000);
  await rollingRestart.during(scene);
  const joins = (copy: number) => [`start ${String(copy)}`, "to 0 and 1", "well within 5000"];
  expect(done).toEqual([...joins(1), "to 1", "stop 0", ...joins(0), "to 0", "stop 1", ...joins(1)]);
});

it("hardly waits for one that is there at once", async () => {
  const { scene, done } = sceneOf(80);
  await rollingRestart.during(scene);
  expect(done.filter((deed) => deed.startsWith("well"))).toEqual(Array<string>(3).fill("well within 80"));
});
