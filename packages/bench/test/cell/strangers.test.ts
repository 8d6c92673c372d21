import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { answeredRoutes } from "../../src/acquaintance/observe.ts";
import type { Route } from "../../src/acquaintance/route.ts";
import { Strangers } from "../../src/cell/strangers.ts";
import { Waiting } from "../../src/cell/waiting.ts";
import { createCanaries } from "../../src/edge/canaries.ts";
import { RecordingEdge } from "../../src/edge/edge.ts";
import { statusOf } from "../../src/edge/exchange.ts";
import { HttpClient } from "../../src/edge/http-client.ts";
import { People } from "../../src/edge/people.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A backend with a limit, and those who ask it. `isOver` is told who asks: the address that the proxy in front saw. */
async function limited(isOver: (visitor: string) => boolean) {
  const server = createServer((request, response) => {
    response.statusCode = isOver(String(request.headers["x-forwarded-for"]))
      ? 429
      : request.url === "/here"
        ? 200
        : 404;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new HttpClient();
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
    () => client.close(),
  );
  const canaries = createCanaries(7, "test");
  const people = new People(() => canaries);
  const ports = [(server.address() as AddressInfo).port];
  const edge = new RecordingEdge({ ports, publicUrl: "https://shop.example", client, people, waiting: new Waiting() });
  const strangers = new Strangers(people);
  return (requests: Parameters<Strangers["ask"]>[1]) => strangers.ask(edge, requests);
}

const fortyTimes = Array.from({ length: 40 }, () => ({ method: "GET", path: "/here" }));

it("a limit a visitor is not met, however much is asked, in one go or in several", async () => {
  const visits = new Map<string, number>();
  const ask = await limited((visitor) => {
    visits.set(visitor, (visits.get(visitor) ?? 0) + 1);
    return (visits.get(visitor) ?? 0) > 6;
  });
  const exchanges = [...(await ask(fortyTimes)), ...(await ask(fortyTimes))];
  expect(new Set(exchanges.map(statusOf))).toEqual(new Set([200]));
});

it("a limit on everyone together is waited out, where that takes seconds", async () => {
  let asked = 0;
  let since = Date.now();
  const ask = await limited(() => {
    if (Date.now() - since > 1_000) [asked, since] = [0, Date.now()];
    return ++asked > 30;
  });
  expect(new Set((await ask(fortyTimes)).map(statusOf))).toEqual(new Set([200]));
});

it(
  "what stays limited is neither there nor away: the route is kept, and said to be unseen",
  { timeout: 60_000 },
  async () => {
    let asked = 0;
    const ask = await limited(() => ++asked > 2);
    const route = (path: string): Route => ({ method: "GET", path, origin: "source", where: "app.js:1" });
    const found = await answeredRoutes(ask, [route("/here"), route("/login")], []);
    expect(found).toEqual([route("/here"), { ...route("/login"), isLimited: true }]);
  },
);
