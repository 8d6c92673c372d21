import { statusOf, type Exchange } from "../edge/exchange.ts";

/** These refusals come before the hash. */
const earlyRefusals = [400, 404, 405, 413, 415, 422, 429, 503];

/** Whether a request to an operation that hashes a password may have cost that hash. */
export function mayHaveHashed(exchange: Exchange): boolean {
  return exchange.request.method !== "GET" && !earlyRefusals.includes(statusOf(exchange));
}
