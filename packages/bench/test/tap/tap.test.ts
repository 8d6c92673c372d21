import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { echo, endOf, TappedService } from "./tapped-service.ts";

let service: TappedService;

beforeEach(async () => {
  service = await TappedService.start();
});
afterEach(() => service.stop());

test("what one side says, the other hears, both ways", async () => {
  await service.openTap();
  const socket = await service.opened();
  expect(await echo(socket, "hello")).toBe("hello");
  socket.destroy();
});

test("a side that has finished speaking still hears the rest", async () => {
  await service.openTap();
  const socket = await service.opened();
  socket.end("all of it");
  let heard = "";
  for await (const chunk of socket) heard += String(chunk);
  expect(heard).toBe("all of it");
});

test("a client that breaks off is gone for the service too", async () => {
  await service.openTap();
  const socket = await service.opened();
  await echo(socket, "x");
  const gone = endOf(service.atService[0] as Socket);
  socket.resetAndDestroy();
  await gone;
});

test("a service that ends a connection ends it for the client", async () => {
  await service.openTap();
  const socket = await service.opened();
  await echo(socket, "x");
  const ending = endOf(socket);
  service.atService[0]?.destroy();
  socket.once("end", () => socket.end());
  expect(await ending).toBe("closed");
});

test("a fast sender waits for a slow reader, and the tap holds little", async () => {
  await service.openTap();
  const socket = await service.opened();
  await echo(socket, "x");
  const [reader] = service.atService as [Socket];
  reader.unpipe();
  reader.pause();
  const block = Buffer.alloc(1_000_000);
  for (let count = 0; count < 64; count += 1) socket.write(block);
  await sleep(300);
  expect(socket.writableLength).toBeGreaterThan(50_000_000);
  socket.destroy();
});

test("what a slow reader gets is what was sent", async () => {
  await service.openTap();
  const socket = await service.opened();
  await echo(socket, "x");
  const sent = Buffer.allocUnsafe(16_000_000);
  for (let at = 0; at < sent.length; at += 4) sent.writeUInt32LE(at, at);
  service.atService[0]?.write(sent);
  const got: Buffer[] = [];
  let length = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    got.push(chunk);
    length += chunk.length;
    if (length >= sent.length) break;
    if (got.length % 20 === 0) await sleep(5);
  }
  expect(Buffer.concat(got).equals(sent)).toBe(true);
});

test("cut off: open connections are reset, new ones refused; healed: they work again", async () => {
  const tap = await service.openTap();
  const socket = await service.opened();
  await echo(socket, "x");
  const ending = endOf(socket);
  await tap.cutOff();
  expect(await ending).toBe("ECONNRESET");
  expect(await service.dial()).toBe("ECONNREFUSED");
  await tap.cutOff();
  await tap.heal();
  await tap.heal();
  const again = await service.opened();
  expect(await echo(again, "back")).toBe("back");
  again.destroy();
});

test("a tap may start cut off, for a service that comes late", async () => {
  const tap = await service.openTap({ open: false });
  expect(await service.dial()).toBe("ECONNREFUSED");
  await tap.heal();
  (await service.opened()).destroy();
});

test("a port taken while the tap was cut off is told as such", async () => {
  const tap = await service.openTap({ name: "database" });
  await tap.cutOff();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(service.port, "127.0.0.1", resolve));
  await expect(tap.heal()).rejects.toMatchObject({
    code: "EADDRINUSE",
    message: expect.stringContaining("database") as string,
  });
  await new Promise((resolve) => squatter.close(resolve));
  await tap.heal();
});

test("a port that is taken from the start is told at once, and no thread stays", async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(service.port, "127.0.0.1", resolve));
  await expect(service.openTap()).rejects.toMatchObject({ code: "EADDRINUSE" });
  await new Promise((resolve) => squatter.close(resolve));
});

test("nobody can take the port while the tap is open", async () => {
  await service.openTap();
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const squatter = createServer();
    const code = await new Promise((resolve) => {
      squatter.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
      squatter.listen({ port: service.port, host }, () => squatter.close(() => resolve("listening")));
    });
    expect(code).toBe("EADDRINUSE");
  }
});

test("a service that isn't there resets whoever comes, and the tap lives", async () => {
  await service.openTap({ target: join(service.target, "../absent.sock") });
  // On a busy machine the reset may be there before the client hears that it is connected.
  const comeAndGo = async () => {
    const dialled = await service.dial();
    return typeof dialled === "string" ? dialled : endOf(dialled);
  };
  expect(await comeAndGo()).toBe("ECONNRESET");
  expect(await comeAndGo()).toBe("ECONNRESET");
});

test("a closed tap says so", async () => {
  const tap = await service.openTap();
  await tap.close();
  await expect(tap.heal()).rejects.toThrow(/ended/);
});
