import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { connect } from "node:tls";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClientHelloReader, type HelloReading } from "../../src/addresses/client-hello.ts";

/** The first bytes that a real client sends. */
async function helloOf(options: { readonly servername?: string; readonly ALPNProtocols?: string[] }): Promise<Buffer> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect({ ...options, host: "127.0.0.1", port: (server.address() as AddressInfo).port });
  client.on("error", () => undefined);
  const socket = await new Promise<Socket>((resolve) => server.once("connection", resolve));
  const bytes = await new Promise<Buffer>((resolve) => socket.once("data", resolve));
  client.destroy();
  socket.destroy();
  server.close();
  return bytes;
}

function read(...chunks: readonly Buffer[]): HelloReading {
  const reader = new ClientHelloReader();
  return chunks.reduce<HelloReading>((_, chunk) => reader.push(chunk), { state: "incomplete" });
}

/** The same message in TLS records of so many bytes each. */
function inRecords(hello: Buffer, size: number): Buffer {
  const message = hello.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const part = message.subarray(at, at + size);
    records.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part);
  }
  return Buffer.concat(records);
}

const cut = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

describe("a client's first bytes", () => {
  test("name the server, however they are cut into packets and records", async () => {
    const hello = await helloOf({ servername: "Registry.Example.COM" });
    const named = { state: "complete", serverName: "registry.example.com" };
    expect(read(hello)).toEqual(named);
    expect(read(...cut(hello, 1))).toEqual(named);
    for (const size of [1, 2, 3, 7, 64, 300]) {
      expect(read(inRecords(hello, size))).toEqual(named);
      expect(read(...cut(inRecords(hello, size), 5))).toEqual(named);
    }
    expect(read(hello.subarray(0, -1))).toEqual({ state: "incomplete" });
  });

  test("name none where the client names none", async () => {
    expect(read(await helloOf({}))).toEqual({ state: "complete", serverName: undefined });
  });

  test("that are no TLS are seen at the first byte", () => {
    expect(read(Buffer.from("G"))).toEqual({ state: "invalid" });
    expect(read(Buffer.from("SSH-2.0-x\r\n"))).toEqual({ state: "invalid" });
    expect(read(Buffer.from([22, 2]))).toEqual({ state: "invalid" });
    // Records of nothing, and an endless message.
    expect(read(Buffer.from([22, 3, 1, 0, 0]))).toEqual({ state: "invalid" });
    expect(read(Buffer.from([22, 3, 1, 0, 4, 1, 255, 255, 255]))).toEqual({ state: "invalid" });
    // A ServerHello.
    expect(read(Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0]))).toEqual({ state: "invalid" });
  });

  test("that name two servers are invalid", async () => {
    const hello = await helloOf({ servername: "aaaa.example.com" });
    const at = hello.indexOf("aaaa.example.com") - 9;
    const extension = hello.subarray(at, at + 9 + 16);
    const doubled = Buffer.concat([hello.subarray(0, at), extension, hello.subarray(at)]);
    for (const [place, bytes] of [
      [3, 2],
      [6, 3],
    ] as const) {
      doubled.writeUIntBE(doubled.readUIntBE(place, bytes) + extension.length, place, bytes);
    }
    const session = 9 + 2 + 32;
    const ciphers = session + 1 + (doubled[session] ?? 0);
    const compressions = ciphers + 2 + doubled.readUInt16BE(ciphers);
    const extensions = compressions + 1 + (doubled[compressions] ?? 0);
    doubled.writeUInt16BE(doubled.readUInt16BE(extensions) + extension.length, extensions);
    expect(read(doubled)).toEqual({ state: "invalid" });
  });

  test("with any byte changed are read without throwing, and with bounded work", async () => {
    const hello = await helloOf({ servername: "registry.example.com", ALPNProtocols: ["h2", "http/1.1"] });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: hello.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 700 }),
        (changes, size) => {
          const changed = Buffer.from(hello);
          for (const [at, byte] of changes) changed[at] = byte;
          expect(["incomplete", "complete", "invalid"]).toContain(read(...cut(changed, size)).state);
        },
      ),
    );
    // Never complete, and never more than a few records kept.
    const endless = new ClientHelloReader();
    let readings = 0;
    while (endless.push(Buffer.from([22, 3, 1, 0, 1, readings === 0 ? 1 : 0])).state === "incomplete") readings += 1;
    expect(readings).toBeLessThan(25_000);
  });
});
