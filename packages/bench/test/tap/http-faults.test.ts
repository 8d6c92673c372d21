import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, request as httpRequest, Agent, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePorts } from "../../src/evaluation/ports.ts";
import { openTap, type OpenTap } from "../../src/tap/tap.ts";

let root: string;
let port: number;
let service: Server;
let tap: OpenTap;
let agent: Agent;
let asked: string[];

/** A service that answers each path in its way, and says what it was asked. */
beforeEach(async () => {
  root = await mkdtemp("/tmp/assay-tap-");
  ({ database: port } = await freePorts(0));
  asked = [];
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  service = createServer((request, response) => {
    asked.push(`${String(request.method)} ${String(request.url)}`);
    if (request.url === "/page") response.setHeader("Content-Type", "text/html").end("<p>Hello</p>");
    else if (request.url === "/nothing") response.writeHead(204).end();
    else if (request.url === "/break") {
      response.write("half of it");
      setTimeout(() => response.destroy(), 50);
    } else if (request.url === "/echo") {
      response.writeHead(201, "Just made", ["X-Twice", "1", "X-Twice", "2", "X-Case", "Kept", "Set-Cookie", "a=b"]);
      request.pipe(response);
    } else
      response
        .setHeader("content-type", "application/json; charset=utf-8")
        .end(JSON.stringify({ sum: 12, all: [1, 2] }));
  });
  // It never ends a connection by itself.
  service.keepAliveTimeout = 0;
  const target = join(root, "service.sock");
  await new Promise<void>((resolve) => service.listen(target, resolve));
  tap = await openTap({ port, target, name: "outside", speaks: "http" });
});
afterEach(async () => {
  agent.destroy();
  await tap.close();
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await rm(root, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly statusText: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly rawHeaders: readonly string[];
  readonly text: string;
}

function head(path: string, method = "GET", body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, method, agent });
    request.on("response", resolve).on("error", reject).end(body);
  });
}

async function ask(path: string, method = "GET", body?: string): Promise<Answer> {
  const reply = await head(path, method, body);
  let text = "";
  for await (const chunk of reply) text += String(chunk);
  return {
    status: reply.statusCode,
    statusText: reply.statusMessage,
    headers: reply.headers,
    rawHeaders: reply.rawHeaders,
    text,
  };
}

describe("without a fault", () => {
  test("a request and its reply arrive as they were sent", async () => {
    const body = "long ".repeat(100_000);
    const reply = await ask("/echo?a=%20b", "PUT", body).then(() => ask("/echo", "PUT", body));
    expect(asked).toEqual(["PUT /echo?a=%20b", "PUT /echo"]);
    expect(reply.status).toBe(201);
    expect(reply.statusText).toBe("Just made");
    expect(reply.rawHeaders.join("|")).toContain("X-Twice|1|X-Twice|2|X-Case|Kept|Set-Cookie|a=b");
    expect(reply.text).toBe(body);
  });

  test("a connection that the client keeps is one that the service keeps", async () => {
    let connections = 0;
    service.on("connection", () => (connections += 1));
    for (let count = 0; count < 3; count += 1) expect((await ask("/data", "POST", "unread")).status).toBe(200);
    expect(connections).toBe(1);
    const left = new Promise((resolve) => service.once("connection", (socket) => socket.once("close", resolve)));
    agent.destroy();
    await ask("/data");
    agent.destroy();
    await left;
  });

  test("a reply that breaks off, breaks off", async () => {
    await expect(ask("/break")).rejects.toThrow(/aborted/);
  });

  test("a service that isn't there closes the connection, and the tap lives", async () => {
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
    await expect(ask("/data")).rejects.toThrow(/hang up|ECONNRESET/);
    await new Promise<void>((resolve) => service.listen(join(root, "service.sock"), resolve));
    expect((await ask("/data")).status).toBe(200);
  });

  test("the faults of a wire are there as well", async () => {
    await tap.suffer({ kind: "delay", ms: 300 });
    const startedAt = performance.now();
    await ask("/data");
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(300);
  });
});

test("http-error: every reply has that status, though the service was asked; healed, its own", async () => {
  await tap.suffer({ kind: "http-error", status: 503 });
  const reply = await ask("/data", "POST", "{}");
  expect(reply).toMatchObject({ status: 503, statusText: "Service Unavailable", text: "503 Service Unavailable\n" });
  expect(asked).toEqual(["POST /data"]);
  await tap.suffer({ kind: "http-error", status: 429 });
  expect((await ask("/data")).status).toBe(429);
  await tap.heal();
  expect(await ask("/data")).toMatchObject({ status: 200, text: '{"sum":12,"all":[1,2]}' });
});

test("drip: the head at once, the body slowly; healed, the rest at once", async () => {
  await tap.suffer({ kind: "drip", bytesPerSecond: 20 });
  const startedAt = performance.now();
  // 22 bytes.
  expect((await ask("/data")).text).toBe('{"sum":12,"all":[1,2]}');
  expect(performance.now() - startedAt).toBeGreaterThan(1_000);

  await tap.suffer({ kind: "drip", bytesPerSecond: 0.001 });
  const reply = await head("/data");
  expect(reply.statusCode).toBe(200);
  await tap.heal();
  let text = "";
  for await (const chunk of reply) text += String(chunk);
  expect(text).toBe('{"sum":12,"all":[1,2]}');
});

test("malformed-body: no parser takes it, and it is whole as far as HTTP goes", async () => {
  await tap.suffer({ kind: "malformed-body" });
  const reply = await ask("/data");
  expect(reply).toMatchObject({ status: 200, text: '{"sum":12,"all":[1,2],{"' });
  expect(reply.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(() => JSON.parse(reply.text) as unknown).toThrow(SyntaxError);
  expect(await ask("/nothing")).toMatchObject({ status: 204, text: "" });
  expect(await ask("/data", "HEAD")).toMatchObject({ status: 200, text: "" });
  await tap.heal();
  expect((await ask("/data")).text).toBe('{"sum":12,"all":[1,2]}');
});

test("wrong-content-type: JSON is called HTML, a page JSON; the body stays", async () => {
  await tap.suffer({ kind: "wrong-content-type" });
  const reply = await ask("/data");
  expect(reply.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(reply.text).toBe('{"sum":12,"all":[1,2]}');
  expect((await ask("/page")).headers["content-type"]).toBe("application/json");
  await tap.heal();
  expect((await ask("/page")).headers["content-type"]).toBe("text/html");
});

test("faults go together", async () => {
  await tap.suffer({ kind: "malformed-body" });
  await tap.suffer({ kind: "wrong-content-type" });
  const reply = await ask("/data");
  expect(reply.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(reply.text).toMatch(/,\{"$/);
});

test("a tap to a service that speaks something else says so, and is none the worse", async () => {
  const { database: another } = await freePorts(0);
  const plain = await openTap({ port: another, target: join(root, "service.sock"), name: "database" });
  await expect(plain.suffer({ kind: "malformed-body" })).rejects.toThrow(
    "Tap database: malformed-body is for services that speak HTTP",
  );
  await plain.heal();
  await plain.close();
});

test("closed, it leaves nothing behind", async () => {
  expect(await readdir(root)).toHaveLength(2);
  await tap.close();
  expect(await readdir(root)).toEqual(["service.sock"]);
});
