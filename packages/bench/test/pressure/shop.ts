import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { now } from "../../src/cell/clock.ts";
import { Waiting } from "../../src/cell/waiting.ts";
import type { PressurePlan } from "../../src/check/challenge.ts";
import type { App, ExitFact, Person, StartFact, Tap, World } from "../../src/check/world.ts";
import { createCanaries } from "../../src/edge/canaries.ts";
import { RecordingEdge } from "../../src/edge/edge.ts";
import { HttpClient } from "../../src/edge/http-client.ts";
import { People } from "../../src/edge/people.ts";
import { openLoad } from "../../src/load/open-load.ts";
import type { Binding } from "../../src/operations/binding.ts";
import { Operator } from "../../src/operations/operator.ts";
import { besideOf } from "../../src/pressure/beside.ts";
import type { PressureSetting } from "../../src/pressure/run.ts";

/** What people do in the shop of these tests. A log-in's token is the email. */
export const binding: Binding = {
  logIn: {
    method: "POST",
    path: "/log-in",
    form: { email: "$inputs.email" },
    grants: "$response.body#/token",
    success: [200],
  },
  look: {
    method: "GET",
    path: "/me",
    credential: true,
    success: [200],
    outputs: { email: "$response.body#/email", note: "$response.body#/note" },
  },
  note: { method: "PUT", path: "/me/note", credential: true, json: { note: "$inputs.note" }, success: [200] },
  order: { method: "POST", path: "/orders/{$inputs.article}", credential: true, success: [201] },
};

/** What one request is, before it is answered. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly rawHeaders: readonly string[];
  readonly text: string;
  readonly from: string;
}

/** What the shop's database is doing; the shop answers 503 at once while it is gone, and waits while it is silent. */
type DatabaseState = "whole" | "gone" | "silent";

/**
 * A real server of real copies in the test's own process, that keeps everything. What `keeps` holds is its database:
 * it outlasts a kill.
 */
export class Shop {
  readonly keeps = { notes: new Map<string, string>(), orders: [] as string[] };
  readonly asked: Asked[] = [];
  /** What its taps and its operator did, in order. */
  readonly deeds: string[] = [];
  /** What a copy answers instead: a status, or nothing at all for good. */
  instead: (asked: Asked, copy: number) => number | "silence" | undefined | Promise<number | "silence" | undefined> =
    () => undefined;
  /** Told when a write has been done, before it is confirmed. */
  onKept: () => void | Promise<void> = () => undefined;
  /** Copies that do not listen when they are started, and whether they end instead. */
  readonly unwilling = new Map<number, "ends" | "hangs">();
  readonly #servers = new Map<number, Server>();
  readonly #exits = new Map<number, ExitFact>();
  #ports: readonly number[] = [];
  #database: DatabaseState = "whole";
  #whole = Promise.resolve();
  #makeWhole: () => void = () => undefined;

  static async open(): Promise<Shop> {
    const shop = new Shop();
    shop.#ports = await Promise.all([0, 1].map((copy) => shop.#listen(copy, 0)));
    for (const copy of [0, 1]) await shop.#end(copy);
    await shop.app.start({ copy: 0 });
    shop.deeds.length = 0;
    return shop;
  }

  get ports(): readonly number[] {
    return this.#ports;
  }

  async close(): Promise<void> {
    this.#makeWhole();
    for (const copy of this.#servers.keys()) await this.#end(copy);
  }

  /** It ends by itself. */
  async crash(copy = 0): Promise<void> {
    this.#exits.set(copy, { code: 1, signal: null, outOfMemory: false });
    await this.#end(copy);
  }

  readonly app = {
    start: async ({ copy = 0 }: { readonly copy?: number } = {}): Promise<StartFact> => {
      this.deeds.push(`start ${String(copy)}`);
      await this.#end(copy);
      this.#exits.delete(copy);
      const unwilling = this.unwilling.get(copy);
      if (unwilling === "hangs") return { copy, listening: false, lastLines: [] };
      if (unwilling === "ends") {
        const exit = { code: 1, signal: null, outOfMemory: false };
        this.#exits.set(copy, exit);
        return { copy, listening: false, exit, lastLines: [] };
      }
      await this.#listen(copy, this.#ports[copy] ?? 0);
      return { copy, listening: true, afterMs: 1, lastLines: [] };
    },
    stop: async ({ copy = 0 }: { readonly copy?: number } = {}) => {
      this.deeds.push(`stop ${String(copy)}`);
      const server = this.#servers.get(copy);
      const signalledAt = now();
      // As a careful server does: what is under way is answered.
      await new Promise((resolve) => server?.close(resolve));
      this.#servers.delete(copy);
      return { copy, signalledAt, endedAt: now(), killed: false };
    },
    kill: async ({ copy }: { readonly copy?: number } = {}) => {
      this.deeds.push(copy === undefined ? "kill all" : `kill ${String(copy)}`);
      for (const one of copy === undefined ? [0, 1] : [copy]) {
        await this.#end(one);
        this.#exits.delete(one);
      }
    },
    alive: (copy = 0) => Promise.resolve(this.#servers.has(copy)),
    exitOf: (copy = 0) => this.#exits.get(copy),
  } satisfies Partial<App>;

  readonly database: Tap = {
    suffer: ({ kind }) => this.#suffers(kind, kind === "stall" ? "silent" : "whole"),
    cutOff: () => this.#suffers("cut off", "gone"),
    heal: () => this.#suffers("heal", "whole"),
  };

  #suffers(deed: string, state: DatabaseState): Promise<void> {
    this.deeds.push(deed);
    this.#database = state;
    if (state === "silent") this.#whole = new Promise((resolve) => (this.#makeWhole = resolve));
    else this.#makeWhole();
    return Promise.resolve();
  }

  async #listen(copy: number, port: number): Promise<number> {
    const server = createServer((request, response) => void this.#answer(request, response, copy));
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    this.#servers.set(copy, server);
    return (server.address() as AddressInfo).port;
  }

  async #end(copy: number): Promise<void> {
    const server = this.#servers.get(copy);
    this.#servers.delete(copy);
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse, copy: number): Promise<void> {
    let text = "";
    request.on("error", () => undefined);
    for await (const part of request) text += String(part);
    const { method = "", url: path = "", headers, rawHeaders, socket } = request;
    const asked = { method, path, headers, rawHeaders, text, from: socket.remoteAddress ?? "" };
    this.asked.push(asked);
    const instead = await this.instead(asked, copy);
    if (instead === "silence") return;
    if (this.#database === "silent") await this.#whole;
    const [status, body] =
      instead !== undefined ? [instead, {}] : this.#database === "gone" ? [503, {}] : await this.#reply(asked);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  async #reply({ method, path, headers, text }: Asked): Promise<readonly [number, object]> {
    const email = (headers.authorization ?? "").replace("Bearer ", "");
    if (path === "/log-in") return [200, { token: new URLSearchParams(text).get("email") }];
    if (email === "") return [401, {}];
    if (method === "GET") return [200, { email, note: this.keeps.notes.get(email) ?? "" }];
    if (method === "PUT") this.keeps.notes.set(email, (JSON.parse(text) as { readonly note: string }).note);
    else this.keeps.orders.push(path.slice("/orders/".length));
    await this.onKept();
    return [method === "PUT" ? 200 : 201, {}];
  }
}

/** Most people look; some leave a note, some order. */
export const plan: PressurePlan = {
  // As long as a visit may take at all: how crowded the machine of these tests is says nothing.
  boundMs: 5_000,
  limitMs: 5_000,
  recoversWithinMs: 10_000,
  journeys: [
    { operation: "look", weight: 60, shows: ({ email }) => email },
    {
      operation: "note",
      weight: 20,
      inputs: (_person, word) => ({ note: word }),
      leaves: {
        kind: "value",
        async read({ app }, person) {
          const { accepted, outputs } = await app.operate(person, "look");
          return accepted ? String(outputs["note"]) : undefined;
        },
      },
    },
    {
      operation: "order",
      weight: 20,
      inputs: (_person, word) => ({ article: word }),
      leaves: {
        kind: "thing",
        count: (world, _person, word) => world.database.countMentions(word).then(({ orders }) => orders ?? 0),
      },
    },
    { operation: "logIn", weight: 4 },
  ],
  async arrive({ app }, person) {
    return (await app.operate(person, "logIn")).credential !== undefined;
  },
};

const clients: HttpClient[] = [];

/** Closes the connections of all worlds. */
export function leaveShops(): void {
  for (const client of clients.splice(0)) client.close();
}

/** The world around a shop, as far as a run under pressure looks at it, and the run's setting. */
export function settingFor(shop: Shop, over: Partial<PressureSetting> = {}): PressureSetting {
  const canaries = createCanaries(11, "pressure");
  const people = new People(() => canaries);
  const client = new HttpClient();
  clients.push(client);
  const edge = new RecordingEdge({
    ports: shop.ports,
    publicUrl: "https://shop.example",
    client,
    people,
    waiting: new Waiting(),
  });
  const usualInputs = (_operation: string, { email }: Person) => ({ email });
  const operator = new Operator({ binding, usualInputs, edge, people });
  const app = {
    ...shop.app,
    operate: (...asked: Parameters<App["operate"]>) => operator.operate(...asked),
    requestFor: (...asked: Parameters<App["requestFor"]>) => operator.requestFor(...asked),
    knows: (operation: string) => operator.knows(operation),
    placed: <Value>(operation: string, inputs: Readonly<Record<string, Value>>) => operator.placed(operation, inputs),
  };
  const taps = { database: shop.database, mail: shop.database };
  const world = {
    ...{ canaries, edge, app, taps, now, sleep },
    database: {
      countMentions: (word: string) =>
        Promise.resolve({ orders: shop.keeps.orders.filter((article) => article === word).length }),
    },
    costs: { startMs: 1, idleMs: 1, hashMs: 2_000 },
  } as unknown as World;
  return {
    ...{ world, app, taps, plan, seed: 7, ports: shop.ports, openLoad },
    incidents: [],
    costly: new Set(["logIn"]),
    searchCapacity: () => Promise.resolve({ rate: 40, tries: [40], atLeast: false }),
    steadily: (operation) => operator.steadily(operation),
    headersOf: (person, { method, headers, withCredential, hasBody }) =>
      edge.headersOf(person, { method, withCredential, options: { headers }, ...(hasBody ? { body: "" } : {}) }),
    beside: besideOf(
      world,
      plan.journeys.map(({ operation }) => operation),
    ),
    company: { between: () => 0 },
    onProgress: () => undefined,
    ...over,
  };
}
