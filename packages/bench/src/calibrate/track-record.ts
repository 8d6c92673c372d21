import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { rateOf, type Rate } from "./rate.ts";

const count = z.number().int().nonnegative();

const entry = z.strictObject({
  kind: z.enum(["solution", "flawed", "legitimate"]),
  /** Of a flawed variant: the check that must catch it. */
  check: z.string().optional(),
  /** ISO 8601 date of the last run. */
  ranOn: z.iso.date(),
  /** The content of engine and pack that ran, shortened: runs of the same are added up, others replaced. */
  engine: z.string(),
  assay: z.string(),
  judging: count,
  runs: count,
  /** Of a flawed variant: runs in which its check failed. */
  caught: count,
  /** Of a right one: passes and failures. */
  judged: count,
  /** Of a right one: checks that failed, once for each run. */
  falseAlarms: z.array(z.string()),
});
export type TrackRecordEntry = Readonly<z.infer<typeof entry>>;

/** `calibration.json` of a challenge: what became of each variant, by its name. */
const trackRecord = z.strictObject({ version: z.literal(1), variants: z.record(z.string(), entry) });
export type TrackRecord = Readonly<z.infer<typeof trackRecord>>;

/** How often a challenge's checks were wrong, where the truth was known. */
export interface TrackRecordSummary {
  /** ISO 8601 dates of the first and the last run. */
  readonly from: string;
  readonly to: string;
  /** Versions of Assay that ran. */
  readonly assay: readonly string[];
  /** Runs of backends with a planted flaw in which it was caught. */
  readonly caught: Rate;
  /** Backends that are right. */
  readonly right: number;
  /** Judgements on these that were wrong. */
  readonly falseAlarms: Rate;
}

/** @throws Error when the file is there and cannot be read as one */
export async function readTrackRecord(challengeFolder: string): Promise<TrackRecord | undefined> {
  let text: string;
  try {
    text = await readFile(trackRecordPath(challengeFolder), "utf8");
  } catch {
    return undefined;
  }
  return trackRecord.parse(JSON.parse(text));
}

export function trackRecordPath(challengeFolder: string): string {
  return join(challengeFolder, "calibration.json");
}

/** Undefined before anything ran. */
export function summaryOf({ variants }: TrackRecord): TrackRecordSummary | undefined {
  const entries = Object.values(variants);
  const dates = entries.map(({ ranOn }) => ranOn).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  const flawed = entries.filter(({ kind }) => kind === "flawed");
  const right = entries.filter(({ kind }) => kind !== "flawed");
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    from,
    to,
    assay: [...new Set(entries.map(({ assay }) => assay))].sort(),
    caught: rateOf(sum(flawed.map(({ caught }) => caught)), sum(flawed.map(({ runs }) => runs))),
    right: right.length,
    falseAlarms: rateOf(
      sum(right.map(({ falseAlarms }) => falseAlarms.length)),
      sum(right.map(({ judged }) => judged)),
    ),
  };
}
