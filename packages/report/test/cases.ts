import type { Result } from "@assay/bench/result";
import { about, aCheck, aResult, anExchange } from "./builders.ts";
import { usualChecks, usualNotes } from "./usual-challenge.ts";
import { fullPressure } from "./pressures.ts";

const twoAccounts = {
  outcome: "fail",
  facts: { tried: 8, accounts: 2 },
  exhibits: {
    exchanges: [
      anExchange(),
      anExchange({ id: 2, person: "ana-2", connection: { id: 4, reused: false, from: "127.0.14.7" } }),
      anExchange({
        id: 3,
        person: "ana-3",
        response: {
          status: 409,
          headers: [["content-type", "application/json; charset=utf-8"]],
          body: '{"error":{"message":"This email is in use."}}',
          bodyBytes: 45,
          cut: false,
        },
      }),
    ],
    details: {
      rows: [
        { table: "accounts", id: 318, email: "ana.kestrel@example.test" },
        { table: "accounts", id: 319, email: "ana.kestrel@example.test" },
      ],
      constraints: ["PRIMARY KEY (id)"],
    },
  },
} as const;

const sealedExpiry = { outcome: "not-established", reason: "sealed" } as const;

const existingBinding = {
  name: "binding.yaml",
  digest: "2b61c0de47a3f81f0b6a6f5f0a4d1b0f6c7e2d9a8b3c4d5e6f708192a3b4c5d6",
  people: "user-name",
  bound: ["signUp", "logIn", "whoAmI", "logOut"],
  unbound: ["updateProfile", "changePassword", "forgotPassword", "resetPassword", "health", "deleteAccount"],
} as const;

/** As of a backend that was not written for the test: many questions do not apply. */
function existingChecks() {
  const unasked = (reason: string) => ({ outcome: "not-applicable", reason }) as const;
  return usualChecks({
    "one-email-one-account": twoAccounts,
    "extra-fields": { outcome: "fail" },
    "forgot-password": unasked("not-bound"),
    "reset-token-replaced": unasked("not-bound"),
    "reset-token-expiry": unasked("not-bound"),
    "honest-health": unasked("not-bound"),
    "late-database": unasked("brief-alone"),
    "other-port": unasked("brief-alone"),
    "silent-errors": unasked("brief-alone"),
    "malformed-json": unasked("no-json"),
    "delete-account": unasked("not-bound"),
  });
}

/** One result for each verdict, as a person might meet it. */
export const cases: Readonly<Record<string, Result>> = {
  "held-up": aResult(usualChecks(), { notes: usualNotes }),
  "held-up-smaller": aResult(
    usualChecks({
      "hash-strength": { outcome: "fail" },
      "honest-health": { outcome: "fail" },
      "log-in-expiry": sealedExpiry,
    }),
    {
      notes: usualNotes,
      costs: { startMs: 402, idleMs: 2.4, hashMs: 910 },
      hashRequests: 412,
      endedAt: "2026-11-19T18:46:12.000Z",
    },
  ),
  "mostly-held-up": aResult(
    usualChecks({
      "unknown-email-told-apart": { outcome: "fail", tries: 3 },
      "reset-token-replaced": { outcome: "fail" },
      "log-in-expiry": sealedExpiry,
    }),
    { verdict: "mostly-held-up", notes: usualNotes, verdictRests: ["unknown-email-told-apart"] },
  ),
  "gave-way": aResult(
    usualChecks({
      "one-email-one-account": twoAccounts,
      "reset-token-once-at-once": { outcome: "fail", because: "one-email-one-account" },
      "unknown-email-told-apart": { outcome: "fail", tries: 3 },
      "silent-errors": { outcome: "fail" },
      "huge-body": { outcome: "fail", severity: "minor", tries: 3 },
      "reset-token-replaced": { outcome: "fail" },
      "honest-health": { outcome: "fail" },
      "log-in-expiry": sealedExpiry,
      "late-database": { outcome: "not-established", unsteady: true, reason: "unsteady" },
    }),
    { verdict: "gave-way", notes: usualNotes, verdictRests: ["one-email-one-account"] },
  ),
  "did-not-hold-up": aResult(
    usualChecks({
      "wrong-password": { outcome: "fail" },
      "one-email-one-account": twoAccounts,
      "stored-passwords": { outcome: "fail" },
      "hash-strength": { outcome: "not-established", reason: "prerequisite-failed", because: "stored-passwords" },
      "salts-differ": { outcome: "not-established", reason: "prerequisite-failed", because: "stored-passwords" },
      "sql-injection": { outcome: "fail" },
      "other-peoples-profiles": { outcome: "fail" },
      "guessing-slowed": { outcome: "fail" },
      "forgot-password": { outcome: "fail" },
      "malformed-json": { outcome: "fail" },
      "lock-file": { outcome: "fail" },
      "delete-account": { outcome: "not-applicable", reason: "extra-not-done" },
      "slow-clients": { outcome: "fail", severity: "minor" },
    }),
    {
      verdict: "did-not-hold-up",
      notes: usualNotes,
      verdictRests: ["wrong-password", "one-email-one-account", "stored-passwords"],
      sandbox: { driver: "bubblewrap", limits: "approximate", network: "closed" },
    },
  ),
  "cannot-say": aResult(
    usualChecks({
      "stored-passwords": { outcome: "not-established", reason: "app-died" },
      "killed-during-sign-ups": { outcome: "not-established", reason: "app-died" },
      "log-in-expiry": sealedExpiry,
    }),
    { verdict: "cannot-say", verdictRests: ["stored-passwords", "killed-during-sign-ups"] },
  ),
  "our-mistake": aResult(
    usualChecks({
      "stored-passwords": {
        outcome: "our-error",
        error: "TypeError: rows is not iterable\n    at gather (stored-passwords.ts:31:18)",
      },
      "two-copies": { outcome: "our-error", error: "The cell agent ended: SIGSEGV" },
      "lock-file": { outcome: "fail" },
    }),
    { verdict: "our-mistake", verdictRests: ["stored-passwords"] },
  ),
  "could-not-run": stopped("start", {
    code: "submission-not-listening",
    by: "submission",
    message: "The program started, but did not answer on the port we gave it within 30 seconds.",
    whatToDo: "Listen on the port that the environment variable PORT names, at 127.0.0.1 or at all addresses.",
    lastLines: [
      "> shop-login@1.0.0 start",
      "> node dist/server.js",
      "",
      "Error: Cannot find module '/app/dist/server.js'",
      "    at Module._resolveFilename (node:internal/modules/cjs/loader:1401:15)",
      "Node.js v24.21.0",
    ],
  }),
  "our-mistake-at-install": {
    ...stopped("install", {
      code: "install-host-refused",
      by: "sandbox",
      message: "Installing asked for a host that our sandbox does not reach: downloads.example.",
      whatToDo: "Add the host to the list of registries, then run it again.",
      lastLines: [],
    }),
    verdict: "our-mistake",
  },
  "no-core": aResult(usualChecks({ "sign-up": { outcome: "fail", tries: 2 }, ...allUnreachable() }), {
    verdict: "could-not-run",
    verdictRests: ["sign-up"],
  }),
  existing: aResult(existingChecks(), {
    verdict: "gave-way",
    verdictRests: ["one-email-one-account"],
    binding: existingBinding,
  }),
  "existing-no-core": aResult(usualChecks({ "sign-up": { outcome: "fail", tries: 2 }, ...allUnreachable() }), {
    verdict: "could-not-run",
    verdictRests: ["sign-up"],
    binding: existingBinding,
  }),
  "under-pressure": aResult(
    [
      ...usualChecks(),
      aCheck("slow-database", "stable", { exhibits: about("slow-database"), severity: "serious" }),
      aCheck("outage-under-load", "stable", {
        exhibits: about("database-outage"),
        severity: "serious",
        outcome: "fail",
      }),
      aCheck("rush", "stable", {
        exhibits: about("spike"),
        severity: "serious",
        outcome: "not-established",
        reason: "unknown",
      }),
    ],
    { verdict: "mostly-held-up", verdictRests: ["outage-under-load"], pressure: fullPressure },
  ),
  only: aResult(
    usualChecks({ "one-email-one-account": twoAccounts }).filter(({ id }) =>
      ["one-email-one-account", "stored-passwords", "sign-up"].includes(id),
    ),
    { verdict: "gave-way", scope: { areAllChecks: false }, verdictRests: ["one-email-one-account"] },
  ),
};

function allUnreachable(): Record<string, { outcome: "not-established"; reason: string; because: string }> {
  const unreachable = { outcome: "not-established", reason: "prerequisite-failed", because: "sign-up" } as const;
  return Object.fromEntries(
    usualChecks()
      .filter(
        ({ id, outcome }) => outcome === "pass" && id !== "sign-up" && id !== "lock-file" && id !== "unknown-path",
      )
      .map(({ id }) => [id, unreachable]),
  );
}

function stopped(at: "install" | "start", problem: NonNullable<Result["problem"]>): Result {
  const whole = aResult([]);
  const last = whole.phases.findIndex((phase) => phase.name === at);
  const { costs: _, ...rest } = whole;
  return {
    ...rest,
    verdict: "could-not-run",
    verdictRests: [problem.code],
    problem,
    phases: whole.phases.slice(0, last + 1),
    cells: [],
    hashRequests: 0,
  };
}
