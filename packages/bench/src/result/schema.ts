import * as z from "zod";
import { areas, severities } from "../check/check.ts";
import { incidentNames, outcomes, phaseNames, resultVersion, verdictIds } from "./result.ts";

const milliseconds = z.number().meta({ description: "Milliseconds." });
const bytes = z.number().meta({ description: "Bytes." });
const moment = z.iso.datetime().meta({ description: "ISO 8601, UTC." });
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).meta({
  id: "facts",
  description: "Values for the words of a check. Texts may be the submission's own: show them as text.",
});
const details = z.record(z.string(), z.unknown());
const area = z.enum(areas);
const severity = z.enum(severities);

const headers = z
  .array(z.tuple([z.string(), z.string()]))
  .meta({ id: "headers", description: "Name and value, in the order received, names as sent." });

const exchange = z
  .object({
    id: z.number(),
    operation: z.string().optional(),
    person: z.string(),
    copy: z.number().meta({ description: "Which copy of the app, from 0." }),
    connection: z.object({ id: z.number(), reused: z.boolean(), from: z.string() }),
    request: z.object({
      method: z.string(),
      path: z.string(),
      headers,
      body: z.string().optional(),
      bodyBytes: bytes,
    }),
    response: z
      .object({ status: z.number(), headers, body: z.string(), bodyBytes: bytes, cut: z.boolean() })
      .optional(),
    meaning: z.enum(["done", "refused", "limited", "unclear"]).optional(),
    failure: z
      .object({
        kind: z.enum(["timeout", "refused", "reset", "closed", "malformed", "too-long", "other"]),
        message: z.string(),
      })
      .optional(),
    at: z
      .object({ planned: z.number(), sent: z.number(), firstByte: z.number().optional(), end: z.number() })
      .meta({ description: "Milliseconds on the cell's monotonic clock." }),
  })
  .meta({ id: "exchange", description: "One request and what came of it." });

const checkResult = z
  .object({
    id: z.string(),
    area,
    severity: severity.meta({ description: "Of this failure where it failed, else of the check." }),
    kind: z.enum(["proof", "measurement"]),
    demand: z.enum(["must", "extra"]),
    rests: z.string(),
    outcome: z.enum(outcomes),
    unsteady: z.boolean().optional(),
    reason: z.string().optional(),
    because: z
      .string()
      .optional()
      .meta({ description: "The check that explains this one. Where that one failed, this one is counted with it." }),
    emptiedBy: z
      .array(z.string())
      .optional()
      .meta({ description: "Checks whose failure takes the worth from a pass of this one." }),
    facts,
    technical: z.object({
      summary: z.string(),
      cwe: z.array(z.number()).optional(),
      asvs: z.array(z.string()).optional(),
    }),
    tries: z.number().meta({ description: "How many cells it was tried in." }),
    exhibits: z.object({ exchanges: z.array(exchange), details }),
    error: z.string().optional(),
    overruled: z
      .object({ was: z.enum(outcomes), by: z.string(), reason: z.string() })
      .optional()
      .meta({ description: "A person said otherwise: what the check itself had found, and why that does not stand." }),
    disputed: z
      .literal(true)
      .optional()
      .meta({ description: "Whose work it is says that this is wrong, and nobody has answered yet." }),
  })
  .meta({ id: "check" });

const cellFact = z
  .object({
    id: z.string(),
    checks: z.array(z.string()),
    readyMs: milliseconds,
    appStartMs: milliseconds,
    gatherMs: milliseconds,
    waitedMs: milliseconds,
    peakMemoryBytes: bytes.optional(),
    outOfMemoryKills: z.number(),
    throttledMs: milliseconds.optional(),
    portsTaken: z
      .array(z.string())
      .optional()
      .meta({ description: "Services whose port the submission itself took while they were cut off." }),
  })
  .meta({ id: "cell" });

const visits = {
  sent: z.number(),
  answered: z.number(),
  putOff: z.number().meta({ description: "429 or 503 in time: told to try again." }),
  failed: z.number().meta({ description: "An error, a wrong answer, or none." }),
  longestMs: milliseconds.nullable(),
};
const percentiles = { p50Ms: milliseconds.nullable(), p95Ms: milliseconds.nullable() };

export const capacityFact = z.object({
  rate: z.number().meta({ description: "Visits a second, the median of the tries." }),
  tries: z.array(z.number()),
  atLeast: z.boolean(),
  limited: z.literal(true).optional(),
});

export const journeyFact = z.object({
  operation: z.string(),
  costsHash: z.literal(true).optional(),
  sent: z.number(),
  ...percentiles,
  p50Within: z
    .tuple([milliseconds, milliseconds])
    .optional()
    .meta({ description: "Where the true median lies, 19 times of 20." }),
});

const pressure = z
  .object({
    sliceMs: milliseconds,
    durationMs: milliseconds,
    rate: z.number().meta({ description: "Visits a second outside of the rush." }),
    spikeRate: z.number().meta({ description: "Visits a second in the rush." }),
    capacity: capacityFact,
    limitMs: milliseconds,
    incidents: z.array(
      z.object({
        name: z.enum(incidentNames),
        from: milliseconds,
        to: milliseconds,
        normalAt: milliseconds.optional(),
        listeningAt: milliseconds.optional(),
        visits: z.object(visits),
        ended: z.literal(true).optional(),
        stuck: z.literal(true).optional(),
        lagged: z.literal(true).optional(),
        notEstablished: z.enum(["too-few", "not-brought-about", "limited"]).optional(),
      }),
    ),
    slices: z.array(z.object({ ...visits, ...percentiles })),
    visits: z.object(visits),
    writes: z.object({
      acknowledged: z.number(),
      sought: z.number().optional(),
      lost: z.number(),
      doubled: z.number(),
    }),
    journeys: z.array(journeyFact),
    generator: z.object({ unsent: z.number(), lagP99Ms: milliseconds }),
  })
  .meta({ id: "pressure", description: "A run under pressure. Times are milliseconds from its start." });

const share = z.object({ of: z.number(), outOf: z.number(), low: z.number(), high: z.number() });

/** `DIR/result.json`, as it is published. The type in `result.ts` is the same thing, said for our own code. */
export const resultSchema = z
  .object({
    version: z.literal(resultVersion),
    assay: z.object({ version: z.string(), gathering: z.number(), judging: z.number() }),
    challenge: z.object({ id: z.string(), title: z.string(), version: z.string() }),
    followUp: z
      .object({ id: z.string(), title: z.string(), version: z.string() })
      .optional()
      .meta({ description: "The change to the first work that was asked about too." }),
    submission: z.object({
      name: z.string(),
      language: z.string(),
      runtime: z.string(),
      files: z.number(),
      bytes,
      digest: z.string(),
    }),
    binding: z
      .object({
        name: z.string(),
        digest: z.string(),
        people: z.enum(["email", "user-name", "both"]),
        bound: z.array(z.string()),
        unbound: z.array(z.string()),
      })
      .optional(),
    seed: z.number(),
    startedAt: moment,
    endedAt: moment,
    scope: z.object({ areAllChecks: z.boolean() }),
    verdict: z.enum(verdictIds),
    verdictRests: z.array(z.string()),
    counts: z.object({
      passed: z.number(),
      failed: z.number(),
      notEstablished: z.number(),
      notApplicable: z.number(),
      ourError: z.number(),
      explained: z.number(),
      failedBySeverity: z.record(severity, z.number()),
    }),
    checks: z.array(checkResult),
    notes: z.array(z.object({ id: z.string(), area, facts, details })),
    problem: z
      .object({
        code: z.string(),
        by: z.enum(["submission", "assay", "sandbox"]),
        message: z.string(),
        whatToDo: z.string(),
        lastLines: z.array(z.string()),
      })
      .optional(),
    calibration: z
      .object({ from: z.iso.date(), to: z.iso.date(), caught: share, right: z.number(), falseAlarms: share })
      .optional()
      .meta({ description: "How often the checks were wrong where the truth was known, before this evaluation." }),
    phases: z.array(z.object({ name: z.enum(phaseNames), startedAt: moment, endedAt: moment })),
    cells: z.array(cellFact),
    pressure: pressure.optional(),
    costs: z.object({ startMs: milliseconds, idleMs: milliseconds, hashMs: milliseconds }).optional(),
    hashRequests: z.number(),
    spent: z.object({ waitingForSubmissionMs: milliseconds, ownMs: milliseconds }),
    sandbox: z.object({
      driver: z.enum(["bubblewrap", "oci", "none"]),
      limits: z.enum(["cgroup-v1", "cgroup-v2", "approximate", "none"]),
      network: z.enum(["closed", "open"]),
    }),
    machine: z.object({
      cores: z.number(),
      memoryBytes: bytes,
      kernel: z.string(),
      node: z.string(),
      database: z.string(),
      stealPercent: z.number().optional(),
    }),
  })
  .meta({ title: `Assay result, version ${resultVersion}` });

/** The JSON Schema, as it is written to `packages/bench/schema/`. Members that it doesn't name may be added within a version. */
export function resultJsonSchema(): unknown {
  return z.toJSONSchema(resultSchema, { io: "input" });
}
