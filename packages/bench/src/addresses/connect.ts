import { connect, type Socket } from "node:net";

const mostTries = 4;

/**
 * A connection to the first of these IP addresses that answers.
 *
 * @param timeoutMs for all tries together
 * @throws what the last try failed with
 */
export async function connectToFirst(addresses: readonly string[], port: number, timeoutMs: number): Promise<Socket> {
  let reason: unknown = new Error("no address");
  const until = performance.now() + timeoutMs;
  for (const address of addresses.slice(0, mostTries)) {
    const left = until - performance.now();
    if (left <= 0) break;
    try {
      return await connectTo(address, port, left);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

function connectTo(host: string, port: number, timeout: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout });
    socket.once("connect", () => {
      socket.setTimeout(0);
      socket.removeAllListeners("timeout");
      socket.off("error", reject);
      resolve(socket);
    });
    socket.once("timeout", () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
  });
}
