import type { Socket } from "node:net";
import { Connection } from "./connection.ts";
import { Hindrances, type Hindrance } from "./hindrances.ts";

/** The connections that are open now, and what hinders them. */
export class Wire {
  readonly #target: string;
  readonly #requests = new Hindrances();
  readonly #replies = new Hindrances();
  readonly #open = new Set<Connection>();
  #onNoneOpen: () => void = () => undefined;

  /** @param target path of the service's socket. */
  constructor(target: string) {
    this.#target = target;
  }

  /** Joins a client to the service. */
  join(client: Socket): void {
    const hindrances = { requests: this.#requests, replies: this.#replies };
    const connection = new Connection(client, this.#target, hindrances, () => {
      this.#open.delete(connection);
      if (this.#open.size === 0) this.#onNoneOpen();
    });
    this.#open.add(connection);
  }

  /** Hinders every connection, and those to come. One of the same name takes the place of the one before. */
  hinder(name: string, directions: { readonly requests?: Hindrance; readonly replies?: Hindrance }): void {
    if (directions.requests !== undefined) this.#requests.set(name, directions.requests);
    if (directions.replies !== undefined) this.#replies.set(name, directions.replies);
    for (const connection of this.open) connection.reconsider();
  }

  heal(): void {
    this.#requests.clear();
    this.#replies.clear();
    for (const connection of this.open) connection.heal();
  }

  /** Ends every connection. Resolves when all are closed. */
  async close(): Promise<void> {
    for (const connection of this.open) connection.close();
    if (this.#open.size > 0) await new Promise<void>((resolve) => (this.#onNoneOpen = resolve));
  }

  get open(): readonly Connection[] {
    return [...this.#open];
  }
}
