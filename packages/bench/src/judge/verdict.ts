import type { Severity } from "../check/check.ts";
import type { CheckResult, Problem, VerdictId } from "../result/result.ts";
import { isExplained } from "./counts.ts";

export interface ToReachAVerdict {
  readonly checks: readonly CheckResult[];
  readonly problem?: Problem | undefined;
  /** Ids of the checks that establish the challenge's core: `coreChecksOf`. */
  readonly coreChecks: ReadonlySet<string>;
}

export interface Verdict {
  readonly verdict: VerdictId;
  /** Ids of the checks (or the code of the problem) that it rests on. */
  readonly rests: readonly string[];
}

interface VerdictRule {
  readonly id: VerdictId;
  /** The rule in the words of the design. */
  readonly rule: string;
  /** Ids that the rule rests on, or undefined when it doesn't match. */
  readonly matches: (seen: Seen) => readonly string[] | undefined;
}

/** The share of the questions for any backend that must have been asked for praise to mean anything. */
export const leastAsked = 0.5;

/** The rules, in order. The first that matches is the verdict. */
export const verdictTable: readonly VerdictRule[] = [
  {
    id: "could-not-run",
    rule: "For a reason of the submission's own, not installed or started, or the challenge's core could not be exercised, in two fresh cells.",
    matches: ({ problem, coreNotExercised }) => (problem?.by === "submission" ? [problem.code] : any(coreNotExercised)),
  },
  {
    id: "did-not-hold-up",
    rule: "A blocker in “Does what you asked” failed, or three blockers did.",
    matches: ({ failed }) => {
      const blockers = failed("blocker");
      const asAsked = blockers.filter((check) => check.area === "works-as-asked");
      return asAsked.length > 0 || blockers.length >= 3 ? idsOf(blockers) : undefined;
    },
  },
  {
    id: "gave-way",
    rule: "A blocker failed.",
    matches: ({ failed }) => any(failed("blocker")),
  },
  {
    id: "our-mistake",
    rule: "A blocker check is our error after a retry, or more than 5% of checks are, or something that our sandbox refused stopped install or start.",
    matches: ({ problem, checks, ourErrors }) => {
      if (problem !== undefined) return [problem.code];
      const isBlocker = ourErrors.some((check) => check.severity === "blocker");
      return isBlocker || ourErrors.length > checks.length * 0.05 ? idsOf(ourErrors) : undefined;
    },
  },
  {
    id: "cannot-say",
    rule: "An applicable blocker check, or more than 15% of applicable checks, not established; or fewer than half of the questions for any backend could be asked, as too little of it was bound.",
    matches: ({ applicable, notEstablished, unbound }) => {
      // Nothing that applied: nothing was tried, and "held up in everything we tried" would be hollow.
      if (applicable.length === 0) return [];
      const isBlocker = notEstablished.some((check) => check.severity === "blocker");
      if (applicable.length < (applicable.length + unbound.length) * leastAsked)
        return idsOf([...notEstablished, ...unbound]);
      return isBlocker || notEstablished.length > applicable.length * 0.15 ? idsOf(notEstablished) : undefined;
    },
  },
  {
    id: "mostly-held-up",
    rule: "A serious check failed.",
    matches: ({ failed }) => any(failed("serious")),
  },
  {
    id: "held-up",
    rule: "Otherwise; minor failures are listed.",
    matches: ({ failed }) => idsOf(failed("minor")),
  },
];

export function verdictOf(input: ToReachAVerdict): Verdict {
  const seen = look(input);
  for (const { id, matches } of verdictTable) {
    const rests = matches(seen);
    if (rests !== undefined) return { verdict: id, rests };
  }
  throw new Error("The last rule of the verdict matches everything.");
}

/** What the rules look at. Extras are in `checks` only: nobody had to do them. */
interface Seen {
  readonly checks: readonly CheckResult[];
  readonly problem: Problem | undefined;
  readonly applicable: readonly CheckResult[];
  readonly notEstablished: readonly CheckResult[];
  /** Any backend must meet them, and what they ask was not bound. */
  readonly unbound: readonly CheckResult[];
  readonly ourErrors: readonly CheckResult[];
  readonly coreNotExercised: readonly CheckResult[];
  readonly failed: (severity: Severity) => readonly CheckResult[];
}

function look({ checks, problem, coreChecks }: ToReachAVerdict): Seen {
  const musts = checks.filter((check) => check.demand === "must" && !isExplained(check, checks));
  const applicable = musts.filter((check) => check.outcome !== "not-applicable");
  return {
    checks,
    problem,
    applicable,
    notEstablished: applicable.filter((check) => check.outcome === "not-established"),
    unbound: musts.filter(({ outcome, reason }) => outcome === "not-applicable" && reason === "not-bound"),
    ourErrors: checks.filter((check) => check.outcome === "our-error"),
    coreNotExercised: musts.filter((check) => coreChecks.has(check.id) && couldNotBeExercised(check)),
    failed: (severity) => applicable.filter((check) => check.outcome === "fail" && check.severity === severity),
  };
}

/** What stands in the way of an answer without telling whether the core can be used. */
const saysNothing: ReadonlySet<string> = new Set([
  "old-evidence",
  "data-hidden",
  "limited",
  "unaddressed",
  "step-empty",
  "unseen",
]);

/** "The core can't be used" is what a blocker says; a milder failure leaves it usable. Evidence of another version, tries that disagree, data that was hidden from us, a limit that turned our visitors away, a log-in that any password gets, or what a person overruled, say nothing. */
export function couldNotBeExercised(
  check: Pick<CheckResult, "tries" | "outcome" | "severity" | "unsteady" | "reason" | "overruled">,
): boolean {
  if (check.tries < 2) return false;
  if (check.outcome === "fail") return check.severity === "blocker";
  if (check.overruled !== undefined) return false;
  return check.outcome === "not-established" && check.unsteady !== true && !saysNothing.has(check.reason ?? "unknown");
}

function any(checks: readonly CheckResult[]): readonly string[] | undefined {
  return checks.length > 0 ? idsOf(checks) : undefined;
}

function idsOf(checks: readonly CheckResult[]): readonly string[] {
  return checks.map((check) => check.id);
}
