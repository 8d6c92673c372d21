import { setTimeout as passed } from "node:timers/promises";
import { evaluationChannel } from "@assay/store";
import { Client } from "pg";

/** Hears from PostgreSQL which evaluations changed, whoever changed them, and passes it on. */
export class Changes {
  readonly #url: string;
  readonly #listeners = new Map<string, Set<() => void>>();
  #client: Client | undefined;
  #closed = false;

  constructor(url: string) {
    this.#url = url;
    void this.#listen();
  }

  /** How many are listening now. */
  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** @returns what ends it */
  on(evaluation: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(evaluation) ?? new Set();
    this.#listeners.set(evaluation, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(evaluation);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }

  async #listen(): Promise<void> {
    while (!this.#closed) {
      try {
        const client = new Client({ connectionString: this.#url, keepAlive: true });
        this.#client = client;
        const ended = new Promise<void>((resolve) => {
          client.once("end", resolve).on("error", () => {
            resolve();
          });
        });
        await client.connect();
        client.on("notification", ({ payload }) => {
          for (const listener of this.#listeners.get(payload ?? "") ?? []) listener();
        });
        await client.query(`LISTEN ${evaluationChannel}`);
        // What changed while nobody listened is found by looking again.
        for (const listeners of this.#listeners.values()) for (const listener of listeners) listener();
        await ended;
      } catch {
        // The database is away: below.
      }
      if (!this.#closed) await passed(500);
    }
  }
}
