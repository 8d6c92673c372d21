import type { AnyCheck, CellNeed } from "../check/check.ts";
import type { IncidentName } from "../result/pressure.ts";
import { incidentsOf } from "../check/standard-run.ts";

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
  const timed = checks.filter((check) => isTimed(check) || isUnderPressure(check));
  const untimed = checks.filter((check) => !timed.includes(check));
  return {
    shared: untimed.filter(({ cell }) => cell === "shared"),
    beside: sittingsOf(untimed.filter(({ cell }) => cell !== "shared")),
    alone: sittingsOf(timed),
  };
}

/** A cell for each, but one run under pressure for all that read it. */
export function sittingsOf(checks: readonly AnyCheck[]): readonly Sitting[] {
  const pressed = checks.filter(isUnderPressure);
  const sittings = checks
    .filter((check) => !pressed.includes(check))
    .map((check) => ({ checks: [check], need: check.cell }));
  if (pressed.length === 0) return sittings;
  const pressure = [...new Set(pressed.flatMap(incidentsOf))];
  const reference = pressed.some(isHeldAgainstOurs);
  return [...sittings, { checks: pressed, need: { ...pressureNeed(pressure), ...(reference && { reference }) } }];
}

/** Calm seconds and the search for the capacity are in it even where nothing goes wrong. */
export function pressureNeed(pressure: readonly IncidentName[]): Exclude<CellNeed, "shared"> {
  return { copies: 2, timed: true, pressure };
}

export function isUnderPressure({ cell }: AnyCheck): boolean {
  return cell !== "shared" && cell.pressure !== undefined;
}

export function isHeldAgainstOurs({ cell }: AnyCheck): boolean {
  return cell !== "shared" && cell.reference === true;
}
