import { headersOf, isLimited, statusOf } from "@assay/bench";
import type { Attempt, Exchange, Rehearsed } from "@assay/bench";

/** What came of one operation. */
export type Told = Pick<Rehearsed, "outcome" | "seen" | "advice" | "isMisbound">;

/** "201", "302 to /login", "no answer (timeout)". */
export function answerIn(exchange: Exchange): string {
  if (exchange.failure !== undefined) return `no whole answer (${exchange.failure.kind})`;
  const [location] = headersOf(exchange, "location");
  return `${String(statusOf(exchange))}${location === undefined ? "" : ` to ${location.slice(0, 80)}`}`;
}

/** What an answer that the binding does not take for success usually means, and what to change. */
export function adviceFor({ exchange }: Attempt): { readonly advice?: string } {
  const status = statusOf(exchange);
  const body = exchange.response?.body ?? "";
  if (exchange.failure !== undefined)
    return { advice: "See what the app printed; it may wait for something that `setup` should give it." };
  if (exchange.meaning === "refused")
    return { advice: "Its reply fits `refusal`: correct what is sent, or the pattern." };
  if (isLimited(exchange)) return { advice: "It limits how often it is asked. That is no fault of the binding." };
  if (status === 404 || status === 405)
    return { advice: "There is no such address, or not with this method: correct `request`." };
  if (status === 415)
    return { advice: "It wants another kind of body: `form` in place of `json`, or the other way round." };
  if (/csrf|xsrf|forgery/i.test(body))
    return {
      advice: "It wants a CSRF token: fetch its page in a `first` step, and send `{$steps.page.outputs.csrf}`.",
    };
  if (status === 401 || status === 403)
    return { advice: "It wants a log-in, a right or a token first: `credential: true`, a header, or a `first` step." };
  if (status === 400 || status === 422)
    return { advice: "It wants something else in its body: compare `json` or `form` with what its reply says." };
  if (status >= 500)
    return { advice: "The app broke. What it printed may tell what `setup` lacks: a table, a variable, a role." };
  if (status >= 200 && status < 400) return { advice: `If that is a yes, add ${String(status)} to \`success\`.` };
  return {};
}

/** A limit says nothing of how the operation is bound. */
export function blameFor({ exchange }: Attempt): { readonly isMisbound?: true } {
  return isLimited(exchange) ? {} : { isMisbound: true };
}

/** It was not accepted: what came instead, and what that usually means. */
export function refused(attempt: Attempt): Told {
  return {
    outcome: "fails",
    seen: `It was answered with ${answerIn(attempt.exchange)}.`,
    ...adviceFor(attempt),
    ...blameFor(attempt),
  };
}

/** It was not sent: without this input the operation has nothing to do. */
export function withoutPlace(input: string): Told {
  return {
    outcome: "fails",
    seen: `It was not tried: the binding has no place for \`$inputs.${input}\`.`,
    isMisbound: true,
    advice: `Add \`$inputs.${input}\` to its \`json\`, \`form\`, \`query\` or \`request\`.`,
  };
}
