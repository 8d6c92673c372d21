import { createServer } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { percentileOf } from "../../src/load/latency.ts";
import type { LoadRecord, LoadTemplate } from "../../src/load/load.ts";
import { kept, listen, open, run, see, serve, waits } from "./loads.ts";

test("each arrival is recorded, with its times on our clock and how it was answered", async () => {
  const port = await serve((_request, response) => response.end("Hello."));
  const load = await open([port]);
  const from = performance.now();
  await run(load, 1_000, 200);
  const to = performance.now();
  // A busy machine ends the phase late, and arrivals go on until then.
  const seconds = Math.max(1, (to - from) / 1_000);
  expect(kept.records.length).toBeGreaterThan(120);
  expect(kept.records.length).toBeLessThan(300 * seconds);
  for (const { planned, sent = 0, end, ...record } of kept.records) {
    expect(record).toEqual({
      phase: "phase",
      operation: "see",
      person: record.person,
      copy: 0,
      status: 200,
      success: true,
    });
    expect([from, planned, sent, end, to].toSorted((one, other) => one - other)).toEqual([
      from,
      planned,
      sent,
      end,
      to,
    ]);
  }
  expect(new Set(kept.records.map(({ person }) => person))).toEqual(new Set([0, 1]));
});

test("a request is what its template says, from its person's address, with the arrival's own word", async () => {
  const seen: unknown[] = [];
  const port = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const { method, url, rawHeaders, socket } = request;
      seen.push({ method, url, body, from: socket.remoteAddress, headers: rawHeaders });
      response.writeHead(201).end();
    });
  });
  const write: LoadTemplate = {
    operation: "write",
    method: "PUT",
    path: ["/me/", "?x=1"],
    headers: [
      ["Host", "app.example"],
      ["X-Forwarded-For", "203.0.113.9"],
      ["Content-Type", "application/json"],
    ],
    body: ['{"name":"Ü', '"}'],
    success: [201],
  };
  await run(await open([port], write), 300, 50, "write");
  expect(kept.records.length).toBeGreaterThan(0);
  const words = kept.records.map(({ word }) => word);
  expect(new Set(words).size).toBe(kept.records.length);
  expect(seen.length).toBe(kept.records.length);
  for (const { person, word, success } of kept.records) {
    expect(success).toBe(true);
    expect(seen).toContainEqual({
      method: "PUT",
      url: `/me/${word ?? ""}?x=1`,
      body: `{"name":"Ü${word ?? ""}"}`,
      from: `127.0.1.${String(person + 1)}`,
      headers: expect.arrayContaining([
        "app.example",
        "X-Forwarded-For",
        "203.0.113.9",
        "application/json",
        "29",
      ]) as unknown,
    });
  }
});

test("the same seed and the same name send the same requests again, at the same moments", async () => {
  const port = await serve((_request, response) => response.end());
  const runs: (readonly LoadRecord[])[] = [];
  for (const name of ["once", "again"]) {
    kept.records = [];
    const load = await open([port]);
    await load.begin({ name: "warm-up", rate: 100, mix: { see: 1 } });
    // However long the phase before was.
    await sleep(name === "once" ? 300 : 200);
    await run(load, 500, 100);
    runs.push(
      kept.records.filter(({ phase }) => phase === "phase").toSorted((one, other) => one.planned - other.planned),
    );
  }
  const [once = [], again = []] = runs;
  const count = Math.min(once.length, again.length);
  expect(count).toBeGreaterThan(20);
  for (let index = 0; index < count; index += 1) {
    const [one, other] = [once[index], again[index]] as [LoadRecord, LoadRecord];
    expect(other.person).toBe(one.person);
    const [oneAt, otherAt] = [one.planned - (once[0]?.planned ?? 0), other.planned - (again[0]?.planned ?? 0)];
    expect(Math.abs(oneAt - otherAt)).toBeLessThan(2);
  }
});

test("while the server stands still, arrivals go on, and wait from when they were meant to be sent", async () => {
  let stopped: Promise<unknown> = Promise.resolve();
  const port = await serve((_request, response) => void stopped.then(() => response.end()));
  const load = await open([port]);
  await load.begin({ name: "phase", rate: 200, mix: { see: 1 } });
  await sleep(500);
  stopped = sleep(1_000);
  await sleep(2_500);
  await load.pause();
  await load.drain();
  expect(kept.records.length).toBeGreaterThan(450);
  // A third of 3 seconds' arrivals came while it stood still, and waited half a second on average.
  expect(percentileOf(waits(), 99)).toBeGreaterThan(900);
  expect(percentileOf(waits(), 80)).toBeGreaterThan(300);
});

test("beyond 4,000 outstanding, an arrival is told as never sent", async () => {
  const port = await serve(() => undefined);
  const load = await open([port]);
  await run(load, 500, 20_000);
  const unsent = kept.records.filter(({ sent }) => sent === undefined);
  expect(unsent.length).toBeGreaterThan(1_000);
  expect(kept.records.length - unsent.length).toBe(4_000);
  expect(new Set(unsent.map(({ failure, status }) => failure ?? status))).toEqual(new Set([undefined]));
});

test("connections are kept, six at most for each person, and none that was idle for two seconds", async () => {
  const from: string[] = [];
  const server = createServer((_request, response) => setTimeout(() => response.end(), 30));
  server.keepAliveTimeout = 60_000;
  server.on("connection", ({ remoteAddress = "" }: Socket) => from.push(remoteAddress));
  const load = await open([await listen(server)], see, { deadline: 10_000 });
  await run(load, 1_000, 300);
  expect(from.toSorted()).toEqual([...Array<string>(6).fill("127.0.1.1"), ...Array<string>(6).fill("127.0.1.2")]);
  await sleep(2_300);
  from.length = 0;
  await run(load, 100, 100);
  expect(from.length).toBeGreaterThan(2);
  expect(kept.records.filter(({ success }) => success !== true)).toEqual([]);
});

test("requests go to the copies of the route, in turn", async () => {
  const ports = [
    await serve((_request, response) => response.end()),
    await serve((_request, response) => response.end()),
  ];
  const load = await open(ports);
  const copiesOf = async (name: string) => {
    kept.records = [];
    await load.begin({ name, rate: 200, mix: { see: 1 } });
    await sleep(300);
    await load.pause();
    await load.drain();
    const copies = kept.records.toSorted((one, other) => one.planned - other.planned).map(({ copy }) => copy);
    expect(copies.length).toBeGreaterThan(10);
    return copies;
  };
  expect(new Set(await copiesOf("first"))).toEqual(new Set([0]));
  await load.route([0, 1]);
  const both = await copiesOf("both");
  expect(both.every((copy, index) => index === 0 || copy !== both[index - 1])).toBe(true);
  await load.route([1]);
  expect(new Set(await copiesOf("second"))).toEqual(new Set([1]));
  await expect(load.route([2])).rejects.toThrow(/copies 2/);
});

test("a phase ends when the next begins, and after a pause nothing arrives", async () => {
  let requests = 0;
  const port = await serve((_request, response) => {
    requests += 1;
    response.end();
  });
  const load = await open([port]);
  await load.begin({ name: "one", rate: 200, mix: { see: 1 } });
  await sleep(300);
  await load.begin({ name: "two", rate: 200, mix: { see: 1 } });
  await sleep(300);
  await load.pause();
  await load.drain();
  const planned = (name: string) => kept.records.filter(({ phase }) => phase === name).map(({ planned }) => planned);
  expect(Math.max(...planned("one"))).toBeLessThanOrEqual(Math.min(...planned("two")));
  const before = requests;
  expect(kept.records.length).toBe(before);
  await sleep(300);
  expect(requests).toBe(before);
});

test("to drain is to wait for what is outstanding, and for its record", async () => {
  const port = await serve((_request, response) => setTimeout(() => response.end(), 600));
  const load = await open([port]);
  await load.begin({ name: "one", rate: 100, mix: { see: 1 } });
  await sleep(100);
  await load.pause();
  expect(kept.records).toEqual([]);
  await load.drain();
  expect(kept.records.length).toBeGreaterThan(3);
  expect(kept.records.filter(({ success }) => success !== true)).toEqual([]);
});

test("what is told as settled is settled: nothing planned before comes later", async () => {
  const port = await serve((_request, response) => setTimeout(() => response.end(), Math.random() * 400));
  let settled = 0;
  const late: LoadRecord[] = [];
  let moves = 0;
  const load = await open([port], see, {
    onRecords: (told, settledBefore) => {
      late.push(...told.filter(({ planned }) => planned < settled));
      if (settledBefore > settled) moves += 1;
      settled = settledBefore;
      kept.records.push(...told);
    },
  });
  await run(load, 1_500);
  expect(late).toEqual([]);
  expect(moves).toBeGreaterThan(5);
  expect(settled).toBeGreaterThanOrEqual(Math.max(...kept.records.map(({ planned }) => planned)));
});

test("nobody is asked for what they cannot do", async () => {
  const load = await open([await serve(() => undefined)]);
  await expect(load.begin({ name: "phase", rate: 10, mix: { see: 1, fly: 1 } })).rejects.toThrow(/fly/);
});

test("how late we were ourselves is told, and not again", async () => {
  const port = await serve((_request, response) => response.end());
  const load = await open([port]);
  await run(load, 500);
  const { p99Ms, longestMs } = await load.lag();
  expect(longestMs).toBeGreaterThan(0);
  expect(longestMs).toBeGreaterThanOrEqual(p99Ms * 0.999);
  expect(await load.lag()).toEqual({ p99Ms: 0, longestMs: 0 });
});

test("closed, its connections are gone, and it says that it has ended", async () => {
  const server = createServer((_request, response) => response.end());
  server.keepAliveTimeout = 60_000;
  const load = await open([await listen(server)]);
  await load.begin({ name: "phase", rate: 200, mix: { see: 1 } });
  while (kept.records.length <= 10) await sleep(50);
  await load.close();
  const told = kept.records.length;
  const left = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
  while ((await left()) > 0) await sleep(10);
  await expect(load.begin({ name: "more", rate: 1, mix: { see: 1 } })).rejects.toThrow(/ended/);
  await sleep(200);
  expect(kept.records.length).toBe(told);
});
