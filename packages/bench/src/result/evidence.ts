import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import * as z from "zod";
import type { Try } from "../judge/try.ts";

export const evidenceVersion = 1;

/** The file's name beside `result.json`. Compressed: exchanges repeat themselves. */
export const evidenceFileName = "evidence.json.gz";

/** Everything that judging needs: `DIR/evidence.json.gz`. */
export interface Evidence {
  readonly version: typeof evidenceVersion;
  /** The version of gathering that made it: `gatheringVersion` of that day. */
  readonly gathering: number;
  /** Check id → its tries, in order. A check that was to be asked and never was has an empty list. */
  readonly checks: Readonly<Record<string, readonly Try[]>>;
}

/** What one check's evidence looks like is its judge's business, so it is not described here. */
export const evidenceSchema = z.object({
  version: z.literal(evidenceVersion),
  gathering: z.int(),
  checks: z.record(
    z.string(),
    z.array(
      z.object({
        cell: z.string(),
        evidence: z.unknown().optional(),
        error: z.string().optional(),
        appDied: z.boolean().optional(),
        ending: z.string().optional(),
        hidden: z
          .object({
            how: z.enum(["locked", "connections", "size", "unreadable"]),
            place: z.string(),
            seconds: z.number(),
          })
          .optional(),
        notAsked: z.enum(["not-in-challenge", "database-lacks", "not-bound", "brief-alone", "no-json"]).optional(),
        writtenElsewhere: z.boolean().optional(),
        standInLacks: z.array(z.string()).optional(),
        limited: z
          .object({ operation: z.string(), count: z.int(), retryAfterSeconds: z.number().optional() })
          .optional(),
        unaddressed: z.object({ address: z.string(), step: z.string().optional() }).optional(),
        printed: z.array(z.object({ check: z.string(), line: z.string() })).optional(),
      }),
    ),
  ),
});

export async function writeEvidence(path: string, evidence: Evidence): Promise<void> {
  await writeFile(path, await promisify(gzip)(JSON.stringify(evidence)));
}
