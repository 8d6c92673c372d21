import type { Server } from "node:net";

/** Refuses new connections: nothing listens any more. Connections that are open go on. */
export function refuse(listener: Server): Promise<void> {
  return new Promise((resolve) => {
    // close() calls back when the last connection has ended, but nothing is accepted from here on.
    listener.close();
    setImmediate(resolve);
  });
}
