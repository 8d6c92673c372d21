import type { CheckResult, Result } from "../../src/result/result.ts";

export function makeCheckResult(id: string, changes: Partial<CheckResult> = {}): CheckResult {
  return {
    id,
    area: "secure",
    severity: "serious",
    kind: "proof",
    demand: "must",
    rests: "brief#log-in",
    outcome: "pass",
    facts: { tried: 8 },
    technical: { summary: "A summary.", cwe: [362], asvs: ["15.4.2"] },
    tries: 1,
    exhibits: { exchanges: [], details: {} },
    ...changes,
  };
}

export function makeResult(changes: Partial<Result> = {}): Result {
  const moment = "2026-11-24T19:40:00.000Z";
  return {
    version: 1,
    assay: { version: "0.1.0", gathering: 1, judging: 1 },
    challenge: { id: "login-system", title: "Login system", version: "1.0.0" },
    submission: { name: "shop", language: "node", runtime: "24", files: 12, bytes: 34_000, digest: "00" },
    seed: 7,
    startedAt: moment,
    endedAt: moment,
    scope: { areAllChecks: true },
    verdict: "held-up",
    verdictRests: [],
    counts: {
      passed: 1,
      failed: 0,
      notEstablished: 0,
      notApplicable: 0,
      ourError: 0,
      explained: 0,
      failedBySeverity: { blocker: 0, serious: 0, minor: 0 },
    },
    checks: [makeCheckResult("accounts")],
    notes: [],
    phases: [{ name: "receive", startedAt: moment, endedAt: moment }],
    cells: [],
    hashRequests: 3,
    spent: { waitingForSubmissionMs: 900, ownMs: 100 },
    sandbox: { driver: "bubblewrap", limits: "cgroup-v1", network: "closed" },
    machine: { cores: 2, memoryBytes: 8e9, kernel: "6.8", node: "24.19.0", database: "PostgreSQL 18.1" },
    ...changes,
  };
}
