import { afterAll, describe, expect, it } from "vitest";
import { runUnderPressure } from "../../src/pressure/run.ts";
import { leaveShops, settingFor, Shop } from "./shop.ts";

afterAll(leaveShops);

const found = { rate: 60, tries: [60], atLeast: false };

// They take the time that a run takes, on a crowded machine more.
describe.concurrent("a run under pressure", { timeout: 120_000 }, () => {
  it("starts an app again that ended when its capacity was searched: what goes wrong later is judged by itself", async () => {
    const shop = await Shop.open();
    const setting = settingFor(shop, {
      incidents: ["kill"],
      searchCapacity: async () => {
        await shop.crash();
        return found;
      },
    });
    const { notRun, incidents } = await runUnderPressure(setting);
    expect(notRun).toBeUndefined();
    expect(shop.deeds.slice(0, 2)).toEqual(["kill all", "start 0"]);
    expect(incidents[0]).toMatchObject({ name: "kill", calmBefore: true });
    expect(incidents[0]?.ended).toBeUndefined();
    await shop.close();
  });

  it("sends as many broken requests as there are visits, and tells what became of the visits of each copy", async () => {
    const shop = await Shop.open();
    const setting = settingFor(shop, { incidents: ["malformed-storm"], searchCapacity: () => Promise.resolve(found) });
    let broken = 0;
    const isBroken = (path: string) => !["/me", "/log-in", "/me/note"].includes(path) && !path.startsWith("/orders/");
    shop.instead = ({ path, text }) => {
      if (!isBroken(path) && text !== "{" && text !== "a=b" && !text.startsWith("[[")) return undefined;
      broken++;
      return 400;
    };
    const { incidents } = await runUnderPressure(setting);
    const [storm] = incidents;
    const seconds = ((storm?.to ?? 0) - (storm?.from ?? 0)) / 1_000;
    // 18 visits a second. The first of each person come at once.
    expect(broken / seconds).toBeGreaterThan(6);
    expect(broken / seconds).toBeLessThan(36);
    expect(storm).toMatchObject({ unservedOf: [0, 0], normalWaitMs: 5_000 });
    await shop.close();
  });

  it("stops a copy when those who came to it have their answer, however slow it is", async () => {
    const shop = await Shop.open();
    const underWay = [0, 0];
    shop.instead = async (_asked, copy) => {
      underWay[copy] = (underWay[copy] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      underWay[copy] = (underWay[copy] ?? 0) - 1;
      return undefined;
    };
    const setting = settingFor(shop, { incidents: ["rolling-restart"], searchCapacity: () => Promise.resolve(found) });
    const waited: (number | undefined)[] = [];
    const stop = ({ copy = 0 } = {}) => {
      waited.push(underWay[copy]);
      return shop.app.stop({ copy });
    };
    await runUnderPressure({ ...setting, app: { ...setting.app, stop } });
    expect(waited.slice(0, 2)).toEqual([0, 0]);
    await shop.close();
  });
});
