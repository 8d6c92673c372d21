import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { freePorts } from "../../src/evaluation/ports.ts";
import { openTap, type OpenTap } from "../../src/tap/tap.ts";

/** A service at a path socket that says again what it hears, and the port at which a tap to it listens once opened. */
export class TappedService {
  readonly port: number;
  readonly target: string;
  /** Its ends of connections, in the order in which they came. */
  readonly atService: Socket[] = [];
  readonly #root: string;
  readonly #server: Server;
  readonly #clients: Socket[] = [];
  #tap: OpenTap | undefined;

  private constructor(root: string, port: number) {
    this.#root = root;
    this.port = port;
    this.target = join(root, "service.sock");
    this.#server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on("error", () => undefined);
      this.atService.push(socket);
      socket.pipe(socket);
    });
  }

  static async start(): Promise<TappedService> {
    const { database: port } = await freePorts(0);
    const service = new TappedService(await mkdtemp("/tmp/assay-tap-"), port);
    await new Promise<void>((resolve) => service.#server.listen(service.target, resolve));
    return service;
  }

  async openTap(options: Partial<Parameters<typeof openTap>[0]> = {}): Promise<OpenTap> {
    this.#tap = await openTap({ port: this.port, target: this.target, name: "test", ...options });
    return this.#tap;
  }

  async stop(): Promise<void> {
    await this.#tap?.close();
    for (const socket of [...this.#clients, ...this.atService]) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#root, { recursive: true });
  }

  /** An open connection, or the code with which it failed. */
  dial(): Promise<Socket | string> {
    return new Promise((resolve) => {
      const socket = connect({ port: this.port, host: "127.0.0.1", allowHalfOpen: true });
      this.#clients.push(socket);
      socket.once("connect", () => resolve(socket));
      socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    });
  }

  async opened(): Promise<Socket> {
    const socket = await this.dial();
    if (typeof socket === "string") throw new Error(socket);
    return socket;
  }
}

/** How a connection ended: the error's code, or "closed". */
export function endOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    socket.once("close", () => resolve("closed"));
    socket.resume();
  });
}

export async function echo(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  return await heard(socket, text.length);
}

/** The next so many bytes that come, as text. */
export function heard(socket: Socket, length: number): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const hear = (chunk: Buffer): void => {
      text += chunk.toString();
      if (text.length < length) return;
      socket.off("data", hear);
      resolve(text);
    };
    socket.on("data", hear);
  });
}
