import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connectToFirst } from "../addresses/connect.ts";
import { PrivateAddress, resolveOutside } from "../addresses/resolve-outside.ts";
import { openTunnel } from "../addresses/tunnel.ts";
import { reasonOf } from "../errors/assay-error.ts";
import type { AllowedHost, AllowedHosts } from "./allowed-hosts.ts";

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

  const remember = (name: string) => {
    if (refused.size < 100) refused.add(name.slice(0, 200));
  };

  /** @throws Refusal when it is not allowed, or another error when it cannot be reached. */
  async function reach(host: string, port: number): Promise<{ upstream: Socket; tls: AllowedHost["tls"] }> {
    const name = port === 443 ? host : `${host}:${port}`;
    const allowed = hosts.allows(host, port);
    if (allowed === undefined) {
      remember(name);
      throw new Refusal(`our sandbox does not reach ${name}`);
    }
    try {
      const addresses = await resolveOutside(host, { privateAllowed: allowed.by === "registry" });
      const upstream = await connectToFirst(addresses, port, connectMs);
      sockets.add(upstream);
      upstream.on("close", () => sockets.delete(upstream));
      return { upstream, tls: allowed.tls };
    } catch (error) {
      if (error instanceof PrivateAddress) {
        remember(name);
        throw new Refusal(`${name} is in a private network`);
      }
      unreachable.add(`${name} (${reasonOf(error)})`);
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
      ({ upstream, tls }) => {
        openTunnel(client, upstream, {
          ...{ host, tls, head },
          onCut(reason) {
            // What was asked for behind the allowed host's back; without TLS there is no name to tell.
            if (reason.kind === "other-server") remember(reason.serverName ?? `${host}:${port} without TLS`);
          },
        });
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
    const port = Number(url.port || 80);
    if (hosts.allows(host, port)?.tls === "required") {
      response.writeHead(403).end(`${host} is reached by TLS\n`);
      return;
    }
    reach(host, port).then(
      ({ upstream }) => {
        upstream.on("error", () => response.destroy());
        upstream.setTimeout(idleMs, () => upstream.destroy());
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
