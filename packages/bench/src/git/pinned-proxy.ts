import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connectToFirst } from "../addresses/connect.ts";
import { openTunnel } from "../addresses/tunnel.ts";
import { reasonOf } from "../errors/assay-error.ts";

/** The one way out for a program that fetches from one host. */
export interface PinnedProxy {
  /** With a password: other programs of this machine have no business here. */
  readonly url: string;
  /** What went wrong on the way, in the order of first sight: for the operator. */
  problems(): readonly string[];
  close(): Promise<void>;
}

export interface PinnedProxyOptions {
  readonly host: string;
  readonly port: number;
  /** To which the host leads; nothing is looked up again. */
  readonly addresses: readonly string[];
  readonly connectMs: number;
  /** How long the server has to begin its first answer. */
  readonly answerMs: number;
  /** Of everything that is fetched. */
  readonly mostBytes: number;
}

/** Listens on loopback, for one client of ours: HTTP's CONNECT to one host and port, TLS to that host's name, no more. */
export async function openPinnedProxy(options: PinnedProxyOptions): Promise<PinnedProxy> {
  const { host, port, addresses, connectMs, answerMs } = options;
  const password = randomBytes(24).toString("base64url");
  const authorization = Buffer.from(`Basic ${Buffer.from(`git:${password}`).toString("base64")}`);
  const problems = new Set<string>();
  const sockets = new Set<Duplex>();
  let left = options.mostBytes;

  const server = createServer((_request, response) => response.writeHead(405).end());
  server.maxConnections = 16;
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  });
  server.on("connect", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const given = Buffer.from(request.headers["proxy-authorization"] ?? "");
    const isOurs = given.length === authorization.length && timingSafeEqual(given, authorization);
    const wanted = host.includes(":") ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
    if (!isOurs || request.url?.toLowerCase() !== wanted) {
      if (isOurs) problems.add(`it was led elsewhere: ${String(request.url).slice(0, 200)}`);
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    connectToFirst(addresses, port, connectMs).then(
      (upstream) => {
        sockets.add(upstream);
        upstream.on("close", () => sockets.delete(upstream));
        upstream.on("data", (chunk: Buffer) => (left -= chunk.length));
        openTunnel(client, upstream, {
          ...{ host, tls: "required", head, answerMs, mostBytes: left },
          onCut: ({ kind }) => problems.add(kind),
        });
      },
      (error: unknown) => {
        problems.add(reasonOf(error));
        client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      },
    );
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://git:${password}@127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    problems: () => [...problems],
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
