import type { Edge, RawRequest } from "../check/world.ts";
import { headersOf, isLimited, type Exchange } from "../edge/exchange.ts";
import type { People } from "../edge/people.ts";
import { sleep } from "./clock.ts";

/** How many requests one stranger sends: fewer than any limit that people could live with. */
const requestsEach = 5;
/** How long a limit is waited out, milliseconds: each time at least and at most, and in all. */
const wait = { least: 500, most: 3_000, inAll: 15_000 };

/** Those who get to know a backend. They come and go, each from an address of their own, so that nobody asks much. */
export class Strangers {
  readonly people: People;
  #waitLeft = wait.inAll;

  constructor(people: People) {
    this.people = people;
  }

  /**
   * Sends requests one after another. Where one is limited (429), another stranger asks; where that one is limited too,
   * the limit counts everyone together, and is waited out if that takes seconds. Else 429 stays the answer.
   */
  async ask(edge: Pick<Edge, "request">, requests: readonly RawRequest[]): Promise<readonly Exchange[]> {
    const exchanges: Exchange[] = [];
    let stranger = this.people.person();
    for (const [at, request] of requests.entries()) {
      if (at > 0 && at % requestsEach === 0) stranger = this.people.person();
      let exchange = await edge.request(stranger, request);
      if (isLimited(exchange)) exchange = await edge.request((stranger = this.people.person()), request);
      while (isLimited(exchange) && this.#waitLeft > 0) {
        const pause = Math.min(this.#waitLeft, pauseAfter(exchange));
        this.#waitLeft -= pause;
        await sleep(pause);
        exchange = await edge.request((stranger = this.people.person()), request);
      }
      exchanges.push(exchange);
    }
    return exchanges;
  }
}

function pauseAfter(exchange: Exchange): number {
  const [seconds = ""] = headersOf(exchange, "retry-after");
  return Math.min(wait.most, Math.max(wait.least, (Number(seconds) || 0) * 1_000));
}
