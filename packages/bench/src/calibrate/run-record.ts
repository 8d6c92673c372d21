import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { outcomes, verdictIds, type CheckResult, type Result } from "../result/result.ts";
import type { Variant } from "./variant.ts";

const checkRecord = z.object({
  outcome: z.enum(outcomes),
  unsteady: z.boolean().optional(),
  reason: z.string().optional(),
  because: z.string().optional(),
  error: z.string().optional(),
});
export type CheckRecord = Readonly<z.infer<typeof checkRecord>>;

const runRecord = z.object({
  seed: z.number(),
  /** Whether every check was asked, or only the named one with its consequences and their prerequisites. */
  areAllChecks: z.boolean(),
  seconds: z.number(),
  verdict: z.enum(verdictIds).optional(),
  /** Why there are no outcomes. */
  problem: z.string().optional(),
  checks: z.record(z.string(), checkRecord),
});
/** What is remembered of one run of a variant. */
export type RunRecord = Readonly<z.infer<typeof runRecord>>;

const variantRecord = z.object({ version: z.literal(1), key: z.string(), runs: z.array(runRecord) });

/** Remembers runs in a folder, so that a calibration that was ended goes on where it stopped. */
export interface RunRecords {
  /** Runs of this variant under this key; none when anything that they depend on has changed. */
  read(variant: Variant, key: string): Promise<readonly RunRecord[]>;
  write(variant: Variant, key: string, runs: readonly RunRecord[]): Promise<void>;
}

export function runRecordsIn(folder: string): RunRecords {
  const pathOf = (variant: Variant) => join(folder, `${variant.kind}-${variant.name}.json`);
  return {
    async read(variant, key) {
      try {
        const record = variantRecord.parse(JSON.parse(await readFile(pathOf(variant), "utf8")));
        return record.key === key ? record.runs : [];
      } catch {
        // Not there, or half written by something that was killed: what cannot be read was not run.
        return [];
      }
    },
    async write(variant, key, runs) {
      const path = pathOf(variant);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, `${JSON.stringify({ version: 1, key, runs }, null, 1)}\n`);
      await rename(`${path}.new`, path);
    },
  };
}

export function recordOf(result: Result, seconds: number): RunRecord {
  return {
    seed: result.seed,
    areAllChecks: result.scope.areAllChecks,
    seconds,
    verdict: result.verdict,
    ...(result.problem === undefined ? {} : { problem: `${result.problem.code}: ${result.problem.message}` }),
    checks: Object.fromEntries(result.checks.map((check) => [check.id, checkRecordOf(check)])),
  };
}

function checkRecordOf({ outcome, unsteady, reason, because, error }: CheckResult): CheckRecord {
  return {
    outcome,
    ...(unsteady === undefined ? {} : { unsteady }),
    ...(reason === undefined ? {} : { reason }),
    ...(because === undefined ? {} : { because }),
    ...(error === undefined ? {} : { error }),
  };
}
