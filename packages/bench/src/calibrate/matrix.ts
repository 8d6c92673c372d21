import { rateOf, type Rate } from "./rate.ts";
import type { CheckRecord, RunRecord } from "./run-record.ts";
import type { Variant } from "./variant.ts";

export interface VariantRuns {
  readonly variant: Variant;
  readonly runs: readonly RunRecord[];
}

/** One thing that went otherwise than it should have, in how many runs of a variant. */
export interface Mishap {
  readonly variant: string;
  readonly check: string;
  readonly runs: number;
  readonly outOf: number;
  /** What was said instead: an outcome and its reason, or a problem. */
  readonly said: readonly string[];
}

export interface CheckRow {
  readonly check: string;
  /** Runs of flawed variants that name it. */
  readonly caught: number;
  readonly missed: number;
  /** Runs of right variants. */
  readonly leftAlone: number;
  readonly falseAlarms: number;
  readonly unclear: number;
}

export interface Calibration {
  /** Rows: what is true. Columns: what was said. Runs. */
  readonly matrix: {
    readonly flawed: { readonly caught: number; readonly missed: number };
    readonly right: { readonly clean: number; readonly falseAlarm: number; readonly unclear: number };
  };
  /** Of runs of flawed variants. */
  readonly caught: Rate;
  /** Of runs of solutions and legitimate variants. */
  readonly clean: Rate;
  /** Of judgements (pass or fail) on right variants: how often a check is wrong about good work. */
  readonly falseAlarmsPerJudgement: Rate;
  readonly checks: readonly CheckRow[];
  readonly misses: readonly Mishap[];
  readonly falseAlarms: readonly Mishap[];
  /** Not established, on right variants. */
  readonly unclear: readonly Mishap[];
  /** Failed with a planted flaw, without being named or listed. */
  readonly unlisted: readonly Mishap[];
  /** Said different things in different runs of one variant, or in tries of one run. */
  readonly unsteady: readonly Mishap[];
  readonly ourErrors: readonly Mishap[];
  /** Every flaw caught, every right way clean, nothing unlisted, unsteady or our error, in at least one run each. */
  readonly isProven: boolean;
}

/** Reads the runs. Pure. */
export function calibrationOf(all: readonly VariantRuns[]): Calibration {
  const flawed = all.filter(
    (one): one is VariantRuns & { variant: { kind: "flawed" } } => one.variant.kind === "flawed",
  );
  const right = all.filter(({ variant }) => variant.kind !== "flawed");

  const misses = flawed.flatMap(({ variant, runs }) =>
    mishaps({ variant, runs }, [variant.check], (record) => record === undefined || !hasFailed(record)),
  );
  const unlisted = flawed.flatMap(({ variant, runs }) => {
    const listed = new Set([variant.check, ...variant.consequences]);
    return mishaps(
      { variant, runs },
      idsIn(runs).filter((id) => !listed.has(id)),
      hasFailed,
    );
  });
  const falseAlarms = right.flatMap((one) => mishaps(one, idsIn(one.runs), hasFailed));
  const unclear = right.flatMap((one) => [
    ...mishaps(one, idsIn(one.runs), (record) => record?.outcome === "not-established"),
    ...problems(one),
  ]);
  const ourErrors = all.flatMap((one) => mishaps(one, idsIn(one.runs), (record) => record?.outcome === "our-error"));
  const unsteady = all.flatMap((one) => unsteadyIn(one));

  const flawedRuns = sum(flawed.map(({ runs }) => runs.length));
  const missed = sum(misses.map(({ runs }) => runs));
  const rightRuns = right.flatMap(({ runs }) => runs);
  const alarmed = rightRuns.filter((run) => Object.values(run.checks).some(hasFailed)).length;
  const clean = rightRuns.filter(isClean).length;
  const judged = rightRuns
    .flatMap((run) => Object.values(run.checks))
    .filter((record) => hasFailed(record) || record.outcome === "pass");
  const isProven =
    all.length > 0 &&
    all.every(({ runs }) => runs.length > 0) &&
    clean === rightRuns.length &&
    [misses, unlisted, unsteady, ourErrors].every((list) => list.length === 0);

  return {
    matrix: {
      flawed: { caught: flawedRuns - missed, missed },
      right: { clean, falseAlarm: alarmed, unclear: rightRuns.length - clean - alarmed },
    },
    caught: rateOf(flawedRuns - missed, flawedRuns),
    clean: rateOf(clean, rightRuns.length),
    falseAlarmsPerJudgement: rateOf(judged.filter(hasFailed).length, judged.length),
    checks: checkRows(flawed, rightRuns),
    misses,
    falseAlarms,
    unclear,
    unlisted,
    unsteady,
    ourErrors,
    isProven,
  };
}

/** An extra that fails is put down as not done: for a planted flaw that is being caught, for a right way a false alarm. */
function hasFailed(record: CheckRecord | undefined): boolean {
  if (record === undefined) return false;
  return record.outcome === "fail" || (record.reason === "extra-not-done" && record.because === undefined);
}

function isClean(run: RunRecord): boolean {
  const records = Object.values(run.checks);
  return (
    run.problem === undefined &&
    records.some(({ outcome }) => outcome === "pass") &&
    records.every((record) => !hasFailed(record) && (record.outcome === "pass" || record.outcome === "not-applicable"))
  );
}

function mishaps(
  { variant, runs }: VariantRuns,
  checks: readonly string[],
  isOne: (record: CheckRecord | undefined) => boolean,
): Mishap[] {
  return checks.flatMap((check) => {
    const such = runs.filter((run) => isOne(run.checks[check]));
    if (such.length === 0) return [];
    const said = new Set(such.map((run) => saidOf(run, check)));
    return [{ variant: variant.name, check, runs: such.length, outOf: runs.length, said: [...said] }];
  });
}

function problems({ variant, runs }: VariantRuns): Mishap[] {
  const such = runs.flatMap(({ problem }) => problem ?? []);
  if (such.length === 0) return [];
  return [{ variant: variant.name, check: "(all)", runs: such.length, outOf: runs.length, said: [...new Set(such)] }];
}

function unsteadyIn({ variant, runs }: VariantRuns): Mishap[] {
  return idsIn(runs).flatMap((check) => {
    // A failure may be counted with one cause or another; what was seen is the outcome.
    const said = runs.flatMap((run) => (run.checks[check] === undefined ? [] : [saidOf(run, check)]));
    const flagged = runs.filter((run) => run.checks[check]?.unsteady === true).length;
    const different = new Set(said);
    if (different.size <= 1 && flagged === 0) return [];
    const usual = Math.max(...[...different].map((one) => said.filter((other) => other === one).length));
    return [
      {
        variant: variant.name,
        check,
        runs: Math.max(flagged, said.length - usual),
        outOf: said.length,
        said: [...different],
      },
    ];
  });
}

function saidOf(run: RunRecord, check: string): string {
  const record = run.checks[check];
  if (record === undefined) return run.problem ?? "not asked";
  const why = record.error ?? record.reason;
  return why === undefined ? record.outcome : `${record.outcome} (${why})`;
}

function checkRows(
  flawed: readonly (VariantRuns & { variant: { kind: "flawed" } })[],
  rightRuns: readonly RunRecord[],
): CheckRow[] {
  const ids = new Set([...flawed.map(({ variant }) => variant.check), ...idsIn(rightRuns)]);
  return [...ids].sort().map((check) => {
    const naming = flawed.filter(({ variant }) => variant.check === check).flatMap(({ runs }) => runs);
    const caught = naming.filter((run) => hasFailed(run.checks[check])).length;
    const records = rightRuns.flatMap((run) => run.checks[check] ?? []);
    const falseAlarms = records.filter(hasFailed).length;
    const unclear = records.filter(({ outcome }) => outcome === "not-established" || outcome === "our-error").length;
    return {
      check,
      caught,
      missed: naming.length - caught,
      leftAlone: records.length - falseAlarms - unclear,
      falseAlarms,
      unclear,
    };
  });
}

function idsIn(runs: readonly RunRecord[]): string[] {
  return [...new Set(runs.flatMap((run) => Object.keys(run.checks)))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
