import { headersOf, isLimited, statusOf, type Exchange } from "../edge/exchange.ts";
import type { LimitFact } from "../result/limit-fact.ts";

/** Watches for limits while one check is gathered. */
export class LimitsMet {
  readonly #provoked: readonly string[];
  #fact: LimitFact | undefined;

  /** @param provoked operations whose limit the check is after: to be limited there is an answer. */
  constructor(provoked: readonly string[] = []) {
    this.#provoked = provoked;
  }

  /** @param at epoch milliseconds, for a limit that names a date. */
  note(exchange: Exchange, at: number = Date.now()): void {
    const { operation } = exchange;
    if (operation === undefined || this.#provoked.includes(operation)) return;
    if (!isLimited(exchange) && statusOf(exchange) !== 423) return;
    const retryAfterSeconds = retryAfterOf(exchange, at);
    this.#fact = {
      operation: this.#fact?.operation ?? operation,
      count: (this.#fact?.count ?? 0) + 1,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
  }

  found(): { readonly limited?: LimitFact } {
    return this.#fact === undefined ? {} : { limited: this.#fact };
  }
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterOf(exchange: Exchange, at: number): number | undefined {
  const text = headersOf(exchange, "retry-after").at(-1)?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - at) / 1000));
}
