import {
  Agent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { connect, type Socket } from "node:net";
import { now } from "../cell/clock.ts";
import type { Exchange, RawHeaders } from "./exchange.ts";

export type Body = string | Uint8Array | { readonly repeat: string; readonly times: number };

export interface Outgoing {
  readonly operation?: string;
  readonly person: string;
  readonly copy: number;
  readonly port: number;
  readonly localAddress: string;
  readonly method: string;
  readonly path: string;
  readonly headers: RawHeaders;
  readonly body?: Body;
  /** Milliseconds until we stop waiting for the whole answer. */
  readonly deadline: number;
  /** How much of the answer's body is kept, bytes; 65,536 unless said. */
  readonly keepBytes?: number;
  readonly freshConnection: boolean;
  readonly planned: number;
  /** A connection that is already open, for requests that must leave at the same instant. */
  readonly socket?: Socket;
}

const keptRequestCharacters = 4_000;
const keptResponseBytes = 64 * 1024;
/** More than any honest answer of these operations; an endless one is cut here, or where more is kept, there. */
const readResponseBytes = 2 * 1024 * 1024;
/** A kept connection is not used after this many idle milliseconds: the server may be closing it at that very moment. */
const idleMilliseconds = 2_000;

class PeopleAgent extends Agent {
  override keepSocketAlive(socket: Socket): boolean {
    // eslint-disable-next-line @typescript-eslint/no-confusing-void-expression -- Node answers whether it can be kept; its types say nothing of it
    const keeps: unknown = super.keepSocketAlive(socket);
    if (keeps !== true) return false;
    socket.setTimeout(idleMilliseconds);
    return true;
  }
  override reuseSocket(socket: Socket, request: ClientRequest): void {
    super.reuseSocket(socket, request);
    socket.setTimeout(0);
  }
}

const connectionIds = new WeakMap<Socket, number>();
let lastConnection = 0;
let lastExchange = 0;

function connectionIdOf(socket: Socket): number {
  let id = connectionIds.get(socket);
  if (id === undefined) connectionIds.set(socket, (id = ++lastConnection));
  return id;
}

/** Opens a connection without sending anything; undefined when it could not be opened. */
export function openConnection(port: number, localAddress: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress, noDelay: true });
    socket.once("connect", () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });
}

/** The recording HTTP client of the edge. Never throws for what the other side does. */
export class HttpClient {
  readonly #agent = new PeopleAgent({ keepAlive: true, scheduling: "lifo" });

  /**
   * A server may close a kept connection just when we send on it. That is nobody's mistake, and as a browser or a proxy
   * does, we send once more on a new one.
   */
  async send(outgoing: Outgoing): Promise<Exchange> {
    const exchange = await this.#sendOnce(outgoing);
    if (!wasStale(exchange)) return exchange;
    const again = await this.#sendOnce({ ...outgoing, freshConnection: true });
    // It has ended rather than closed one connection: then the first answer is the truth, and it may have been done.
    return again.failure?.kind === "refused" ? exchange : again;
  }

  #sendOnce(outgoing: Outgoing): Promise<Exchange> {
    return new Promise((resolve) => {
      const { bytes, text } = describeBody(outgoing.body);
      const headers = withLength(outgoing, bytes);
      const { keepBytes = keptResponseBytes } = outgoing;
      const readBytes = Math.max(readResponseBytes, keepBytes);
      const sent = now();
      let firstByte: number | undefined;
      let incoming: IncomingMessage | undefined;
      let connection = { id: 0, reused: false, from: outgoing.localAddress };
      const kept: Buffer[] = [];
      let keptBytes = 0;
      let received = 0;
      let settled = false;

      const settle = (failure?: Exchange["failure"]) => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        resolve({
          id: ++lastExchange,
          ...(outgoing.operation === undefined ? {} : { operation: outgoing.operation }),
          person: outgoing.person,
          copy: outgoing.copy,
          connection,
          request: {
            method: outgoing.method,
            path: outgoing.path,
            headers,
            ...(text === undefined ? {} : { body: text }),
            bodyBytes: bytes,
          },
          ...(incoming === undefined
            ? {}
            : {
                response: {
                  status: incoming.statusCode ?? 0,
                  headers: pairs(incoming.rawHeaders),
                  body: Buffer.concat(kept).toString("utf8"),
                  bodyBytes: received,
                  cut: received > keptBytes || failure !== undefined,
                },
              }),
          ...(failure === undefined ? {} : { failure }),
          at: { planned: outgoing.planned, sent, ...(firstByte === undefined ? {} : { firstByte }), end: now() },
        });
      };
      const timer = setTimeout(() => {
        settle({ kind: "timeout", message: `no whole answer within ${String(outgoing.deadline)} ms` });
        request.destroy();
      }, outgoing.deadline);

      let request: ReturnType<typeof httpRequest>;
      try {
        request = httpRequest({
          host: "127.0.0.1",
          port: outgoing.port,
          localAddress: outgoing.localAddress,
          method: outgoing.method,
          path: outgoing.path,
          headers: headers.flatMap(([name, value]) => [name, value]),
          setHost: false,
          ...this.#connectionFor(outgoing),
          maxHeaderSize: 64 * 1024,
        });
      } catch (error) {
        // Node refuses to send some paths and header values: a fault of the check that asked for it.
        clearTimeout(timer);
        throw error;
      }
      request.setNoDelay(true);
      request.on("socket", (used) => {
        connection = { id: connectionIdOf(used), reused: request.reusedSocket, from: outgoing.localAddress };
      });
      request.on("error", (error) => settle(failureOf(error)));
      request.on("upgrade", (_message, upgraded) => {
        upgraded.destroy();
        settle({ kind: "malformed", message: "switched protocols unasked" });
      });
      request.on("response", (response) => {
        incoming = response;
        firstByte = now();
        response.on("data", (chunk: Buffer) => {
          received += chunk.length;
          if (keptBytes < keepBytes) {
            const part = chunk.subarray(0, keepBytes - keptBytes);
            kept.push(part);
            keptBytes += part.length;
          }
          if (received > readBytes) {
            settle({ kind: "too-long", message: `longer than ${String(readBytes)} bytes` });
            request.destroy();
          }
        });
        response.on("end", () => settle());
        response.on("error", (error) => settle(failureOf(error)));
        response.on("close", () =>
          settle({ kind: "closed", message: "the connection closed before the answer was whole" }),
        );
      });
      writeBody(request, outgoing.body);
    });
  }

  #connectionFor({ socket, freshConnection }: Outgoing): RequestOptions {
    // No `agent: false` here: Node would make an agent, which opens a connection of its own and leaves this one idle.
    if (socket !== undefined) return { createConnection: () => socket };
    return { agent: freshConnection ? false : this.#agent };
  }

  close(): void {
    this.#agent.destroy();
  }
}

function wasStale({ connection, response, failure }: Exchange): boolean {
  return connection.reused && response === undefined && (failure?.kind === "closed" || failure?.kind === "reset");
}

function writeBody(request: ReturnType<typeof httpRequest>, body: Body | undefined): void {
  if (body === undefined) return void request.end();
  if (typeof body === "string" || body instanceof Uint8Array) return void request.end(body);
  const chunkTimes = Math.max(
    1,
    Math.min(body.times, Math.floor(65_536 / Math.max(1, Buffer.byteLength(body.repeat)))),
  );
  const chunk = Buffer.from(body.repeat.repeat(chunkTimes));
  let left = body.times;
  const pump = () => {
    while (left > 0 && !request.destroyed) {
      const times = Math.min(left, chunkTimes);
      left -= times;
      const flowing = request.write(times === chunkTimes ? chunk : Buffer.from(body.repeat.repeat(times)));
      if (!flowing && left > 0) return void request.once("drain", pump);
    }
    if (!request.destroyed) request.end();
  };
  pump();
}

function describeBody(body: Body | undefined): { readonly bytes: number; readonly text?: string } {
  if (body === undefined) return { bytes: 0 };
  if (typeof body === "string") return { bytes: Buffer.byteLength(body), text: body.slice(0, keptRequestCharacters) };
  if (body instanceof Uint8Array) {
    return { bytes: body.length, text: Buffer.from(body.subarray(0, keptRequestCharacters)).toString("utf8") };
  }
  return {
    bytes: Buffer.byteLength(body.repeat) * body.times,
    text: `${body.repeat.slice(0, 100)} … ${String(body.times)} times`,
  };
}

/** As browsers do: a POST, PUT or PATCH without a body says that its length is 0. */
function withLength({ method, headers, body }: Outgoing, bytes: number): RawHeaders {
  const isNamed = headers.some(([name]) => ["content-length", "transfer-encoding"].includes(name.toLowerCase()));
  const isTold = body !== undefined || ["POST", "PUT", "PATCH"].includes(method);
  return isNamed || !isTold ? headers : [...headers, ["Content-Length", String(bytes)]];
}

function pairs(raw: readonly string[]): RawHeaders {
  const made: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) made.push([raw[index] as string, raw[index + 1] as string]);
  return made;
}

function failureOf(error: Error & { readonly code?: string }): Exchange["failure"] {
  const message = error.message.slice(0, 300);
  switch (error.code) {
    case "ECONNREFUSED":
      return { kind: "refused", message };
    case "ECONNRESET":
    case "EPIPE":
      return { kind: message === "socket hang up" ? "closed" : "reset", message };
    default:
      return error.code?.startsWith("HPE_") === true ? { kind: "malformed", message } : { kind: "other", message };
  }
}
