import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Relay {
  /** The same database at another host and port. */
  readonly url: string;
  /** How many connections came through it. */
  connections(): number;
  close(): Promise<void>;
}

/** Listens at another loopback address and hands every byte on to the database that the URL names. */
export async function openRelay(databaseUrl: string): Promise<Relay> {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port === "" ? "5432" : url.port) };
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer((incoming) => {
    count++;
    const outgoing = connect(target);
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.7", resolve));
  url.hostname = "127.0.0.7";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    connections: () => count,
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
