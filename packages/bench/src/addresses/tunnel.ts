import { isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { ClientHelloReader } from "./client-hello.ts";

const established = "HTTP/1.1 200 Connection Established\r\n\r\n";

/** How long a client has to say whom it wants. Milliseconds. */
const helloMs = 15_000;
const idleMs = 120_000;

export interface TunnelOptions {
  /** For which the client asked, and which it may reach. */
  readonly host: string;
  /** Where TLS is optional, what doesn't begin like it is carried as it is. */
  readonly tls: "required" | "optional";
  /** Of what comes after the client's request for a tunnel. */
  readonly head: Buffer;
  /** Of everything that the server sends. */
  readonly mostBytes?: number;
  /** How long the server has to begin its first answer. Milliseconds. */
  readonly answerMs?: number;
  /** Why we cut it ourselves: for the caller that opened the tunnel, never for the client. */
  readonly onCut?: (reason: TunnelCut) => void;
}

/** `serverName` is what the client's TLS asked for instead; undefined where it named none, or was no TLS. */
export type TunnelCut =
  | { readonly kind: "other-server"; readonly serverName: string | undefined }
  | { readonly kind: "no-answer" | "too-many-bytes" };

/**
 * Carries bytes between a client that sent CONNECT and a server that is connected already; but none to the server before
 * the client's TLS has named the same host. Otherwise one address that many sites share would be a door to all of them.
 */
export function openTunnel(client: Duplex, upstream: Socket, options: TunnelOptions): void {
  const { host, tls, head, mostBytes = Infinity, answerMs = idleMs, onCut } = options;
  if (client.destroyed) {
    upstream.destroy();
    return;
  }
  const hello = new ClientHelloReader();
  const held: Buffer[] = [];
  let timer = setTimeout(() => cut(), helloMs);
  upstream.setTimeout(idleMs, () => cut());
  for (const stream of [client, upstream]) {
    stream.on("error", () => cut());
    // One that ended properly has had its end passed on, behind what it sent.
    stream.on("close", () => {
      if (!stream.readableEnded) cut();
    });
  }
  client.on("data", hold);
  client.write(established);
  if (head.length > 0) hold(head);

  function cut(reason?: TunnelCut): void {
    clearTimeout(timer);
    client.destroy();
    upstream.destroy();
    if (reason !== undefined) onCut?.(reason);
  }

  function hold(chunk: Buffer): void {
    held.push(chunk);
    const reading = hello.push(chunk);
    if (reading.state === "incomplete") return;
    clearTimeout(timer);
    client.off("data", hold);
    client.pause();
    const serverName = reading.state === "complete" ? reading.serverName : undefined;
    const isAllowed = reading.state === "invalid" ? tls === "optional" : isSameHost(serverName, host);
    if (isAllowed) carry();
    else cut({ kind: "other-server", serverName });
  }

  function carry(): void {
    let bytes = 0;
    timer = setTimeout(() => cut({ kind: "no-answer" }), answerMs);
    upstream.on("data", (chunk: Buffer) => {
      clearTimeout(timer);
      bytes += chunk.length;
      if (bytes > mostBytes) cut({ kind: "too-many-bytes" });
    });
    upstream.write(Buffer.concat(held));
    client.pipe(upstream);
    upstream.pipe(client);
  }
}

/** A server that is reached by its address alone has no name that a client could give. */
function isSameHost(serverName: string | undefined, host: string): boolean {
  if (serverName === undefined) return isIP(host) !== 0;
  return serverName === host.toLowerCase().replace(/\.$/, "");
}
