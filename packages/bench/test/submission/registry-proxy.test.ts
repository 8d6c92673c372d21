import { createServer, request, type Server } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import { connect, createServer as createNetServer, type AddressInfo, type Socket } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allowedHosts } from "../../src/submission/allowed-hosts.ts";
import { openRegistryProxy, type RegistryProxy } from "../../src/submission/registry-proxy.ts";
import { makeCertificate } from "../certificate.ts";

let room: string;
let server: Server;
let port: number;
let proxy: RegistryProxy | undefined;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "assay-proxy-"));
  server = createServer((_request, response) => response.end("a package"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  await proxy?.close();
  server.closeAllConnections();
  server.close();
  await rm(room, { recursive: true });
});

async function open(registry: string, additions = ""): Promise<void> {
  proxy = await openRegistryProxy(join(room, "proxy"), allowedHosts([registry], additions));
}

/** The first line that the proxy answers. */
function ask(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(join(room, "proxy"));
    let reply = "";
    socket.on("data", (chunk: Buffer) => (reply += chunk.toString()));
    socket.on("close", () => resolve(reply));
    socket.on("error", reject);
    socket.write(text);
    socket.setTimeout(500, () => socket.destroy());
  });
}

describe("the registry proxy", () => {
  test("connects to the configured registry, in a private network too, and carries what is said", async () => {
    await open(`http://127.0.0.1:${port}/`);
    const reply = await ask(
      `CONNECT 127.0.0.1:${port} HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 200 .*a package/s);
    expect(proxy?.refusedHosts()).toEqual([]);
  });

  test("fetches whole addresses for a registry without TLS", async () => {
    await open(`http://127.0.0.1:${port}/`);
    const text = await new Promise((resolve, reject) => {
      request({ socketPath: join(room, "proxy"), path: `http://127.0.0.1:${port}/leaf` }, (reply) =>
        reply.on("data", (chunk: Buffer) => resolve(chunk.toString())),
      )
        .on("error", reject)
        .end();
    });
    expect(text).toBe("a package");
  });

  test.each([
    ["another host", () => "CONNECT downloads.example:443 HTTP/1.1\r\n\r\n", "downloads.example"],
    ["another port of the registry's host", () => "CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n", "127.0.0.1:1"],
    [
      "a name that begins like the registry's",
      () => `CONNECT 127.0.0.1.evil.example:443 HTTP/1.1\r\n\r\n`,
      "127.0.0.1.evil.example",
    ],
    [
      "a whole address elsewhere",
      () => "GET http://downloads.example/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      "downloads.example:80",
    ],
  ])("refuses %s and remembers it", async (_, text, host) => {
    await open(`http://127.0.0.1:${port}/`);
    expect(await ask(text())).toMatch(/^HTTP\/1\.1 403 /);
    expect(proxy?.refusedHosts()).toEqual([host]);
  });

  test("refuses what the operator allowed when its name leads into a private network", async () => {
    await open("https://registry.invalid/", `localhost:${port}`);
    expect(await ask(`CONNECT localhost:${port} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
    expect(proxy?.refusedHosts()).toEqual([`localhost:${port}`]);
  });

  test("tells a registry that is away apart from a refusal", async () => {
    await open("http://127.0.0.1:9/");
    expect(await ask("CONNECT 127.0.0.1:9 HTTP/1.1\r\n\r\n")).toMatch(/^HTTP\/1\.1 502 /);
    expect(proxy?.unreachableHosts()).toHaveLength(1);
    expect(proxy?.refusedHosts()).toEqual([]);
  });

  test("survives garbage, and serves on", async () => {
    await open(`http://127.0.0.1:${port}/`);
    for (const text of [
      "\0\0\0\r\n\r\n",
      "CONNECT / HTTP/1.1\r\n\r\n",
      "CONNECT a@b:443 HTTP/1.1\r\n\r\n",
      `GET http://a/${"x".repeat(40_000)} HTTP/1.1\r\n\r\n`,
      "POST http://a/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    ]) {
      expect(await ask(text)).not.toMatch(/ 200 /);
    }
    expect(await ask(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\n\r\n`)).toMatch(/ 200 /);
  });
});

describe("what is asked for inside TLS", () => {
  let registry: TlsServer;
  let secure: number;
  const certificate = makeCertificate("localhost", ["localhost", "fronted.example", "127.0.0.1"]);

  beforeEach(async () => {
    registry = createTlsServer(certificate, (_request, response) => response.end("a package"));
    await new Promise<void>((resolve) => registry.listen(0, resolve));
    secure = (registry.address() as AddressInfo).port;
  });
  afterEach(() => {
    registry.closeAllConnections();
    registry.close();
  });

  /** A tunnel to `host`, as npm, pip and the others ask for one. */
  function tunnel(host: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      request({ socketPath: join(room, "proxy"), method: "CONNECT", path: `${host}:${secure}` })
        .on("connect", (reply, socket: Socket) =>
          reply.statusCode === 200 ? resolve(socket) : reject(new Error(String(reply.statusCode))),
        )
        .on("error", reject)
        .end();
    });
  }

  /** What is answered through it, or how it ended. */
  async function fetchThrough(host: string, servername: string | undefined): Promise<string> {
    const socket = await tunnel(host);
    return new Promise((resolve) => {
      const client = connectTls({
        ...{ socket, ca: certificate.cert, minVersion: "TLSv1.2" },
        ...(servername === undefined ? { checkServerIdentity: () => undefined } : { servername }),
      });
      client.on("secureConnect", () => client.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
      client.on("data", (chunk: Buffer) => resolve(chunk.toString()));
      client.on("error", (error) => resolve(String(error)));
      client.on("close", () => resolve("closed"));
    });
  }

  test("is carried where it is the host that was allowed", async () => {
    await open(`https://localhost:${secure}/`);
    expect(await fetchThrough("localhost", "localhost")).toMatch(/^HTTP\/1\.1 200 /);
    expect(await fetchThrough("LOCALHOST", "LocalHost")).toMatch(/^HTTP\/1\.1 200 /);
    expect(proxy?.refusedHosts()).toEqual([]);
  });

  test("is refused and remembered where it is another host at the same address", async () => {
    let connections = 0;
    registry.on("secureConnection", () => (connections += 1));
    await open(`https://localhost:${secure}/`);
    expect(await fetchThrough("localhost", "fronted.example")).not.toContain("200");
    expect(proxy?.refusedHosts()).toEqual(["fronted.example"]);
    expect(connections).toBe(0);
    expect(await fetchThrough("localhost", "localhost")).toMatch(/ 200 /);
  });

  test("may be nothing only where the allowed host is an address", async () => {
    await open(`https://localhost:${secure}/`);
    expect(await fetchThrough("localhost", undefined)).not.toContain("200");
    expect(proxy?.refusedHosts()).toEqual([`localhost:${secure} without TLS`]);
    await proxy?.close();
    await open(`https://127.0.0.1:${secure}/`);
    expect(await fetchThrough("127.0.0.1", undefined)).toMatch(/ 200 /);
    expect(await fetchThrough("127.0.0.1", "fronted.example")).not.toContain("200");
    expect(proxy?.refusedHosts()).toEqual(["fronted.example"]);
  });

  test("may come byte by byte", async () => {
    await open(`https://localhost:${secure}/`);
    const socket = await tunnel("localhost");
    const relay = await slowRelay(socket);
    const client = connectTls({ host: "127.0.0.1", port: relay.port, ca: certificate.cert, servername: "localhost" });
    const reply = await new Promise<string>((resolve, reject) => {
      client.on("secureConnect", () => client.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
      client.on("data", (chunk: Buffer) => resolve(chunk.toString()));
      client.on("error", reject);
    });
    client.destroy();
    relay.close();
    expect(reply).toMatch(/ 200 /);
  });

  test("must be TLS", async () => {
    let bytes = 0;
    registry.on("connection", (socket: Socket) => socket.on("data", (chunk: Buffer) => (bytes += chunk.length)));
    await open(`https://localhost:${secure}/`);
    for (const text of ["SSH-2.0-OpenSSH\r\n", "GET / HTTP/1.1\r\nHost: fronted.example\r\n\r\n"]) {
      const socket = await tunnel("localhost");
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.on("error", () => undefined);
      socket.write(text);
      await closed;
    }
    expect(bytes).toBe(0);
    expect(proxy?.refusedHosts()).toEqual([`localhost:${secure} without TLS`]);
    // Nor is it asked for in the clear.
    expect(await ask(`GET http://localhost:${secure}/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(
      / 403 /,
    );
  });
});

/** Passes on each byte of what a client sends as a packet of its own. */
async function slowRelay(onward: Socket): Promise<{ readonly port: number; close(): void }> {
  const relay = createNetServer((socket) => {
    onward.setNoDelay(true);
    let queue = Promise.resolve();
    socket.on("data", (chunk: Buffer) => {
      queue = queue.then(async () => {
        for (const byte of chunk) {
          await new Promise((resolve) => onward.write(Buffer.from([byte]), resolve));
          await new Promise((resolve) => setImmediate(resolve));
        }
      });
    });
    onward.pipe(socket);
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  return { port: (relay.address() as AddressInfo).port, close: () => relay.close() };
}
