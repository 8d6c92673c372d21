import type { AnyCheck } from "../check/check.ts";
import type { Exhibits } from "../check/judgement.ts";
import type { Exchange } from "../edge/exchange.ts";
import type { CheckResult, NoteResult } from "../result/result.ts";
import { linkCauses, type Finding } from "./causes.ts";
import { outcomeOfTries } from "./tries.ts";
import { judgeTry, type Try } from "./try.ts";

export interface ToJudge {
  /** The checks that were to be asked, in the order in which results are wanted. */
  readonly checks: readonly AnyCheck[];
  /** Check id → its tries. A check without tries is `not-established`. */
  readonly tries: Readonly<Record<string, readonly Try[]>>;
  /** Of the challenge: operation → the check that establishes it. */
  readonly establishes: Readonly<Record<string, string>>;
  /** Of the challenge: operations without which nothing can be asked. */
  readonly core: readonly string[];
  /** The version of gathering that made the evidence. */
  readonly gathering: number;
}

export interface Judged {
  readonly checks: CheckResult[];
  /** Notes that could be taken. One that could not is left out: a note is never judged, nor missed. */
  readonly notes: NoteResult[];
}

const exchangesKept = 12;

/** The ids of the checks that establish the challenge's core. */
export function coreChecksOf(challenge: Pick<ToJudge, "establishes" | "core">): ReadonlySet<string> {
  return new Set(challenge.core.flatMap((operation) => challenge.establishes[operation] ?? []));
}

/** Judges stored evidence. Pure: the same evidence gives the same results. */
export function judgeChecks(input: ToJudge): Judged {
  const core = coreChecksOf(input);
  const triesOf = (check: AnyCheck) => input.tries[check.id] ?? [];
  const findings: Finding[] = input.checks
    .filter((check) => check.kind !== "note")
    .map((check) => ({
      check,
      own: outcomeOfTries(check, triesOf(check), { isCore: core.has(check.id), gathering: input.gathering }),
    }));
  return {
    checks: linkCauses(findings, input.establishes).map(resultOf),
    notes: input.checks
      .filter((check) => check.kind === "note")
      .flatMap((check) => noteOf(check, triesOf(check), input.gathering)),
  };
}

function resultOf({ check, own, because }: Finding): CheckResult {
  const emptiedBy = [...(check.consequenceOf ?? []), ...(check.emptiedBy ?? [])];
  return {
    id: check.id,
    area: check.area,
    severity: own.severity,
    kind: check.kind === "measurement" ? "measurement" : "proof",
    demand: check.demand ?? "must",
    rests: check.rests,
    outcome: own.outcome,
    ...(own.unsteady === undefined ? {} : { unsteady: own.unsteady }),
    ...(own.reason === undefined ? {} : { reason: own.reason }),
    ...(because === undefined ? {} : { because }),
    ...(emptiedBy.length === 0 ? {} : { emptiedBy }),
    facts: own.facts,
    technical: check.technical,
    tries: own.tries,
    exhibits: keptOf(own.exhibits),
    ...(own.error === undefined ? {} : { error: own.error }),
  };
}

function noteOf(check: AnyCheck, tries: readonly Try[], gathering: number): NoteResult[] {
  const judged = tries.map((attempt) => judgeTry(check, attempt, gathering));
  const noted = judged.find((one) => one.outcome === "noted");
  if (noted === undefined) return [];
  return [{ id: check.id, area: check.area, facts: noted.facts, details: noted.exhibits.details ?? {} }];
}

function keptOf(exhibits: Exhibits): CheckResult["exhibits"] {
  const exchanges: Exchange[] = [];
  for (const reference of exhibits.exchanges ?? []) {
    if (reference === undefined || exchanges.length === exchangesKept) continue;
    exchanges.push("exchange" in reference ? reference.exchange : reference);
  }
  return { exchanges, details: exhibits.details ?? {} };
}
