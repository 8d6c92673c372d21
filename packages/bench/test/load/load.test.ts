import { createServer, type RequestListener } from "node:http";
import { createServer as createRawServer, type AddressInfo, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { percentileOf } from "../../src/load/latency.ts";
import type { Load, LoadRecord, LoadSetting, LoadTemplate } from "../../src/load/load.ts";
import { openLoad } from "../../src/load/open-load.ts";

let loads: Load[];
let servers: Server[];
let records: LoadRecord[];

beforeEach(() => {
  [loads, servers, records] = [[], [], []];
});
afterEach(async () => {
  for (const load of loads) await load.close();
  for (const server of servers) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
const serve = (answer: RequestListener) => listen(createServer(answer));

/** What it does with a connection on which a request has come; nth counts connections from 0. */
function serveRaw(answer: (socket: Socket, nth: number, request: number) => void): Promise<number> {
  let connections = 0;
  return listen(
    createRawServer((socket) => {
      const nth = connections++;
      let requests = 0;
      socket.on("error", () => undefined);
      socket.on("data", () => answer(socket, nth, requests++));
    }),
  );
}

const see: LoadTemplate = {
  operation: "see",
  method: "GET",
  path: ["/"],
  headers: [["Host", "app.example"]],
  success: [200],
};

async function open(
  ports: readonly number[],
  template: LoadTemplate = see,
  setting: Partial<LoadSetting> = {},
): Promise<Load> {
  const load = await openLoad({
    seed: 1,
    ports,
    deadline: 2_000,
    people: ["127.0.1.1", "127.0.1.2"].map((localAddress) => ({
      localAddress,
      templates: { [template.operation]: template },
    })),
    onRecords: (told) => records.push(...told),
    ...setting,
  });
  loads.push(load);
  return load;
}

/** One phase of so many milliseconds, and all that comes of it. */
async function run(load: Load, milliseconds: number, rate = 100, operation = "see"): Promise<void> {
  await load.begin({ name: "phase", rate, mix: { [operation]: 1 } });
  await sleep(milliseconds);
  await load.pause();
  await load.drain();
}

const waits = () => records.map(({ planned, end }) => end - planned);

test("each arrival is told, with its times on our clock and how it was answered", async () => {
  const port = await serve((_request, response) => response.end("Hello."));
  const load = await open([port]);
  const from = performance.now();
  await run(load, 1_000, 200);
  const to = performance.now();
  expect(records.length).toBeGreaterThan(120);
  expect(records.length).toBeLessThan(300);
  for (const { planned, sent = 0, end, ...record } of records) {
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
  expect(new Set(records.map(({ person }) => person))).toEqual(new Set([0, 1]));
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
  expect(records.length).toBeGreaterThan(0);
  const words = records.map(({ word }) => word);
  expect(new Set(words).size).toBe(records.length);
  expect(seen.length).toBe(records.length);
  for (const { person, word, success } of records) {
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
    records = [];
    const load = await open([port]);
    await load.begin({ name: "warm-up", rate: 100, mix: { see: 1 } });
    // However long the phase before was.
    await sleep(name === "once" ? 300 : 200);
    await run(load, 500, 100);
    runs.push(records.filter(({ phase }) => phase === "phase").toSorted((one, other) => one.planned - other.planned));
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
  expect(records.length).toBeGreaterThan(450);
  // A third of 3 seconds' arrivals came while it stood still, and waited half a second on average.
  expect(percentileOf(waits(), 99)).toBeGreaterThan(900);
  expect(percentileOf(waits(), 80)).toBeGreaterThan(300);
});

test("beyond 4,000 outstanding, an arrival is told as never sent", async () => {
  const port = await serve(() => undefined);
  const load = await open([port]);
  await run(load, 500, 20_000);
  const unsent = records.filter(({ sent }) => sent === undefined);
  expect(unsent.length).toBeGreaterThan(1_000);
  expect(records.length - unsent.length).toBe(4_000);
  expect(new Set(unsent.map(({ failure, status }) => failure ?? status))).toEqual(new Set([undefined]));
});

test("an answer that does not come within the deadline is no longer waited for", async () => {
  const port = await serve((_request, response) => response.writeHead(200).write("first"));
  const load = await open([port], see, { deadline: 300 });
  const before = performance.now();
  await run(load, 200);
  expect(performance.now() - before).toBeLessThan(1_500);
  expect(records.length).toBeGreaterThan(5);
  for (const { failure, sent = 0, end } of records) {
    expect(failure).toBe("timeout");
    expect(end - sent).toBeGreaterThan(295);
    expect(end - sent).toBeLessThan(700);
  }
});

test("what nobody listens for is refused", async () => {
  const port = await serve(() => undefined);
  servers[0]?.close();
  await run(await open([port]), 200);
  expect(new Set(records.map(({ failure }) => failure))).toEqual(new Set(["refused"]));
});

test("what is no HTTP is malformed", async () => {
  const port = await serveRaw((socket, nth) => {
    socket.end(
      [
        "220 mail.example ESMTP\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        `HTTP/1.1 200 OK\r\nX: ${"x".repeat(70_000)}\r\n\r\n`,
      ][nth % 3] ?? "",
    );
  });
  await run(await open([port]), 300);
  expect(records.length).toBeGreaterThan(5);
  expect(new Set(records.map(({ failure }) => failure))).toEqual(new Set(["malformed"]));
});

test("an answer that breaks off is closed, whatever told how long it would be", async () => {
  const port = await serveRaw((socket, nth) => {
    socket.end(
      [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nhalf",
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nhalf",
        "",
      ][nth % 4] ?? "",
    );
  });
  await run(await open([port]), 300);
  expect(records.length).toBeGreaterThan(5);
  expect(new Set(records.map(({ failure }) => failure))).toEqual(new Set(["closed"]));
});

test("an endless answer is cut", async () => {
  const block = Buffer.alloc(16_384, "x");
  const port = await serve((_request, response) => {
    const pump = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on("drain", pump);
    pump();
  });
  await run(await open([port]), 200, 50);
  expect(records.length).toBeGreaterThan(3);
  expect(new Set(records.map(({ failure }) => failure))).toEqual(new Set(["other"]));
});

test("a success without the text that it should show is wrong, and so is a redirect elsewhere; an error is no success", async () => {
  const answers = [
    [200, "Hello, Ada."],
    [200, "Hello, Bob."],
    [302, ""],
    [401, ""],
    [500, "Hello, Ada."],
  ] as const;
  let count = 0;
  const port = await serve((_request, response) => {
    const [status, body] = answers[count++ % 5] ?? answers[0];
    response.writeHead(status);
    // The text may come in two pieces.
    response.write(body.slice(0, 9));
    setTimeout(() => response.end(body.slice(9)), 20);
  });
  await run(await open([port], { ...see, shows: "Ada" }), 500, 50);
  const kinds = new Set(
    records.map(({ status, success, wrong }) => [status, success ?? false, wrong ?? false].join(" ")),
  );
  expect(kinds).toEqual(
    new Set(["200 true false", "200 true true", "302 false true", "401 false false", "500 false false"]),
  );
});

test("a kept connection that the server closes as we send on it is nobody's mistake: sent once more on a new one", async () => {
  let broken = 0;
  const port = await serveRaw((socket, nth, request) => {
    if (request === 0) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    else {
      broken += 1;
      if (nth % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
    }
  });
  await run(await open([port]), 500);
  expect(broken).toBeGreaterThan(5);
  expect(records.filter(({ success }) => success !== true)).toEqual([]);
  expect(records.filter(({ again }) => again === true).length).toBe(broken);
});

test("a new connection that is closed without an answer has failed, and is not tried again", async () => {
  let requests = 0;
  const port = await serveRaw((socket) => {
    requests += 1;
    socket.destroy();
  });
  await run(await open([port]), 300);
  expect(new Set(records.map(({ failure }) => failure))).toEqual(new Set(["closed"]));
  expect(requests).toBe(records.length);
});

test("a server that ends while it is asked has broken off, and may have done what was asked", async () => {
  const port = await serveRaw((socket, _nth, request) => {
    if (request === 0) {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    servers[0]?.close();
    socket.resetAndDestroy();
  });
  await run(await open([port], see, { connections: 1 }), 300);
  const failures = records.map(({ failure }) => failure);
  expect(failures.filter((failure) => failure === "reset").length).toBeGreaterThan(0);
  expect(failures.filter((failure) => failure === "reset").length).toBeLessThan(3);
  expect(failures.at(-1)).toBe("refused");
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
  expect(records.filter(({ success }) => success !== true)).toEqual([]);
});

test("requests go to the copies of the route, in turn", async () => {
  const ports = [
    await serve((_request, response) => response.end()),
    await serve((_request, response) => response.end()),
  ];
  const load = await open(ports);
  const copiesOf = async (name: string) => {
    records = [];
    await load.begin({ name, rate: 200, mix: { see: 1 } });
    await sleep(300);
    await load.pause();
    await load.drain();
    const copies = records.toSorted((one, other) => one.planned - other.planned).map(({ copy }) => copy);
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
  const planned = (name: string) => records.filter(({ phase }) => phase === name).map(({ planned }) => planned);
  expect(Math.max(...planned("one"))).toBeLessThanOrEqual(Math.min(...planned("two")));
  const before = requests;
  expect(records.length).toBe(before);
  await sleep(300);
  expect(requests).toBe(before);
});

test("to drain is to wait for what is outstanding, and for its record", async () => {
  const port = await serve((_request, response) => setTimeout(() => response.end(), 600));
  const load = await open([port]);
  await load.begin({ name: "one", rate: 100, mix: { see: 1 } });
  await sleep(100);
  await load.pause();
  expect(records).toEqual([]);
  await load.drain();
  expect(records.length).toBeGreaterThan(3);
  expect(records.filter(({ success }) => success !== true)).toEqual([]);
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
      records.push(...told);
    },
  });
  await run(load, 1_500);
  expect(late).toEqual([]);
  expect(moves).toBeGreaterThan(5);
  expect(settled).toBeGreaterThanOrEqual(Math.max(...records.map(({ planned }) => planned)));
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
  while (records.length <= 10) await sleep(50);
  await load.close();
  const told = records.length;
  const left = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
  while ((await left()) > 0) await sleep(10);
  await expect(load.begin({ name: "more", rate: 1, mix: { see: 1 } })).rejects.toThrow(/ended/);
  await sleep(200);
  expect(records.length).toBe(told);
});
