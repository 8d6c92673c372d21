import type { Exchange } from "../edge/exchange.ts";
import type { Severity } from "./check.ts";

/** Values for the words of a check: numbers, short texts, yes or no. Text of the submission's own is shown as text. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export type ExchangeRef = Exchange | { readonly exchange: Exchange };

/** What the engineer sees under a finding, besides the facts. */
export interface Exhibits {
  /** The exchanges that show it (attempts are accepted too); at most twelve are kept. */
  readonly exchanges?: readonly (ExchangeRef | undefined)[];
  /** Other things worth showing: rows, log lines, timings. Plain JSON, short. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Judgement =
  | { readonly outcome: "pass"; readonly facts: Facts; readonly exhibits: Exhibits }
  | { readonly outcome: "fail"; readonly facts: Facts; readonly exhibits: Exhibits; readonly severity?: Severity }
  | { readonly outcome: "not-established"; readonly reason: string; readonly facts: Facts; readonly exhibits: Exhibits }
  | { readonly outcome: "not-applicable"; readonly reason: string; readonly facts: Facts; readonly exhibits: Exhibits }
  | { readonly outcome: "noted"; readonly facts: Facts; readonly exhibits: Exhibits };

export function pass(facts: Facts = {}, exhibits: Exhibits = {}): Judgement {
  return { outcome: "pass", facts, exhibits };
}

/** `severity` only where this way of failing weighs less, or more, than the check's own severity. */
export function fail(facts: Facts = {}, exhibits: Exhibits = {}, severity?: Severity): Judgement {
  return severity === undefined ? { outcome: "fail", facts, exhibits } : { outcome: "fail", facts, exhibits, severity };
}

/** Could not be tested. `reason` is a key of the check's `words.reasons`. */
export function notEstablished(reason: string, exhibits: Exhibits = {}, facts: Facts = {}): Judgement {
  return { outcome: "not-established", reason, facts, exhibits };
}

/** Does not apply to this submission: a bearer token has no cookie flags. `reason` is a key of `words.reasons`. */
export function notApplicable(reason: string, exhibits: Exhibits = {}, facts: Facts = {}): Judgement {
  return { outcome: "not-applicable", reason, facts, exhibits };
}

/** The only judgement of a check whose kind is `note`. */
export function noted(facts: Facts, exhibits: Exhibits = {}): Judgement {
  return { outcome: "noted", facts, exhibits };
}
