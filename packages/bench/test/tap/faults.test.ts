import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { randomStream } from "../../src/edge/canaries.ts";
import { delay } from "../../src/tap/faults/delay.ts";
import { throttle } from "../../src/tap/faults/throttle.ts";
import type { OpenTap } from "../../src/tap/tap.ts";
import { echo, endOf, heard, TappedService } from "./tapped-service.ts";

let service: TappedService;
let tap: OpenTap;

beforeEach(async () => {
  service = await TappedService.start();
  tap = await service.openTap();
});
afterEach(() => service.stop());

/** Both ends of a new connection that has carried something. */
async function connected(): Promise<{ readonly client: Socket; readonly peer: Socket }> {
  const client = await service.opened();
  await echo(client, "x");
  return { client, peer: service.atService.at(-1) as Socket };
}

async function millisecondsOf(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

/** All that comes in the next while. */
async function heardWithin(socket: Socket, milliseconds: number): Promise<string> {
  let text = "";
  const hear = (chunk: Buffer): void => void (text += chunk.toString());
  socket.on("data", hear);
  await sleep(milliseconds);
  socket.off("data", hear);
  return text;
}

/** Far more than kernel and tap may hold. */
const flood = Buffer.alloc(64_000_000, "f");

/** How many bytes come until they are as many as this. */
async function received(socket: Socket, bytes: number): Promise<number> {
  let count = 0;
  const add = (chunk: Buffer): void => void (count += chunk.length);
  socket.on("data", add);
  while (count < bytes) await once(socket, "data");
  socket.off("data", add);
  return count;
}

describe("delay", () => {
  test("replies come that much later", async () => {
    const { client } = await connected();
    await tap.suffer({ kind: "delay", ms: 300 });
    expect(await millisecondsOf(() => echo(client, "late"))).toBeGreaterThanOrEqual(300);
  });

  test("requests do not", async () => {
    const { client, peer } = await connected();
    await tap.suffer({ kind: "delay", ms: 3_600_000 });
    client.write("in time");
    await once(peer, "data");
  });

  test("replies keep their order, whatever the jitter", async () => {
    const { client } = await connected();
    await tap.suffer({ kind: "delay", ms: 30, jitterMs: 30 });
    const said = Array.from({ length: 60 }, (_none, index) => `${String(index)},`);
    const reply = heard(client, said.join("").length);
    for (const word of said) {
      client.write(word);
      await sleep(2);
    }
    expect(await reply).toBe(said.join(""));
  });

  test("jitter is even around the delay, and the same seed has the same", () => {
    const drawn = (seed: number): number[] => {
      const hindrance = delay({ kind: "delay", ms: 100, jitterMs: 20 }, randomStream(seed));
      return Array.from({ length: 500 }, () => hindrance.dueAt(1000, 1) - 1000);
    };
    const waits = drawn(1);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(80);
    expect(Math.min(...waits)).toBeLessThan(82);
    expect(Math.max(...waits)).toBeLessThanOrEqual(120);
    expect(Math.max(...waits)).toBeGreaterThan(118);
    expect(drawn(1)).toEqual(waits);
    expect(drawn(2)).not.toEqual(waits);
  });

  test("the end of a connection is as late as its last reply", async () => {
    const { client, peer } = await connected();
    await tap.suffer({ kind: "delay", ms: 300 });
    const startedAt = performance.now();
    peer.end("bye");
    let text = "";
    for await (const chunk of client) text += String(chunk);
    expect(text).toBe("bye");
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(300);
  });

  test("healed, what was still on its way comes at once", async () => {
    const { client } = await connected();
    await tap.suffer({ kind: "delay", ms: 3_600_000 });
    client.write("soon");
    expect(await heardWithin(client, 200)).toBe("");
    const reply = heard(client, 4);
    await tap.heal();
    expect(await reply).toBe("soon");
    expect(await echo(client, "again")).toBe("again");
  });

  test("a service that floods meanwhile has to wait", async () => {
    const { peer } = await connected();
    await tap.suffer({ kind: "delay", ms: 3_600_000 });
    peer.write(flood);
    await sleep(300);
    expect(peer.writableLength).toBeGreaterThan(50_000_000);
  });
});

describe("throttle", () => {
  test("carries no more than it may, both ways", async () => {
    const { client, peer } = await connected();
    peer.unpipe().resume();
    await tap.suffer({ kind: "throttle", bytesPerSecond: 100_000 });
    const bytes = Buffer.alloc(50_000);
    const up = await millisecondsOf(async () => {
      client.write(bytes);
      await received(peer, bytes.length);
    });
    const down = await millisecondsOf(async () => {
      peer.write(bytes);
      await received(client, bytes.length);
    });
    expect(Math.min(up, down)).toBeGreaterThan(450);
  });

  test("is one line, which all connections share", async () => {
    const pairs = [await connected(), await connected()];
    await tap.suffer({ kind: "throttle", bytesPerSecond: 100_000 });
    const took = await millisecondsOf(() =>
      Promise.all(pairs.map(({ client }) => (client.write(Buffer.alloc(25_000)), received(client, 25_000)))),
    );
    expect(took).toBeGreaterThan(450);
  });

  test("carries all that it may: each piece is due when those before it are through", () => {
    const hindrance = throttle(1_000_000);
    const startedAt = performance.now();
    let dueAt = 0;
    for (let piece = 0; piece < 1000; piece += 1) dueAt = hindrance.dueAt(startedAt, hindrance.pieceBytes ?? 0);
    expect(hindrance.pieceBytes).toBe(10_000);
    expect(Math.abs(dueAt - startedAt - 10_000)).toBeLessThan(20);
  });

  test("goes with a delay", async () => {
    const { client } = await connected();
    await tap.suffer({ kind: "delay", ms: 1_000 });
    await tap.suffer({ kind: "throttle", bytesPerSecond: 100_000 });
    const reply = received(client, 100_000);
    client.write(Buffer.alloc(100_000));
    // One second through the line to the service; what came last is a second late.
    expect(await millisecondsOf(() => reply)).toBeGreaterThan(1_900);
  });

  test("healed, the rest comes at once, whole", async () => {
    const { client } = await connected();
    await tap.suffer({ kind: "throttle", bytesPerSecond: 10 });
    const text = Array.from({ length: 20_000 }, (_none, index) => `${String(index)},`).join("");
    const reply = heard(client, text.length);
    client.write(text);
    await sleep(100);
    await tap.heal();
    expect(await reply).toBe(text);
  });
});

describe("refuse", () => {
  test("nobody new is let in, who is in stays; healed, both", async () => {
    const { client } = await connected();
    await tap.suffer({ kind: "refuse" });
    await tap.suffer({ kind: "refuse" });
    expect(await service.dial()).toBe("ECONNREFUSED");
    expect(await echo(client, "still here")).toBe("still here");
    await tap.heal();
    expect(await echo(client, "still here")).toBe("still here");
    expect(await echo(await service.opened(), "new")).toBe("new");
  });
});

describe("cut", () => {
  test("who is in is thrown out, both ends; who comes then is let in", async () => {
    const { client, peer } = await connected();
    const ends = [endOf(client), endOf(peer)];
    await tap.suffer({ kind: "cut" });
    expect(await ends[0]).toBe("ECONNRESET");
    await ends[1];
    expect(await echo(await service.opened(), "new")).toBe("new");
  });
});

describe("stall", () => {
  test("nothing goes either way; healed, all goes on, in order, and nobody was thrown out", async () => {
    const { client, peer } = await connected();
    peer.unpipe().resume();
    await tap.suffer({ kind: "stall" });
    const ends: string[] = [];
    for (const side of [client, peer]) side.once("close", () => ends.push("closed"));
    client.write("one,");
    peer.write("eins,");
    const silence = await Promise.all([heardWithin(client, 300), heardWithin(peer, 300)]);
    client.write("two");
    peer.write("zwei");
    expect(silence).toEqual(["", ""]);
    const words = [heard(peer, 7), heard(client, 9)];
    await tap.heal();
    expect(await Promise.all(words)).toEqual(["one,two", "eins,zwei"]);
    peer.pipe(peer);
    expect(await echo(client, "on")).toBe("on");
    expect(ends).toEqual([]);
  });

  test("who comes is accepted, and reaches the service when it heals", async () => {
    await tap.suffer({ kind: "stall" });
    const client = await service.opened();
    client.write("patient");
    expect(await heardWithin(client, 300)).toBe("");
    expect(service.atService).toHaveLength(0);
    const reply = heard(client, 7);
    await tap.heal();
    expect(await reply).toBe("patient");
  });

  test("while both sides flood, the tap holds little, and loses nothing of it", async () => {
    const { client, peer } = await connected();
    peer.unpipe();
    await tap.suffer({ kind: "stall" });
    client.pause();
    peer.pause();
    client.write(flood);
    peer.write(flood);
    await sleep(500);
    expect(client.writableLength).toBeGreaterThan(50_000_000);
    expect(peer.writableLength).toBeGreaterThan(50_000_000);
    client.resume();
    peer.resume();
    const all = [received(client, flood.length), received(peer, flood.length)];
    await tap.heal();
    expect(await Promise.all(all)).toEqual([flood.length, flood.length]);
  });

  test("a client that left meanwhile is let go when it heals", async () => {
    const { client, peer } = await connected();
    await tap.suffer({ kind: "stall" });
    let left = false;
    peer.once("end", () => (left = true));
    client.destroy();
    await sleep(200);
    expect(left).toBe(false);
    const gone = endOf(peer);
    await tap.heal();
    await gone;
  });

  test("a client that broke off meanwhile is let go at once", async () => {
    const { client, peer } = await connected();
    await tap.suffer({ kind: "stall" });
    const gone = endOf(peer);
    client.resetAndDestroy();
    await gone;
  });

  test("a service that ended meanwhile is heard to the end when it heals", async () => {
    const { client, peer } = await connected();
    await tap.suffer({ kind: "stall" });
    peer.end("farewell");
    let ended = false;
    client.once("end", () => (ended = true));
    expect(await heardWithin(client, 300)).toBe("");
    expect(ended).toBe(false);
    const words = heard(client, 8);
    const end = once(client, "end");
    await tap.heal();
    expect(await words).toBe("farewell");
    await end;
  });
});

describe("half-open", () => {
  test("who is in talks to nobody, who comes is served; healed, the first gets a reset", async () => {
    const { client, peer } = await connected();
    const forgotten = endOf(peer);
    let ended = false;
    client.once("end", () => (ended = true));
    await tap.suffer({ kind: "half-open" });
    await forgotten;
    client.write("hello?");
    expect(await heardWithin(client, 300)).toBe("");
    expect(ended).toBe(false);
    const fresh = await service.opened();
    expect(await echo(fresh, "new")).toBe("new");
    const end = endOf(client);
    await tap.heal();
    expect(await end).toBe("ECONNRESET");
    expect(await echo(fresh, "still here")).toBe("still here");
  });

  test("what is said to nobody is swallowed, however much", async () => {
    const { client } = await connected();
    await tap.suffer({ kind: "half-open" });
    await new Promise((resolve) => client.write(flood, resolve));
    expect(client.writableLength).toBe(0);
  });

  test("a client that was held up while its service was slow is heard by nobody, too", async () => {
    const { client, peer } = await connected();
    peer.unpipe();
    peer.pause();
    const written = new Promise((resolve) => client.write(flood, resolve));
    await sleep(300);
    expect(client.writableLength).toBeGreaterThan(50_000_000);
    await tap.suffer({ kind: "half-open" });
    await written;
  });
});

test("two hundred connections stall, go on, and are cut", async () => {
  const clients = await Promise.all(Array.from({ length: 200 }, () => service.opened()));
  const words = clients.map((_client, index) => `word ${String(index)}`);
  const sayAll = (): Promise<string[]> =>
    Promise.all(clients.map((client, index) => echo(client, words[index] as string)));
  expect(await sayAll()).toEqual(words);
  await tap.suffer({ kind: "stall" });
  const said = sayAll();
  await sleep(100);
  await tap.heal();
  expect(await said).toEqual(words);
  const ends = clients.map((client) => endOf(client));
  await tap.cutOff();
  expect(new Set(await Promise.all(ends))).toEqual(new Set(["ECONNRESET"]));
});

test("when it closes, orders to come say so, and who was connected is told", async () => {
  const { client, peer } = await connected();
  const ends = [once(client, "end"), once(peer, "end")];
  client.resume();
  const closing = tap.close();
  await expect(tap.suffer({ kind: "stall" })).rejects.toThrow("Tap test has ended.");
  await closing;
  await Promise.all(ends);
});
