import { createServer, request, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allowedHosts, isPrivateAddress } from "../../src/submission/allowed-hosts.ts";
import { openRegistryProxy, type RegistryProxy } from "../../src/submission/registry-proxy.ts";

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

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "::1",
  "::",
  "fe80::1",
  "fd00::1",
  "::ffff:10.0.0.1",
])("%s is private", (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(["203.0.113.7", "172.32.0.1", "2606:4700::1", "::ffff:203.0.113.7"])("%s is not private", (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});
