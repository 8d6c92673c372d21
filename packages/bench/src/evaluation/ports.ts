import { createServer } from "node:net";
import type { CellPlan } from "../cell/protocol.ts";

/** In a namespace of its own every cell can have the same ports, the ones people expect. */
export function portsInNamespace(copies: number): CellPlan["ports"] {
  return { copies: Array.from({ length: copies }, (_none, copy) => 8081 + copy), database: 5432, mail: 2525 };
}

/** Without a sandbox: ports that are free on this machine just now. */
export async function freePorts(copies: number): Promise<CellPlan["ports"]> {
  const servers = await Promise.all(Array.from({ length: copies + 2 }, () => listenAnywhere()));
  const [database, mail, ...rest] = servers.map(({ port }) => port) as [number, number, ...number[]];
  await Promise.all(servers.map(({ close }) => close()));
  return { copies: rest, database, mail };
}

function listenAnywhere(): Promise<{ readonly port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("no port was given"));
      resolve({ port: address.port, close: () => new Promise((done) => server.close(() => done())) });
    });
  });
}
