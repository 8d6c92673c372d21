import { lookup } from "node:dns/promises";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { reasonOf } from "../errors/assay-error.ts";
import { isPrivateAddress, type AllowedHosts } from "./allowed-hosts.ts";

const mostConnections = 256;
const connectMs = 15_000;
const idleMs = 120_000;

/** The only way out of an install: a proxy that connects to allowed hosts and remembers what it refused. */
export interface RegistryProxy {
  /** `host`, or `host:port` where the port isn't 443, in the order of the first refusal. */
  refusedHosts(): readonly string[];
  /** Allowed hosts to which no connection could be made, with why. */
  unreachableHosts(): readonly string[];
  close(): Promise<void>;
}

class Refusal extends Error {}

/** Listens on a path socket. What is asked of it is untrusted, to the last byte. */
export async function openRegistryProxy(socketPath: string, hosts: AllowedHosts): Promise<RegistryProxy> {
  const refused = new Set<string>();
  const unreachable = new Set<string>();
  const sockets = new Set<Duplex>();

  /** @throws Refusal when it is not allowed, or another error when it cannot be reached. */
  async function reach(host: string, port: number): Promise<Socket> {
    const name = port === 443 ? host : `${host}:${port}`;
    const allowedAs = hosts.allows(host, port);
    if (allowedAs === undefined) {
      if (refused.size < 100) refused.add(name.slice(0, 200));
      throw new Refusal(`our sandbox does not reach ${name}`);
    }
    try {
      // Looked up once, judged, and connected to as judged: a second look-up could answer otherwise.
      const addresses = await lookup(host, { all: true, order: "ipv4first" });
      const good = addresses.filter(({ address }) => allowedAs === "registry" || !isPrivateAddress(address));
      if (good.length === 0) {
        refused.add(name);
        throw new Refusal(`${name} is in a private network`);
      }
      return await connectToFirst(
        good.map(({ address }) => address),
        port,
      );
    } catch (error) {
      if (!(error instanceof Refusal)) unreachable.add(`${name} (${reasonOf(error)})`);
      throw error;
    }
  }

  const server = createServer({ maxHeaderSize: 16 * 1024 });
  server.maxConnections = mostConnections;
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  });
  server.on("connect", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const [, host, port] = /^\[?([^\]\s/@]+?)\]?:(\d{1,5})$/.exec(request.url ?? "") ?? [];
    if (host === undefined || port === undefined) {
      client.end("HTTP/1.1 400 Bad Request\r\n\r\n");
      return;
    }
    reach(host, Number(port)).then(
      (upstream) => {
        sockets.add(upstream);
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        if (head.length > 0) upstream.write(head);
        join(client, upstream);
      },
      (error: unknown) =>
        client.end(`HTTP/1.1 ${error instanceof Refusal ? "403 Forbidden" : "502 Bad Gateway"}\r\n\r\n`),
    );
  });
  // A registry in one's own network may do without TLS: its client then asks for the whole address.
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const url = URL.parse(request.url ?? "");
    if (url?.protocol !== "http:" || (request.method !== "GET" && request.method !== "HEAD")) {
      response.writeHead(405).end();
      return;
    }
    const host = url.hostname.replace(/^\[|\]$/g, "");
    reach(host, Number(url.port || 80)).then(
      (upstream) => {
        sockets.add(upstream);
        const headers = { ...request.headers, host: url.host, connection: "close" };
        const onward = httpRequest(
          url,
          { method: request.method, headers, createConnection: () => upstream },
          (reply) => {
            response.writeHead(reply.statusCode ?? 502, reply.headers);
            reply.pipe(response);
          },
        );
        onward.on("error", () => response.destroy());
        onward.end();
      },
      (error: unknown) => response.writeHead(error instanceof Refusal ? 403 : 502).end(`${reasonOf(error)}\n`),
    );
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, resolve);
  });
  return {
    refusedHosts: () => [...refused],
    unreachableHosts: () => [...unreachable],
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function connectToFirst(addresses: readonly string[], port: number): Promise<Socket> {
  let reason: unknown;
  for (const address of addresses.slice(0, 4)) {
    try {
      return await connectTo(address, port);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

function connectTo(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: connectMs });
    socket.once("connect", () => {
      socket.setTimeout(idleMs, () => socket.destroy());
      resolve(socket);
    });
    socket.once("timeout", () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
  });
}

function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.pipe(to);
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
  }
}
