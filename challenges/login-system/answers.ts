import { statusOf, type Exchange } from "@assay/bench";

/** Turned away as the visitor's own mistake. */
export function isRefusal(exchange: Exchange): boolean {
  if (exchange.meaning !== undefined) return exchange.meaning === "refused" || exchange.meaning === "limited";
  const status = statusOf(exchange);
  return status >= 400 && status < 500;
}

/**
 * A log-in or a credential was turned away for what it is: the account, the password or the log-in is not known.
 * No answer, a limit or a fault says nothing of the account.
 */
export function isUnknown(exchange: Exchange): boolean {
  if (exchange.meaning !== undefined) return exchange.meaning === "refused";
  return [400, 401, 403, 404, 422].includes(statusOf(exchange));
}

/** Too many tries. It says nothing about what was asked. */
export function isLimit(exchange: Exchange): boolean {
  if (exchange.meaning !== undefined) return exchange.meaning === "limited";
  return statusOf(exchange) === 429 || statusOf(exchange) === 423;
}

/** The service failed by its own account, or gave no whole answer. */
export function isFault(exchange: Exchange): boolean {
  return exchange.failure !== undefined || statusOf(exchange) >= 500;
}

/** The service says that it did what was asked. */
export function isDone(exchange: Exchange): boolean {
  if (exchange.meaning !== undefined) return exchange.meaning === "done";
  const status = statusOf(exchange);
  return exchange.failure === undefined && status >= 200 && status < 300;
}

/** For the words of a check: the status, or that no answer came. */
export function answerOf(exchange: Exchange): string {
  return exchange.response === undefined ? "no answer" : String(exchange.response.status);
}
