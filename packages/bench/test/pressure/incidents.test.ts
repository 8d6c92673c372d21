import { afterAll, describe, expect, it } from "vitest";
import { breaks, inShop, last, press } from "./pressing.ts";
import { leaveShops, settingFor } from "./shop.ts";

afterAll(leaveShops);

// They take the time that runs take, on a crowded machine more.
describe("a run under pressure", { timeout: 300_000 }, () => {
  it("leaves out what cannot happen here", () =>
    inShop(async (shop) => {
      const { taps } = settingFor(shop);
      const run = await press(shop, ["database-outage", "frozen-database", "service-outage", "spike"], {
        taps: { mail: taps.mail },
      });
      expect(new Set(run.incidents.map(({ name }) => name))).toEqual(new Set(["spike"]));
    }));

  it("tells a wrong page from one that sends people elsewhere", () =>
    inShop(async (shop) => {
      let isGone = false;
      shop.instead = ({ path }) => (!isGone || path === "/log-in" ? undefined : path === "/me" ? 200 : 302);
      const database = {
        ...shop.database,
        cutOff: () => Promise.resolve((isGone = true)).then(() => undefined),
        heal: () => Promise.resolve((isGone = false)).then(() => undefined),
      };
      const run = await press(shop, ["database-outage"], { taps: { database, mail: database } });
      const { wrong, visits } = last(run, "database-outage");
      expect(wrong).toBeGreaterThan(20);
      expect(visits.failed).toBeGreaterThan(wrong + 10);
    }));

  it("tells that the app ended, starts it again, and goes on", () =>
    inShop(async (shop) => {
      const database = { ...shop.database, cutOff: () => shop.crash() };
      const run = await press(shop, ["database-outage", "kill"], { taps: { database, mail: database } });
      const ended = last(run, "database-outage");
      expect(ended).toMatchObject({ ended: true, calmBefore: true });
      expect(ended.notEstablished).toBeUndefined();
      expect(ended.silent["refused"]).toBeGreaterThan(30);
      expect(ended.samples.length).toBe(6);
      expect(shop.deeds.slice(0, 3)).toEqual(["heal", "kill all", "start 0"]);
      expect(last(run, "kill")).toMatchObject({ calmBefore: true });
      expect(last(run, "kill").ended).toBeUndefined();
    }));

  it("tells that the app ended a moment after it was whole again", () =>
    inShop(async (shop) => {
      const { world } = settingFor(shop);
      let crashed: Promise<void> = Promise.resolve();
      const database = {
        ...shop.database,
        heal: async () => {
          await shop.database.heal();
          crashed = world.sleep(1_500).then(() => shop.crash());
        },
      };
      const run = await press(shop, ["database-outage"], { taps: { database, mail: database } });
      await crashed;
      expect(last(run, "database-outage")).toMatchObject({ ended: true });
    }));

  it("tells that the app stayed broken, starts it again, and goes on", () =>
    inShop(async (shop) => {
      let isBroken = false;
      shop.instead = () => (isBroken ? 503 : undefined);
      const database = { ...shop.database, cutOff: () => Promise.resolve(void (isBroken = true)) };
      const app = {
        ...settingFor(shop).app,
        start: (options?: { readonly copy?: number }) => {
          isBroken = false;
          return shop.app.start(options);
        },
      };
      const run = await press(shop, ["database-outage", "kill"], { app, taps: { database, mail: database } });
      const stuck = last(run, "database-outage");
      expect(stuck).toMatchObject({ stuck: true, calmBefore: true });
      expect(stuck.normalAt).toBeUndefined();
      expect(shop.deeds).toEqual(expect.arrayContaining(["kill all", "start 0"]));
      expect(last(run, "kill").calmBefore).toBe(true);
    }));

  it("tells that the app ended when it was started again after a kill; what follows is not its doing", () =>
    inShop(async (shop) => {
      shop.unwilling.set(0, "ends");
      const run = await press(shop, ["kill", "spike"]);
      const kill = last(run, "kill");
      expect(kill).toMatchObject({ ended: true, calmBefore: true });
      expect(kill.notEstablished).toBeUndefined();
      expect(last(run, "spike")).toMatchObject({ calmBefore: false });
    }));

  it("cannot say anything of a restart where the copy does not come up, and starts afresh", () =>
    inShop(async (shop) => {
      shop.unwilling.set(1, "hangs");
      const run = await press(shop, ["rolling-restart", "kill-one-of-two", "spike"]);
      for (const name of ["rolling-restart", "kill-one-of-two"] as const) {
        expect(last(run, name)).toMatchObject({ notEstablished: "not-brought-about", calmBefore: true });
      }
      expect(last(run, "spike")).toMatchObject({ calmBefore: true });
      expect(shop.deeds.slice(0, 3)).toEqual(["start 1", "kill all", "start 0"]);
      expect(shop.deeds.filter((deed) => deed === "kill all").length).toBe(2);
    }));

  it("sends visits to both copies, and to none that is being restarted", () =>
    inShop(async (shop) => {
      const asked: number[] = [];
      shop.instead = (_asked, copy) => void asked.push(copy);
      const run = await press(shop, ["rolling-restart", "kill-one-of-two"]);
      expect(new Set(asked)).toEqual(new Set([0, 1]));
      expect(breaks(last(run, "rolling-restart"))).toEqual([]);
      const killed = last(run, "kill-one-of-two");
      expect(killed.listeningAt).toBeGreaterThan(killed.from);
      expect(shop.deeds).toContain("kill 1");
    }));
});
