import { connect, type Socket } from "node:net";

/** The connections that are open now: each joins a client to the service. */
export class Wire {
  readonly #target: string;
  readonly #joined = new Set<{ readonly client: Socket; readonly service: Socket }>();

  /** @param target path of the service's socket. */
  constructor(target: string) {
    this.#target = target;
  }

  /** Joins a client to the service. Each side waits while the other cannot take more. */
  join(client: Socket): void {
    const service = connect({ path: this.#target, allowHalfOpen: true });
    const pair = { client, service };
    this.#joined.add(pair);
    client.setNoDelay(true);
    client.pipe(service);
    service.pipe(client);
    const part = (): void => {
      if (!this.#joined.delete(pair)) return;
      // A service that breaks off looks to its client as if the two had been on one machine.
      if (service.errored !== null && client.errored === null) client.resetAndDestroy();
      client.destroy();
      service.destroy();
    };
    for (const side of [client, service]) {
      side.on("error", part);
      side.on("close", () => {
        if (client.destroyed && service.destroyed) part();
        else if (side.errored !== null || !side.readableEnded) part();
      });
    }
  }

  get open(): readonly { readonly client: Socket; readonly service: Socket }[] {
    return [...this.#joined];
  }
}
