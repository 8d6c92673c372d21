import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTap, type OpenTap } from "../../src/tap/tap.ts";

let root: string;
let target: string;
let service: Server;
let port: number;
let tap: OpenTap | undefined;
let atService: Socket[];

beforeEach(async () => {
  root = await mkdtemp("/tmp/assay-tap-");
  target = join(root, "service.sock");
  atService = [];
  service = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => undefined);
    atService.push(socket);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => service.listen(target, resolve));
  port = await freePort();
});
afterEach(async () => {
  await tap?.close();
  tap = undefined;
  for (const socket of atService) socket.destroy();
  await new Promise((resolve) => service.close(resolve));
  await rm(root, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An open connection, or the code with which it failed. */
function dial(): Promise<Socket | string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.once("connect", () => resolve(socket));
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
  });
}

async function opened(): Promise<Socket> {
  const socket = await dial();
  if (typeof socket === "string") throw new Error(socket);
  return socket;
}

/** How a connection ended: the error's code, or "closed". */
function endOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    socket.once("close", () => resolve("closed"));
    socket.resume();
  });
}

async function echo(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  return await new Promise((resolve) => socket.once("data", (chunk) => resolve(chunk.toString())));
}

test("what one side says, the other hears, both ways", async () => {
  tap = await openTap({ port, target, name: "test" });
  const socket = await opened();
  expect(await echo(socket, "hello")).toBe("hello");
  socket.destroy();
});

test("a side that has finished speaking still hears the rest", async () => {
  tap = await openTap({ port, target, name: "test" });
  const socket = await opened();
  socket.end("all of it");
  let heard = "";
  for await (const chunk of socket) heard += String(chunk);
  expect(heard).toBe("all of it");
});

test("a client that breaks off is gone for the service too", async () => {
  tap = await openTap({ port, target, name: "test" });
  const socket = await opened();
  await echo(socket, "x");
  const gone = endOf(atService[0] as Socket);
  socket.resetAndDestroy();
  await gone;
});

test("a service that ends a connection ends it for the client", async () => {
  tap = await openTap({ port, target, name: "test" });
  const socket = await opened();
  await echo(socket, "x");
  const ending = endOf(socket);
  atService[0]?.destroy();
  socket.once("end", () => socket.end());
  expect(await ending).toBe("closed");
});

test("a fast sender waits for a slow reader, and the tap holds little", async () => {
  tap = await openTap({ port, target, name: "test" });
  const socket = await opened();
  await echo(socket, "x");
  const [reader] = atService as [Socket];
  reader.unpipe();
  reader.pause();
  const block = Buffer.alloc(1_000_000);
  for (let count = 0; count < 64; count += 1) socket.write(block);
  await sleep(300);
  expect(socket.writableLength).toBeGreaterThan(50_000_000);
  socket.destroy();
});

test("cut off: open connections are reset, new ones refused; healed: they work again", async () => {
  tap = await openTap({ port, target, name: "test" });
  const socket = await opened();
  await echo(socket, "x");
  const ending = endOf(socket);
  await tap.cutOff();
  expect(await ending).toBe("ECONNRESET");
  expect(await dial()).toBe("ECONNREFUSED");
  await tap.cutOff();
  await tap.heal();
  await tap.heal();
  const again = await opened();
  expect(await echo(again, "back")).toBe("back");
  again.destroy();
});

test("a tap may start cut off, for a service that comes late", async () => {
  tap = await openTap({ port, target, name: "test", open: false });
  expect(await dial()).toBe("ECONNREFUSED");
  await tap.heal();
  (await opened()).destroy();
});

test("a port taken while the tap was cut off is told as such", async () => {
  tap = await openTap({ port, target, name: "database" });
  await tap.cutOff();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port, "127.0.0.1", resolve));
  await expect(tap.heal()).rejects.toMatchObject({
    code: "EADDRINUSE",
    message: expect.stringContaining("database") as string,
  });
  await new Promise((resolve) => squatter.close(resolve));
  await tap.heal();
});

test("a port that is taken from the start is told at once, and no thread stays", async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port, "127.0.0.1", resolve));
  await expect(openTap({ port, target, name: "test" })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await new Promise((resolve) => squatter.close(resolve));
});

test("nobody can take the port while the tap is open", async () => {
  tap = await openTap({ port, target, name: "test" });
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const squatter = createServer();
    const code = await new Promise((resolve) => {
      squatter.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
      squatter.listen({ port, host }, () => squatter.close(() => resolve("listening")));
    });
    expect(code).toBe("EADDRINUSE");
  }
});

test("a service that isn't there resets whoever comes, and the tap lives", async () => {
  await tap?.close();
  tap = await openTap({ port, target: join(root, "absent.sock"), name: "test" });
  expect(await endOf(await opened())).toBe("ECONNRESET");
  expect(await endOf(await opened())).toBe("ECONNRESET");
});

test("a closed tap says so", async () => {
  tap = await openTap({ port, target, name: "test" });
  await tap.close();
  await expect(tap.heal()).rejects.toThrow(/ended/);
});
