import type { IncidentEvidence, PressureEvidence } from "../../src/check/world.ts";
import type { Load, LoadPhase } from "../../src/load/load.ts";
import { openLoad } from "../../src/load/open-load.ts";
import { runUnderPressure, type PressureSetting } from "../../src/pressure/run.ts";
import type { IncidentName } from "../../src/result/pressure.ts";
import { settingFor, Shop } from "./shop.ts";

/** A shop of its own for one test, so that tests may run side by side. */
export async function inShop(test: (shop: Shop) => Promise<void>): Promise<void> {
  const shop = await Shop.open();
  try {
    await test(shop);
  } finally {
    await shop.close();
  }
}

export const press = (shop: Shop, incidents: readonly IncidentName[], over: Partial<PressureSetting> = {}) =>
  runUnderPressure(settingFor(shop, { incidents, ...over }));

/** Where our own visits were late, an incident is tried once more: the last one counts. */
export function last({ incidents }: PressureEvidence, name: IncidentName): IncidentEvidence {
  const found = incidents.findLast((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name} among ${incidents.map((one) => one.name).join(", ")}`);
  return found;
}

/** How visits broke off, but for those for which this machine was too slow. */
export const breaks = ({ silent }: IncidentEvidence) => Object.keys(silent).filter((failure) => failure !== "timeout");

/** A load that remembers its phases, and tells of this lag. */
export function watched(phases: LoadPhase[], lagMs?: number): PressureSetting["openLoad"] {
  return async (setting) => {
    const load = await openLoad(setting);
    const watching: Partial<Load> = {
      begin: (phase) => {
        phases.push(phase);
        return load.begin(phase);
      },
      ...(lagMs === undefined ? {} : { lag: () => Promise.resolve({ p99Ms: lagMs, longestMs: lagMs }) }),
    };
    return { ...load, ...watching };
  };
}
