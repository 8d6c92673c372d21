import { createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ServiceTap } from "../../src/cell/service-tap.ts";
import { echo, TappedService } from "../tap/tapped-service.ts";

let service: TappedService;
let tap: ServiceTap;
let squatter: Server;

beforeEach(async () => {
  service = await TappedService.start();
  tap = new ServiceTap(await service.openTap());
  squatter = createServer((socket) => socket.destroy());
});
afterEach(async () => {
  await tap.close();
  await service.stop();
});

/** What a submission may do while its service is cut off. */
async function takePort(): Promise<void> {
  await tap.cutOff();
  await new Promise<void>((resolve) => squatter.listen(service.port, "127.0.0.1", resolve));
}

async function leavePort(): Promise<void> {
  await new Promise((resolve) => squatter.close(resolve));
}

async function untilConnected(): Promise<Awaited<ReturnType<TappedService["opened"]>>> {
  for (;;) {
    const socket = await service.dial();
    if (typeof socket !== "string") return socket;
    await sleep(50);
  }
}

test("a port that was taken is remembered, and the tap comes back to it", async () => {
  await takePort();
  await tap.heal();
  expect(tap.wasTaken).toBe(true);
  await leavePort();
  expect(await echo(await untilConnected(), "back")).toBe("back");
});

test("a fault that it was given before it came back is still there then", async () => {
  await takePort();
  await tap.heal();
  await tap.suffer({ kind: "stall" });
  await leavePort();
  const client = await untilConnected();
  const reply = echo(client, "patient");
  let answered = false;
  void reply.then(() => (answered = true));
  await sleep(300);
  expect(answered).toBe(false);
  await tap.heal();
  expect(await reply).toBe("patient");
});

test.each([
  ["cut off", () => tap.cutOff()],
  ["told to refuse", () => tap.suffer({ kind: "refuse" })],
])("a tap that is %s before it came back stays away", async (_how, act) => {
  await takePort();
  await tap.heal();
  await act();
  await leavePort();
  await sleep(600);
  expect(await service.dial()).toBe("ECONNREFUSED");
});
