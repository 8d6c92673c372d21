import { standardIncidents, type IncidentName } from "../result/pressure.ts";
import type { AnyCheck } from "./check.ts";

/** What must go wrong in a run under pressure for this check to say something. */
export function incidentsOf({ cell }: AnyCheck): readonly IncidentName[] {
  return cell === "shared" ? [] : (cell.pressure ?? []);
}

/** It is asked unless a person chooses otherwise; others want incidents that only a full run under pressure has. */
export function isInStandardRun(check: AnyCheck): boolean {
  return incidentsOf(check).every((name) => standardIncidents.includes(name));
}
