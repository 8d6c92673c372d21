import type { Area, CheckResult, IncidentName, CheckWords, Exchange, Result } from "@assay/bench/result";
import { stoodOf, tallyOf } from "../src/reading/tally.ts";

/** A check result by hand; what isn't said is a passed blocker. */
export function aCheck(id: string, area: Area, more: Partial<CheckResult> = {}): CheckResult {
  return {
    id,
    area,
    severity: "blocker",
    kind: "proof",
    demand: "must",
    rests: "brief#sign-up",
    outcome: "pass",
    facts: {},
    technical: { summary: `Shows that ${id} holds.`, cwe: [362], asvs: ["15.4.2"] },
    tries: 1,
    exhibits: { exchanges: [anExchange()], details: {} },
    ...more,
  };
}

/** As a check about an incident of a run under pressure shows it. */
export function about(incident: IncidentName): CheckResult["exhibits"] {
  return { exchanges: [], details: { incident: { name: incident } } };
}

export function anExchange(more: Partial<Exchange> = {}): Exchange {
  return {
    id: 1,
    operation: "signUp",
    person: "ana",
    copy: 0,
    connection: { id: 3, reused: false, from: "127.0.14.3" },
    request: {
      method: "POST",
      path: "/signup",
      headers: [
        ["Host", "shop.example"],
        ["X-Forwarded-For", "203.0.113.7"],
        ["Content-Type", "application/json"],
      ],
      body: '{"email":"ana.kestrel@example.test","password":"Vq7!maple-Rook-31","name":"Ana Kestrel"}',
      bodyBytes: 88,
    },
    response: {
      status: 201,
      headers: [["content-type", "application/json; charset=utf-8"]],
      body: '{"user":{"id":"318","email":"ana.kestrel@example.test","name":"Ana Kestrel"}}',
      bodyBytes: 77,
      cut: false,
    },
    at: { planned: 18_204, sent: 18_204, firstByte: 18_240, end: 18_245 },
    ...more,
  };
}

export function words(title: string, titleWhenFailed: string, more: Partial<CheckWords> = {}): CheckWords {
  return {
    title,
    titleWhenFailed,
    why: "If this breaks, orders and messages can land with the wrong person.",
    passed: "We tried it for real, and it held.",
    failed: "We tried it for real, and it did not hold.",
    ask: {
      question: "What would you do so that this can’t happen?",
      goodAnswer: "Names the cause, and where in the code it is stopped.",
      weakAnswer: "Says that it never happens.",
    },
    ...more,
  };
}

/** A whole result around some checks, with counts that fit. */
export function aResult(checks: readonly CheckResult[], more: Partial<Result> = {}): Result {
  const tally = tallyOf(stoodOf(checks));
  return {
    version: 1,
    assay: { version: "0.1.0", gathering: 1, judging: 1 },
    challenge: { id: "login-system", title: "Login system", version: "1.0.0" },
    submission: {
      name: "jonas-login",
      language: "node",
      runtime: "Node 24.21.0",
      files: 48,
      bytes: 212_000,
      digest: "9c41e07d1b6f3a2c5e8d7f60412b9a3ce5d8f7016b2a4c3d9e8f70615243b1a0",
    },
    seed: 2_134_007,
    startedAt: "2026-11-19T18:42:00.000Z",
    endedAt: "2026-11-19T18:42:48.400Z",
    scope: { areAllChecks: true },
    verdict: "held-up",
    verdictRests: [],
    counts: {
      passed: tally.of.pass,
      failed: tally.of.fail,
      notEstablished: tally.of["not-established"],
      notApplicable: tally.of["not-applicable"],
      ourError: tally.of["our-error"],
      explained: tally.of.explained,
      failedBySeverity: tally.failedBySeverity,
    },
    checks,
    notes: [],
    phases: [
      { name: "receive", startedAt: "2026-11-19T18:42:00.000Z", endedAt: "2026-11-19T18:42:00.400Z" },
      { name: "identify", startedAt: "2026-11-19T18:42:00.400Z", endedAt: "2026-11-19T18:42:00.500Z" },
      { name: "install", startedAt: "2026-11-19T18:42:00.500Z", endedAt: "2026-11-19T18:42:06.300Z" },
      { name: "start", startedAt: "2026-11-19T18:42:06.300Z", endedAt: "2026-11-19T18:42:07.900Z" },
      { name: "gather", startedAt: "2026-11-19T18:42:07.900Z", endedAt: "2026-11-19T18:42:48.100Z" },
      { name: "judge", startedAt: "2026-11-19T18:42:48.100Z", endedAt: "2026-11-19T18:42:48.300Z" },
      { name: "report", startedAt: "2026-11-19T18:42:48.300Z", endedAt: "2026-11-19T18:42:48.400Z" },
    ],
    cells: [
      {
        id: "shared-1",
        checks: checks.slice(0, -1).map((check) => check.id),
        readyMs: 214,
        appStartMs: 402,
        gatherMs: 21_300,
        waitedMs: 18_900,
        peakMemoryBytes: 143_000_000,
        outOfMemoryKills: 0,
        throttledMs: 12,
      },
      {
        id: "own-2",
        checks: checks.slice(-1).map((check) => check.id),
        readyMs: 198,
        appStartMs: 390,
        gatherMs: 12_100,
        waitedMs: 11_400,
        outOfMemoryKills: 0,
      },
    ],
    costs: { startMs: 402, idleMs: 2.4, hashMs: 61 },
    hashRequests: 312,
    spent: { waitingForSubmissionMs: 39_100, ownMs: 5_200 },
    sandbox: { driver: "bubblewrap", limits: "cgroup-v2", network: "closed" },
    machine: {
      cores: 2,
      memoryBytes: 8_232_000_000,
      kernel: "6.8.0-51-generic",
      node: "24.21.0",
      database: "PostgreSQL 18.4",
      stealPercent: 0.4,
    },
    ...more,
  };
}
