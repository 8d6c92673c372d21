import { afterAll, describe, expect, it } from "vitest";
import type { LoadPhase } from "../../src/load/load.ts";
import { standardIncidents, type LivePressure } from "../../src/result/pressure.ts";
import { breaks, inShop, last, press, watched } from "./pressing.ts";
import { leaveShops, plan, settingFor } from "./shop.ts";

afterAll(leaveShops);

// They take the time that runs take, on a crowded machine more.
describe("a run under pressure", { timeout: 300_000 }, () => {
  it("is calm, then has what goes wrong, one after the other; all is found afterwards", () =>
    inShop(async (shop) => {
      const told: LivePressure[] = [];
      const run = await press(shop, standardIncidents.toReversed(), { onProgress: (live) => void told.push(live) });
      const names = run.incidents.map(({ name }) => name);
      expect(names.filter((name, at) => name !== names[at - 1])).toEqual(standardIncidents);
      const restarts = ["start 1", "stop 0", "start 0", "stop 1", "start 1"];
      const deeds = ["delay", "heal", "stall", "heal", "cut off", "heal", "kill 0", "start 0", ...restarts];
      const lagged = run.incidents.some((one) => one.lagged === true);
      if (!lagged) expect(shop.deeds).toEqual(deeds);

      const { fact, incidents, writes } = run;
      let before = 4_000;
      for (const { name, from, to, normalAt = to, calmBefore } of incidents) {
        expect(from).toBeGreaterThanOrEqual(before);
        // A shop in the same process is back from a kill within the millisecond.
        expect(to).toBeGreaterThan(name === "kill" ? from - 1 : from);
        expect(normalAt).toBeGreaterThanOrEqual(to);
        expect(calmBefore).toBe(true);
        // Time to recover lies between.
        before = to + 1_990;
      }
      expect(fact?.durationMs).toBeGreaterThanOrEqual(before);
      expect(fact?.incidents.map(({ name, from, to }) => ({ name, from, to }))).toEqual(
        incidents.map(({ name, from, to }) => ({ name, from, to })),
      );
      expect(incidents.some(({ ended, notEstablished }) => ended ?? notEstablished !== undefined)).toBe(false);
      expect(last(run, "database-outage").visits.putOff).toBeGreaterThan(30);
      // It waited for the whole seven seconds in which its database was silent.
      expect(last(run, "frozen-database").late).toBeGreaterThan(3);
      expect(last(run, "kill").listeningAt).toBeGreaterThanOrEqual(last(run, "kill").from);
      expect(breaks(last(run, "rolling-restart"))).toEqual([]);
      expect(fact).toMatchObject({ rate: 12, limitMs: 5_000, capacity: { rate: 40 }, generator: { unsent: 0 } });
      if (!lagged) expect(fact?.spikeRate).toBe(80);
      expect(fact?.journeys.map(({ operation }) => operation)).toEqual(["look", "note", "order", "logIn"]);

      expect(writes).toMatchObject({ lost: [], doubled: [] });
      expect(writes.acknowledged).toBeGreaterThan(50);
      expect(writes.sought).toBeGreaterThan(20);
      expect(fact?.writes).toEqual({ acknowledged: writes.acknowledged, sought: writes.sought, lost: 0, doubled: 0 });

      const { visits, slices = [], sliceMs = 0 } = fact ?? {};
      expect(slices.length).toBe(Math.ceil((fact?.durationMs ?? 0) / sliceMs));
      // Those of the very last moment, before it was told to pause, lie in no slice.
      const sliced = slices.reduce((sum, { sent }) => sum + sent, 0);
      expect(visits?.sent).toBeGreaterThanOrEqual(sliced);
      expect(told.length).toBeGreaterThan(20);
      expect(told.some(({ incidents: seen }) => seen.some(({ to }) => to === undefined))).toBe(true);
      expect(told.at(-1)?.incidents.map(({ name }) => name)).toEqual(names);
    }));

  it("has few visits that cost a hash, in a rush, too", () =>
    inShop(async (shop) => {
      const phases: LoadPhase[] = [];
      await press(shop, ["spike"], { openLoad: watched(phases) });
      expect(phases.slice(0, 3).map(({ name, rate }) => [name, rate])).toEqual([
        ["steady 1", 12],
        ["rush 2", 80],
        ["steady 3", 12],
      ]);
      const [steady, rush] = phases.map(({ mix }) => {
        const sum = Object.values(mix).reduce((all, weight) => all + weight, 0);
        return (mix["logIn"] ?? 0) / sum;
      });
      // A hash takes two seconds, and all of them a fifth of two processors: one log-in in five seconds.
      expect((steady ?? 0) * 12).toBeCloseTo(0.2);
      expect((rush ?? 0) * 80).toBeCloseTo(0.2);
    }));

  it("leaves out what would spoil the visits of the same person", () =>
    inShop(async (shop) => {
      const phases: LoadPhase[] = [];
      const journeys = plan.journeys.map((journey) => ({
        ...journey,
        ...(journey.operation === "logIn" && { isHarmless: () => Promise.resolve(false) }),
      }));
      const run = await press(shop, [], { plan: { ...plan, journeys }, openLoad: watched(phases) });
      expect(phases.map(({ mix }) => Object.keys(mix))).toEqual([["look", "note", "order"]]);
      expect(run.fact?.journeys.map(({ operation }) => operation)).toEqual(["look", "note", "order"]);
    }));

  it("is none where nobody can take part", () =>
    inShop(async (shop) => {
      shop.instead = () => 503;
      expect(await press(shop, ["kill"])).toMatchObject({ notRun: "nobody-arrived", incidents: [] });
      expect(shop.deeds).toEqual([]);
    }));

  it("is none where nothing but log-ins can be sent at a rate, or nothing at all", () =>
    inShop(async (shop) => {
      const { steadily } = settingFor(shop);
      for (const left of [["logIn"], []]) {
        const over = { steadily: (operation: string) => (left.includes(operation) ? steadily(operation) : undefined) };
        expect(await press(shop, ["kill"], over)).toMatchObject({ notRun: "not-steady", incidents: [] });
      }
      expect(shop.asked).toEqual([]);
    }));

  it("is none where visits go wrong though nothing was done", () =>
    inShop(async (shop) => {
      shop.instead = ({ path }) => (path === "/log-in" ? undefined : 401);
      expect(await press(shop, ["kill"])).toMatchObject({ notRun: "not-calm", incidents: [] });
      expect(shop.deeds).toEqual([]);
    }));

  it("has enough visits also where the app carries few, but no longer rush", () =>
    inShop(async (shop) => {
      const nothing = { rate: 0, tries: [0], atLeast: false };
      const run = await press(shop, ["database-outage", "spike"], { searchCapacity: () => Promise.resolve(nothing) });
      expect(run.fact).toMatchObject({ rate: 8, spikeRate: 8, capacity: nothing });
      const { from, to } = last(run, "database-outage");
      // 75 visits at 8 a second, between two times each rounded to a millisecond.
      expect(to - from).toBeGreaterThanOrEqual(9_374);
      expect(last(run, "spike")).toMatchObject({ notEstablished: "too-few" });
    }));

  it("says nothing where all are told that they come too often", () =>
    inShop(async (shop) => {
      shop.instead = ({ path }) => (path === "/log-in" ? undefined : 429);
      const run = await press(shop, ["database-outage"]);
      expect(last(run, "database-outage")).toMatchObject({ calmBefore: true, notEstablished: "too-few" });
    }));

  it("tries once more with half of the visits when its own were late", () =>
    inShop(async (shop) => {
      const phases: LoadPhase[] = [];
      const run = await press(shop, ["spike"], { openLoad: watched(phases, 300) });
      expect(run.incidents.map(({ name, lagged }) => [name, lagged])).toEqual([
        ["spike", true],
        ["spike", true],
      ]);
      expect(phases.map(({ rate }) => rate)).toEqual([12, 80, 12, 8, 40, 8, 12]);
      expect(run.fact).toMatchObject({ rate: 12, generator: { lagP99Ms: 300 } });
    }));

  it("says as much as ever where visits sent a little late were served all the same", () =>
    inShop(async (shop) => {
      const run = await press(shop, ["spike"], { openLoad: watched([], 100) });
      expect(run.incidents.map(({ name, lagged }) => [name, lagged])).toEqual([["spike", undefined]]);
    }));

  it("says nothing of what went wrong while others took the machine, and tries it again", () =>
    inShop(async (shop) => {
      // Nobody else while the capacity was sought; later one processor.
      let calls = 0;
      const company = { between: () => (calls++ === 0 ? 0 : 1) };
      const run = await press(shop, ["frozen-database", "spike"], { company });
      const crowded = run.incidents.map(({ name, lagged }) => `${name} ${String(lagged ?? false)}`);
      expect(crowded.slice(0, 3)).toEqual(["frozen-database true", "frozen-database true", "spike false"]);
    }));

  it("holds what went wrong against the app where others took the machine all the time", () =>
    inShop(async (shop) => {
      const run = await press(shop, ["frozen-database"], { company: { between: () => 1 } });
      expect(run.incidents.map(({ lagged }) => lagged)).toEqual([undefined]);
      expect(last(run, "frozen-database").late).toBeGreaterThan(3);
    }));

  it("tells apart how those fare that need no database", () =>
    inShop(async (shop) => {
      // Of two that are said to need none, only orders do without.
      shop.instead = ({ path }) => (path.startsWith("/orders") ? 201 : undefined);
      const journeys = plan.journeys.map((journey) =>
        ["order", "look"].includes(journey.operation) ? { ...journey, withoutDatabase: true as const } : journey,
      );
      const run = await press(shop, ["database-outage"], { plan: { ...plan, journeys } });
      const { withoutDatabase: { sent, unserved } = { sent: 0, unserved: 0 }, visits } = last(run, "database-outage");
      expect(visits.sent).toBeGreaterThan(sent);
      expect(visits.putOff).toBeGreaterThan(unserved);
      expect(unserved).toBeGreaterThan(8);
      expect(sent - unserved).toBeGreaterThan(4);
    }));

  it("finds what was confirmed and is gone", () =>
    inShop(async (shop) => {
      const { app } = settingFor(shop);
      const forgetful = {
        ...app,
        kill: async (options?: { readonly copy?: number }) => {
          // What was written last was in memory only.
          await shop.app.kill(options);
          shop.keeps.notes.clear();
          shop.keeps.orders.splice(0);
        },
      };
      const journeys = plan.journeys.map((journey) =>
        journey.operation === "note" ? { ...journey, weight: 1 } : journey,
      );
      const run = await press(shop, ["kill"], { app: forgetful, plan: { ...plan, journeys } });
      const of = (operation: string) => run.writes.lost.filter((one) => one.operation === operation);
      expect(of("order").length).toBeGreaterThan(0);
      const to = last(run, "kill").to;
      for (const { acknowledgedAt, found } of run.writes.lost) {
        expect(acknowledgedAt).toBeLessThan(to);
        expect(found ?? "").toBe("");
      }
      expect(run.fact?.writes.lost).toBe(run.writes.lost.length);
    }));

  it("finds what was confirmed and gone after a kill, though later changes have taken its place", () =>
    inShop(async (shop) => {
      const { notes } = shop.keeps;
      const { app } = settingFor(shop);
      const late = {
        ...app,
        kill: async (options?: { readonly copy?: number }) => {
          await shop.app.kill(options);
          const all = new Map(notes);
          notes.clear();
          // As if everybody had written anew.
          setTimeout(() => {
            for (const [email, note] of all) if (!notes.has(email)) notes.set(email, note);
          }, 1_500);
        },
      };
      const run = await press(shop, ["kill"], { app: late });
      expect(run.writes.lost.length).toBeGreaterThan(2);
      for (const { operation, acknowledgedAt } of run.writes.lost) {
        expect(operation).toBe("note");
        expect(acknowledgedAt).toBeLessThan(last(run, "kill").to);
      }
      expect(run.writes.sought).toBeGreaterThan(run.writes.lost.length);
    }));

  it("is not back to normal while one operation is not served, however few its visits are among all", () =>
    inShop(async (shop) => {
      shop.instead = ({ path }) => (path.startsWith("/orders") && shop.deeds.includes("heal") ? 500 : undefined);
      const weights: Readonly<Record<string, number>> = { look: 90, note: 10, order: 1, logIn: 0 };
      const journeys = plan.journeys.map((journey) => ({ ...journey, weight: weights[journey.operation] ?? 1 }));
      const run = await press(shop, ["database-outage"], {
        plan: { ...plan, journeys },
        searchCapacity: () => Promise.resolve({ rate: 400, tries: [400], atLeast: false }),
      });
      expect(last(run, "database-outage")).toMatchObject({ stuck: true });
    }));

  it("does not hold it against an app that it tells everybody to come less often afterwards", () =>
    inShop(async (shop) => {
      shop.instead = () => (shop.deeds.includes("heal") ? 429 : undefined);
      const run = await press(shop, ["database-outage"]);
      const { stuck, notEstablished } = last(run, "database-outage");
      expect([stuck, notEstablished]).toEqual([undefined, "limited"]);
    }));

  it("finds what was sent once and made twice", () =>
    inShop(async (shop) => {
      shop.onKept = () => {
        const newest = shop.keeps.orders.at(-1);
        if (newest !== undefined && !shop.keeps.orders.slice(0, -1).includes(newest)) shop.keeps.orders.push(newest);
      };
      const { writes, fact } = await press(shop, []);
      expect(writes.lost).toEqual([]);
      expect(writes.doubled.length).toBeGreaterThan(2);
      expect(writes.doubled.every(({ operation, times }) => operation === "order" && times === 2)).toBe(true);
      expect(fact).toMatchObject({ incidents: [], writes: { doubled: writes.doubled.length } });
    }));
});
