import type { Stumbles } from "../check/world.ts";
import type { Exchange } from "../edge/exchange.ts";

/** Enough to tell one bad moment from many. */
const kept = 100;

/** The stumbles of one cell, whichever check met them. */
export class StumblesMet implements Stumbles {
  #exchanges: readonly Exchange[] = [];

  note(exchange: Exchange): void {
    this.#exchanges = [...this.#exchanges, exchange].slice(-kept);
  }

  seen(): readonly Exchange[] {
    return this.#exchanges;
  }
}
