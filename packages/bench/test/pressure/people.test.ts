import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gatherVisitors, steadyJourneys, type PeopleSetting } from "../../src/pressure/people.ts";
import { leaveShops, plan, settingFor, Shop } from "./shop.ts";

let shop: Shop;
let setting: PeopleSetting;

beforeEach(async () => {
  shop = await Shop.open();
  setting = settingFor(shop);
});
afterEach(async () => {
  leaveShops();
  await shop.close();
});

describe("visitors", () => {
  it("come from addresses of their own, each with a credential of their own", async () => {
    const visitors = await gatherVisitors(6, setting);
    expect(new Set(visitors.map(({ load }) => load.localAddress)).size).toBe(6);
    for (const { person, load } of visitors) {
      expect(load.localAddress).toBe(person.localAddress);
      const headers = Object.fromEntries(load.templates["look"]?.headers ?? []);
      expect(headers).toMatchObject({
        Host: "shop.example",
        "X-Forwarded-For": person.publicAddress,
        "X-Forwarded-Proto": "https",
        Authorization: `Bearer ${person.email}`,
      });
    }
  });

  it("who are not let in stay away", async () => {
    let asked = 0;
    shop.instead = ({ path }) => (path === "/log-in" && asked++ % 2 === 0 ? 403 : undefined);
    const visitors = await gatherVisitors(6, setting);
    expect(visitors.length).toBe(3);
  });

  it("are nobody where nobody is let in", async () => {
    shop.instead = () => 500;
    expect(await gatherVisitors(4, setting)).toEqual([]);
  });
});

describe("what a visitor sends", () => {
  const templates = async () => (await gatherVisitors(1, setting))[0]?.load.templates ?? {};

  it("has a place for the arrival’s own word in JSON and in the path", async () => {
    const { note, order } = await templates();
    expect(note).toMatchObject({ method: "PUT", path: ["/me/note"], body: ['{"note":"', '"}'], success: [200] });
    expect(Object.fromEntries(note?.headers ?? [])).toMatchObject({ "Content-Type": "application/json" });
    expect(order).toMatchObject({ method: "POST", path: ["/orders/", ""], success: [201] });
    expect(order?.body).toBeUndefined();
  });

  it("has one in a form, too", async () => {
    const withForm = plan.journeys.map((journey) =>
      journey.operation === "logIn"
        ? { ...journey, inputs: (_person: unknown, word: string) => ({ email: `${word}@shop.example` }) }
        : journey,
    );
    setting = { ...setting, plan: { ...plan, journeys: withForm } };
    const { logIn } = await templates();
    expect(logIn).toMatchObject({ path: ["/log-in"], body: ["email=", "%40shop.example"] });
    expect(Object.fromEntries(logIn?.headers ?? [])).toMatchObject({
      "Content-Type": "application/x-www-form-urlencoded",
    });
  });

  it("has no credential where the operation takes none, and no body where it has none", async () => {
    const { logIn, look } = await templates();
    expect(Object.keys(Object.fromEntries(logIn?.headers ?? []))).not.toContain("Authorization");
    expect(look?.body).toBeUndefined();
  });

  it("is known by what its reply shows, where a reply does show it", async () => {
    expect((await templates())["look"]?.shows).toMatch(/@/);
    const { note } = await templates();
    expect(note?.shows).toBeUndefined();
    shop.instead = ({ path }) => (path === "/me" ? 204 : undefined);
    expect((await templates())["look"]?.shows).toBeUndefined();
  });
});

describe("journeys", () => {
  const operationsOf = (over: Partial<PeopleSetting>) =>
    steadyJourneys({ ...setting, ...over }).map(({ operation }) => operation);

  it("are those that the backend has and that can be sent at a rate", () => {
    expect(operationsOf({})).toEqual(["look", "note", "order", "logIn"]);
    const app = { ...setting.app, knows: (operation: string) => operation !== "order" };
    expect(operationsOf({ app })).toEqual(["look", "note", "logIn"]);
    const steadily: PeopleSetting["steadily"] = (operation) =>
      operation === "logIn" ? undefined : setting.steadily(operation);
    expect(operationsOf({ steadily })).toEqual(["look", "note", "order"]);
  });
});
