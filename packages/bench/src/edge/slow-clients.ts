import { once } from "node:events";
import type { Socket } from "node:net";
import type { Person } from "../check/world.ts";
import { openConnection } from "./http-client.ts";

/**
 * People on very slow lines: each opens a connection and sends a request's head one byte each `everyMs`, never ending it.
 */
export async function holdSlowClients(
  people: readonly Person[],
  port: number,
  everyMs: number,
  publicUrl: string,
): Promise<{ readonly opened: number; close(): Promise<{ readonly stillOpen: number }> }> {
  const head = `POST / HTTP/1.1\r\nHost: ${new URL(publicUrl).host}\r\nX-Slow: `;
  const opened = await Promise.all(people.map((person) => openConnection(port, person.localAddress)));
  const sockets = opened.filter((socket): socket is Socket => socket !== undefined);
  let sent = 0;
  for (const socket of sockets) socket.on("error", () => socket.destroy());
  const timer = setInterval(() => {
    const byte = head.charAt(sent++) || "a";
    for (const socket of sockets) if (socket.writable) socket.write(byte);
  }, everyMs);
  return {
    opened: sockets.length,
    async close() {
      clearInterval(timer);
      const open = sockets.filter((socket) => !socket.destroyed && !socket.readableEnded);
      await Promise.all(
        sockets.map(async (socket) => {
          if (socket.destroyed) return;
          const closed = once(socket, "close");
          socket.destroy();
          await closed;
        }),
      );
      return { stillOpen: open.length };
    },
  };
}
