import { headersOf, statusOf, type Exchange } from "../edge/exchange.ts";
import type { OperationBinding, ReplyPattern } from "./binding.ts";

function matches(exchange: Exchange, pattern: number | ReplyPattern): boolean {
  if (typeof pattern === "number") return statusOf(exchange) === pattern;
  const body = exchange.response?.body ?? "";
  return (
    pattern.status.includes(statusOf(exchange)) &&
    (pattern.body === undefined || new RegExp(pattern.body, "i").test(body)) &&
    (pattern.withoutBody === undefined || !new RegExp(pattern.withoutBody, "i").test(body)) &&
    (pattern.location === undefined ||
      headersOf(exchange, "location").some((value) => new RegExp(pattern.location ?? "", "i").test(value)))
  );
}

/** The backend said, by its binding, that the operation was done. */
export function isDoneBy({ success, refusal = [], limit = [] }: OperationBinding, exchange: Exchange): boolean {
  const says = (patterns: readonly (number | ReplyPattern)[]) => patterns.some((pattern) => matches(exchange, pattern));
  return exchange.failure === undefined && says(success) && !says(refusal) && !says(limit);
}

/**
 * What a reply of a bound backend says where its status alone might deceive: a page with a message in it comes with 200.
 * Undefined for a reply that is told by its status.
 */
export function meaningOf(bound: OperationBinding, exchange: Exchange): Exchange["meaning"] {
  if (exchange.failure !== undefined) return undefined;
  const says = (patterns: readonly (number | ReplyPattern)[] = []) =>
    patterns.some((pattern) => matches(exchange, pattern));
  if (says(bound.limit)) return "limited";
  if (says(bound.refusal)) return "refused";
  if (says(bound.success)) return "done";
  return statusOf(exchange) < 400 ? "unclear" : undefined;
}
