import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { leaveShops, settingFor, Shop } from "./shop.ts";

let shop: Shop;
let { beside, world }: ReturnType<typeof settingFor> = {} as ReturnType<typeof settingFor>;

beforeEach(async () => {
  shop = await Shop.open();
  ({ beside, world } = settingFor(shop));
  shop.instead = () => 400;
});
afterEach(async () => {
  leaveShops();
  await shop.close();
});

/** Lasts until so many requests came. */
const until = (requests: number) => async () => {
  while (shop.asked.length < requests) await world.sleep(10);
};

describe("a storm of broken requests", () => {
  it("comes from many people, to where the backend takes a body and to nowhere", async () => {
    await beside.malformedStorm(400, until(120));
    expect(new Set(shop.asked.map(({ from }) => from)).size).toBe(40);
    const sent = new Set(shop.asked.map(({ method, path, text }) => `${method} ${path} ${text.slice(0, 3)}`));
    for (const path of ["/log-in", "/me/note"]) {
      const method = path === "/log-in" ? "POST" : "PUT";
      for (const text of ["{", "[[[", "a=b"]) expect(sent).toContain(`${method} ${path} ${text}`);
    }
    expect([...sent].some((one) => /^GET \/[a-z]{10} $/.test(one))).toBe(true);
    expect([...sent].filter((one) => one.includes(" /me "))).toEqual([]);
  });

  it("is over when what it lasts for is, also when that broke", async () => {
    await expect(
      beside.malformedStorm(400, async () => {
        await until(40)();
        throw new Error("our own doing");
      }),
    ).rejects.toThrow("our own doing");
    const came = shop.asked.length;
    await world.sleep(300);
    expect(shop.asked.length).toBe(came);
  });
});

describe("slow visitors", () => {
  it("hold their connections while it lasts, and no longer", async () => {
    shop.instead = () => undefined;
    let others = 0;
    await beside.slowClients(async () => {
      const person = world.edge.person();
      others = (await world.app.operate(person, "logIn")).exchange.response?.status ?? 0;
    });
    // Whoever is quick is served meanwhile; of the slow ones no request was whole.
    expect(others).toBe(200);
    expect(shop.asked.length).toBe(1);
  });
});
