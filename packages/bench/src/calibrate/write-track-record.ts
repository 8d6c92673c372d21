import { writeFile } from "node:fs/promises";
import { judgingVersion } from "../result/versions.ts";
import { calibrationOf, type VariantRuns } from "./matrix.ts";
import { readTrackRecord, trackRecordPath, type TrackRecord, type TrackRecordEntry } from "./track-record.ts";

/** Of one calibration: what its runs have in common. */
export interface TrackRecordSource {
  /** See `contentKeyOf`. */
  readonly contentKey: string;
  readonly assay: string;
  /** ISO 8601 date. */
  readonly ranOn: string;
}

/** Runs of the same engine and pack take the place of earlier ones of the same variant, and so do those of another. */
export function addedTo(
  before: TrackRecord | undefined,
  all: readonly VariantRuns[],
  source: TrackRecordSource,
): TrackRecord {
  const added = all.filter(({ runs }) => runs.length > 0).map((runs) => [nameOf(runs), entryOf(runs, source)] as const);
  const variants = { ...before?.variants, ...Object.fromEntries(added) };
  return { version: 1, variants: Object.fromEntries(Object.entries(variants).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Variants that the pack no longer has are dropped. */
export async function writeTrackRecord(
  challengeFolder: string,
  all: readonly VariantRuns[],
  source: TrackRecordSource,
  names: ReadonlySet<string>,
): Promise<TrackRecord> {
  const added = addedTo(await readTrackRecord(challengeFolder), all, source);
  const variants = Object.fromEntries(Object.entries(added.variants).filter(([name]) => names.has(name)));
  const record: TrackRecord = { version: 1, variants };
  await writeFile(trackRecordPath(challengeFolder), `${JSON.stringify(record, null, 1)}\n`);
  return record;
}

export function nameOf({ variant }: Pick<VariantRuns, "variant">): string {
  return `${variant.kind} ${variant.name}`;
}

function entryOf(one: VariantRuns, { contentKey, assay, ranOn }: TrackRecordSource): TrackRecordEntry {
  const { variant, runs } = one;
  const { caught, falseAlarms, falseAlarmsPerJudgement } = calibrationOf([one]);
  return {
    kind: variant.kind,
    ...(variant.kind === "flawed" ? { check: variant.check } : {}),
    ranOn,
    engine: contentKey.slice(0, 12),
    assay,
    judging: judgingVersion,
    runs: runs.length,
    caught: caught.of,
    judged: falseAlarmsPerJudgement.outOf,
    falseAlarms: falseAlarms.flatMap(({ check, runs: times }) => Array.from({ length: times }, () => check)),
  };
}
