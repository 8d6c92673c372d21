import type { AnyCheck, CellNeed } from "../check/check.ts";

/** Checks that are gathered in one cell, one after another. */
export interface Sitting {
  readonly checks: readonly AnyCheck[];
  readonly need: CellNeed;
}

export interface Schedule {
  /** The first cell: the submission's own costs, then the cheap checks. */
  readonly shared: readonly AnyCheck[];
  /** Cells that may run beside others. */
  readonly beside: readonly Sitting[];
  /** Cells in which time is measured: nothing else runs meanwhile. */
  readonly alone: readonly Sitting[];
}

/** A check that measures is disturbed by whatever else runs on the machine. */
function isTimed(check: AnyCheck): boolean {
  return check.kind === "measurement" || (check.cell !== "shared" && check.cell.timed === true);
}

export function scheduleOf(checks: readonly AnyCheck[]): Schedule {
  const ownCell = (check: AnyCheck): Sitting => ({ checks: [check], need: check.cell });
  const timed = checks.filter(isTimed);
  const untimed = checks.filter((check) => !isTimed(check));
  return {
    shared: untimed.filter(({ cell }) => cell === "shared"),
    beside: untimed.filter(({ cell }) => cell !== "shared").map(ownCell),
    alone: timed.map(ownCell),
  };
}
