import { createServer, type RequestListener } from "node:http";
import { createServer as createRawServer, type AddressInfo, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach } from "vitest";
import type { Load, LoadRecord, LoadSetting, LoadTemplate } from "../../src/load/load.ts";
import { openLoad } from "../../src/load/open-load.ts";

/** What one test opened, and what it was told. Closed when the test ends. */
export const kept = { loads: [] as Load[], servers: [] as Server[], records: [] as LoadRecord[] };

beforeEach(() => {
  Object.assign(kept, { loads: [], servers: [], records: [] });
});
afterEach(async () => {
  for (const load of kept.loads) await load.close();
  for (const server of kept.servers) server.close();
});

export async function listen(server: Server): Promise<number> {
  kept.servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
/** @returns its port */
export const serve = (answer: RequestListener) => listen(createServer(answer));

/** What it does with a connection on which a request has come; nth counts connections from 0. */
export function serveRaw(answer: (socket: Socket, nth: number, request: number) => void): Promise<number> {
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

export const see: LoadTemplate = {
  operation: "see",
  method: "GET",
  path: ["/"],
  headers: [["Host", "app.example"]],
  success: [200],
};

export async function open(
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
    onRecords: (told) => kept.records.push(...told),
    ...setting,
  });
  kept.loads.push(load);
  return load;
}

/** One phase of so many milliseconds, and all that comes of it. */
export async function run(load: Load, milliseconds: number, rate = 100, operation = "see"): Promise<void> {
  await load.begin({ name: "phase", rate, mix: { [operation]: 1 } });
  await sleep(milliseconds);
  await load.pause();
  await load.drain();
}

export const waits = () => kept.records.map(({ planned, end }) => end - planned);
