import { Socket } from "node:net";
import type { Hindrances } from "./hindrances.ts";
import { Lane } from "./lane.ts";

/** Read at once from a service: four times what Node would read, for a service's replies are the larger part. */
const readBytes = 256 * 1024;

/** A client joined to the service. Each side waits while the other cannot take more. */
export class Connection {
  readonly #client: Socket;
  readonly #service: Socket;
  readonly #requests: Lane;
  readonly #replies: Lane;
  #forgotten = false;

  /**
   * @param target path of the service's socket.
   * @param hindrances of each direction.
   * @param closed called once, when both sides are closed.
   */
  constructor(
    client: Socket,
    target: string,
    hindrances: { readonly requests: Hindrances; readonly replies: Hindrances },
    closed: () => void,
  ) {
    const service = new Socket({
      allowHalfOpen: true,
      onread: {
        buffer: Buffer.allocUnsafeSlow(readBytes),
        callback: (bytes, buffer) => {
          this.#replies.lend(buffer.subarray(0, bytes));
          return true;
        },
      },
    });
    this.#client = client;
    this.#service = service;
    this.#requests = new Lane(client, service, hindrances.requests);
    this.#replies = new Lane(service, client, hindrances.replies);

    client.on("data", (chunk: Buffer) => this.#requests.take(chunk));
    client.on("end", () => this.#requests.then(() => service.end()));
    client.on("error", () => this.#part());
    service.on("end", () => this.#replies.then(() => client.end()));
    service.on("error", () => {
      this.#requests.drop();
      // A service that breaks off looks to its client as if the two had been on one machine.
      this.#replies.then(() => this.reset());
    });
    for (const side of [client, service]) {
      side.on("close", () => {
        if (client.destroyed && service.destroyed) closed();
      });
    }
    this.#requests.then(() => service.connect({ path: target }));
    service.resume();
  }

  /** The client gets a reset, and the service is left. */
  reset(): void {
    this.#client.resetAndDestroy();
    this.#part();
  }

  /** Both sides are left. */
  close(): void {
    this.#part();
  }

  /** The service is left, and the client is not told. */
  forget(): void {
    this.#forgotten = true;
    this.#replies.drop();
    this.#requests.drop();
    this.#service.destroy();
  }

  /** What hinders its directions has changed. */
  reconsider(): void {
    this.#requests.reconsider();
    this.#replies.reconsider();
  }

  /** Nothing hinders it any more. */
  heal(): void {
    if (this.#forgotten) this.reset();
    else this.reconsider();
  }

  #part(): void {
    this.#requests.drop();
    this.#replies.drop();
    this.#client.destroy();
    this.#service.destroy();
  }
}
