import type { Area, CheckResult, NoteResult, Severity } from "@assay/bench/result";
import type { Catalogue, CatalogueEntry } from "../src/catalogue.ts";
import { aCheck, words } from "./builders.ts";

type Row = readonly [
  id: string,
  area: Area,
  severity: Severity,
  title: string,
  titleWhenFailed: string,
  passed?: string,
];

/** A challenge of the usual size, as the login system has it. */
const rows: readonly Row[] = [
  ["sign-up", "works-as-asked", "blocker", "People can sign up", "People cannot sign up"],
  ["log-in", "works-as-asked", "blocker", "People can log in", "People cannot log in"],
  [
    "who-am-i",
    "works-as-asked",
    "blocker",
    "A logged-in person sees their own profile",
    "A logged-in person does not see their own profile",
  ],
  ["wrong-password", "works-as-asked", "blocker", "A wrong password is refused", "A wrong password opens the door"],
  ["unknown-email", "works-as-asked", "serious", "An unknown email is refused", "An unknown email is let in"],
  [
    "log-out",
    "works-as-asked",
    "serious",
    "Logging out really ends that log-in",
    "Logging out does not end the log-in",
  ],
  ["profile-change", "works-as-asked", "serious", "Changes to a profile stay changed", "Changes to a profile are lost"],
  [
    "password-change",
    "works-as-asked",
    "serious",
    "A new password ends all other log-ins",
    "A thief stays logged in after the password was changed",
  ],
  [
    "forgot-password",
    "works-as-asked",
    "serious",
    "“Forgot password” sends a mail that works",
    "“Forgot password” does not work",
  ],
  [
    "names-in-any-script",
    "works-as-asked",
    "serious",
    "Names in any script come back unchanged",
    "Some names come back broken",
  ],
  [
    "emails-whatever-their-case",
    "works-as-asked",
    "serious",
    "The same email in capitals is the same person",
    "The same email in capitals makes a second account",
  ],
  [
    "malformed-json",
    "handles-errors",
    "serious",
    "Broken requests get a clear answer",
    "Broken requests get no clear answer",
  ],
  ["wrong-types", "handles-errors", "serious", "Wrong kinds of values are refused", "Wrong kinds of values break it"],
  ["missing-fields", "handles-errors", "minor", "Missing fields are named", "Missing fields are not named"],
  [
    "huge-body",
    "handles-errors",
    "serious",
    "Huge uploads are refused",
    "Twenty big uploads at once fill up its memory",
  ],
  ["unknown-path", "handles-errors", "minor", "Unknown pages get a clear answer", "Unknown pages get no clear answer"],
  ["deep-nesting", "handles-errors", "serious", "Deeply nested data does no harm", "Deeply nested data brings it down"],
  ["error-shape", "handles-errors", "minor", "Every error has the same form", "Errors come in several forms"],
  [
    "silent-errors",
    "handles-errors",
    "serious",
    "Errors give nothing private away",
    "Errors show its inner workings to strangers",
  ],
  [
    "one-email-one-account",
    "keeps-data-whole",
    "blocker",
    "One email makes one account, even at the same instant",
    "Two people can end up with the same account",
    "8 people tried at the same instant. One got the account.",
  ],
  [
    "reset-token-once-at-once",
    "keeps-data-whole",
    "serious",
    "A reset link works once, even when used twice at once",
    "One reset link can be used twice at once",
  ],
  [
    "parallel-updates",
    "keeps-data-whole",
    "serious",
    "Two changes at the same moment both stay",
    "One of two changes at the same moment is lost",
  ],
  [
    "killed-during-sign-ups",
    "keeps-data-whole",
    "blocker",
    "A crash loses no saved account",
    "A crash loses accounts that were confirmed",
    "We killed the program ten times during sign-ups. Every account it had confirmed was still there.",
  ],
  [
    "restart-keeps-log-ins",
    "keeps-data-whole",
    "serious",
    "A restart keeps people logged in",
    "A restart throws everybody out",
  ],
  [
    "two-copies",
    "keeps-data-whole",
    "serious",
    "Two copies share every log-in",
    "Two copies do not know each other’s log-ins",
  ],
  [
    "stored-passwords",
    "secure",
    "blocker",
    "Stored passwords cannot be read",
    "Whoever sees the database can read all passwords",
    "Whoever steals the database still cannot read them.",
  ],
  ["hash-strength", "secure", "minor", "Stored passwords are slow to crack", "Stored passwords are quick to crack"],
  [
    "salts-differ",
    "secure",
    "serious",
    "Equal passwords look different when stored",
    "Equal passwords look alike when stored",
  ],
  ["password-truncation", "secure", "serious", "Long passwords are not cut short", "Long passwords are cut short"],
  [
    "unknown-email-told-apart",
    "secure",
    "serious",
    "A stranger cannot find out who your customers are",
    "A stranger can find out who your customers are",
  ],
  [
    "guessing-slowed",
    "secure",
    "serious",
    "Guessing passwords is slowed down",
    "Passwords can be guessed without end",
    "After 20 wrong tries we were told to wait.",
  ],
  [
    "sql-injection",
    "secure",
    "blocker",
    "Database commands typed into a form do nothing",
    "A stranger can give commands to the database",
    "We put 214 attack lines into every form. All were kept as plain text.",
  ],
  ["extra-fields", "secure", "blocker", "Nobody can make themselves an admin", "Anybody can make themselves an admin"],
  [
    "other-peoples-profiles",
    "secure",
    "blocker",
    "Nobody can read another person’s profile",
    "Anybody can read another person’s profile",
  ],
  ["forged-log-ins", "secure", "blocker", "Forged log-ins are refused", "A forged log-in is believed"],
  ["log-in-expiry", "secure", "minor", "Log-ins run out by themselves", "Log-ins never run out"],
  ["reset-token-expiry", "secure", "serious", "Reset links run out", "Reset links never run out"],
  [
    "reset-token-replaced",
    "secure",
    "minor",
    "A newer reset link replaces the older one",
    "An older reset link still works after a newer one",
  ],
  ["cookie-flags", "secure", "minor", "Its cookies are marked as private", "Its cookies are not marked as private"],
  ["csrf", "secure", "serious", "Other sites cannot act in a person’s name", "Other sites can act in a person’s name"],
  [
    "stop-in-flight",
    "stable",
    "serious",
    "Stops tidily when asked",
    "Drops visitors when it is stopped",
    "Requests under way were finished before it stopped.",
  ],
  [
    "late-database",
    "stable",
    "serious",
    "It waits for a database that comes late",
    "It dies when the database comes late",
  ],
  [
    "honest-health",
    "stable",
    "minor",
    "Its health page tells the truth",
    "Its health page says all is well when it is not",
  ],
  [
    "mail-down",
    "stable",
    "serious",
    "A missing mail server holds nobody up",
    "Everybody waits when the mail server is down",
  ],
  ["other-port", "well-built", "serious", "It runs where it is told to", "It runs only where it likes"],
  [
    "lock-file",
    "well-built",
    "minor",
    "The exact parts it is built from are fixed",
    "The parts it is built from may change by themselves",
  ],
];

const extraRows: readonly Row[] = [
  [
    "delete-account",
    "works-as-asked",
    "serious",
    "Deleting an account really deletes it",
    "A deleted account leaves traces",
    "After an account was deleted we searched the whole database, and found no trace.",
  ],
  [
    "slow-clients",
    "stable",
    "serious",
    "Slow visitors do not hold up the others",
    "200 slow visitors stop everybody",
    "200 slow visitors did not stop the others.",
  ],
];

const entries: readonly (readonly [string, CatalogueEntry])[] = [
  ...[...rows, ...extraRows].map(([id, , , title, titleWhenFailed, passed]): readonly [string, CatalogueEntry] => [
    id,
    { words: words(title, titleWhenFailed, passed === undefined ? {} : { passed }) },
  ]),
  [
    "one-email-one-account",
    {
      words: words(
        "One email makes one account, even at the same instant",
        "Two people can end up with the same account",
        {
          why: "If two sign-ups arrive together, both can succeed. Orders and messages then land with the wrong person.",
          passed: "{tried} people tried at the same instant. One got the account.",
          failed: "{tried} people tried at the same instant, and {accounts} accounts were made.",
          ask: {
            question: "What stops two people from signing up with the same email at the same moment?",
            goodAnswer: "The database itself refuses the second one; the code turns that refusal into a clear message.",
            weakAnswer: "We check first whether the email exists.",
          },
        },
      ),
    },
  ],
  [
    "log-in-expiry",
    {
      words: words("Log-ins run out by themselves", "Log-ins never run out", {
        reasons: {
          sealed: "The date is sealed inside the log-in, where we cannot read or move it. Ask to be shown.",
          bearer: "It keeps log-ins without cookies.",
        },
      }),
    },
  ],
  [
    "cookie-flags",
    {
      words: words("Its cookies are marked as private", "Its cookies are not marked as private", {
        reasons: { bearer: "It keeps log-ins without cookies." },
      }),
    },
  ],
  [
    "csrf",
    {
      words: words("Other sites cannot act in a person’s name", "Other sites can act in a person’s name", {
        reasons: { bearer: "It keeps log-ins without cookies." },
      }),
    },
  ],
  [
    "tests",
    {
      words: words("Tests of its own", "", {
        passed:
          "{files, plural, one {# test} other {# tests}} of its own. {ran, select, true {All ran, and all passed.} other {We did not run them.}}",
      }),
    },
  ],
  [
    "readme",
    { words: words("A page on how to run it", "", { passed: "A page on how to run it, {words} words long." }) },
  ],
  ["commits", { words: words("Steps of the work", "", { passed: "{count} saved steps; the last says “{last}”." }) }],
];

export const usualCatalogue: Catalogue = Object.fromEntries(entries);

export const usualNotes: readonly NoteResult[] = [
  { id: "tests", area: "well-built", facts: { files: 31, ran: true }, details: {} },
  { id: "readme", area: "well-built", facts: { words: 412 }, details: {} },
  { id: "commits", area: "well-built", facts: { count: 23, last: "Refuse a reset link that was used" }, details: {} },
];

/** The usual checks, all passed, but for what `changes` says of some. */
export function usualChecks(changes: Readonly<Record<string, Partial<CheckResult>>> = {}): readonly CheckResult[] {
  const make = ([id, area, severity]: Row, demand: "must" | "extra") =>
    aCheck(id, area, {
      severity,
      demand,
      kind: id === "unknown-email-told-apart" || id === "huge-body" ? "measurement" : "proof",
      ...(id === "one-email-one-account" ? { facts: { tried: 8, accounts: 1 } } : {}),
      ...(id === "cookie-flags" || id === "csrf" ? { outcome: "not-applicable", reason: "bearer" } : {}),
      ...changes[id],
    });
  return [...rows.map((row) => make(row, "must")), ...extraRows.map((row) => make(row, "extra"))];
}
