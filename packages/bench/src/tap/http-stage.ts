import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import { without, type HttpReply, type Rewrite } from "./http-reply.ts";

/** They are about one connection, and there are two. */
const ofOneConnection = ["connection", "keep-alive", "proxy-connection"];

/** Stands between a wire and a service that speaks HTTP, and rewrites its replies while it is told to. */
export class HttpStage {
  /** Of its own socket, for the wire. */
  readonly path: string;
  readonly #target: string;
  readonly #server: Server;
  /** What keeps the connection to the service, for each of a client's. */
  readonly #agents = new WeakMap<Socket, Agent>();
  readonly #rewrites = new Map<string, Rewrite>();
  #healing = new AbortController();

  /**
   * @param path where it is to listen.
   * @param target path of the service's socket.
   */
  constructor(path: string, target: string) {
    this.path = path;
    this.#target = target;
    // What is odd about a request, and how long a client takes for it, is for the service to say.
    const limits = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0, maxHeaderSize: 1024 * 1024 };
    this.#server = createServer({ ...limits, requireHostHeader: false }, (request, response) =>
      this.#forward(request, response),
    );
    this.#server.on("connection", (client: Socket) => {
      const agent = new Agent({ keepAlive: true });
      this.#agents.set(client, agent);
      client.once("close", () => agent.destroy());
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.path, resolve);
    });
  }

  /**
   * Rewrites every reply from here on. One of the same name takes the place of the one before.
   *
   * @param make is told what fires when the wire heals.
   */
  rewrite(name: string, make: (healed: AbortSignal) => Rewrite): void {
    this.#rewrites.set(name, make(this.#healing.signal));
  }

  heal(): void {
    this.#rewrites.clear();
    this.#healing.abort();
    this.#healing = new AbortController();
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    const forwarded = httpRequest({
      socketPath: this.#target,
      agent: this.#agents.get(request.socket),
      method: request.method,
      path: request.url,
      headers: without(request.rawHeaders, ...ofOneConnection),
    });
    forwarded.on("response", (incoming) => this.#answer(incoming, response));
    // Without a reply its client finds the connection closed, as where the service itself broke off.
    forwarded.on("error", () => response.destroy());
    request.pipe(forwarded);
    response.on("close", () => {
      // A client that left in the middle has left the service.
      if (!response.writableFinished) forwarded.destroy();
      // What the service did not want to read stands before the client's next request.
      request.unpipe().resume();
    });
  }

  #answer(incoming: IncomingMessage, response: ServerResponse): void {
    const came: HttpReply = {
      status: incoming.statusCode ?? 0,
      statusText: incoming.statusMessage ?? "",
      headers: without(incoming.rawHeaders, ...ofOneConnection),
      body: incoming,
    };
    const reply = [...this.#rewrites.values()].reduce((before, rewrite) => rewrite(before), came);
    response.sendDate = false;
    response.writeHead(reply.status, reply.statusText, [...reply.headers]);
    // The head is not to wait for the body.
    response.flushHeaders();
    pipeline(reply.body, response, () => undefined);
  }
}
