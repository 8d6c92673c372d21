import type { WordKey } from "./en.ts";

/** What is said otherwise of a backend that was not written for the test: it had no brief, and nobody applied with it. */
export const enExisting = {
  "area.works-as-asked": "Does what it is there for",
  "area.works-as-asked.about": "Sign-up, log-in and the like",
  extra: "More than any backend must have",
  "do.could-not-run": "The reason is below. It may lie in how it was set up here, and not in the work.",
  "do.our-mistake": "Nothing counts against the work. Run it again.",
  "headline.no-core":
    "It starts, but we could not sign up and log in the way we were told, so we couldn’t get anywhere with it.",
  "headline.not-as-asked": "It does not do what any backend of its kind must. {finding}",
  "why.works-as-asked": "All that we could ask it to do, it did.",
  "why.works-as-asked.part": "It passed {passed} of {total} checks on what it is there for.",
  "established.works-as-asked": "It does what it is there for.",
  limits:
    "One piece of work, run on {date}. It can’t tell you how someone works with others, or promise how they’ll do in the job.",
  "problem.about": "It may be a small thing, or lie in how it was set up here.",
  "reason.extra-not-done": "It does not have this, or it does not work. That counts against nobody.",
  "good.about.extras":
    "{count, plural, one {One of these is more than any backend must have.} other {# of these are more than any backend must have.}}",
  "rule.did-not-hold-up": "A blocker in “Does what it is there for” failed, or three blockers did.",
  "rule.could-not-run":
    "For a reason of its own, not installed or started, or sign-up and log-in could not be exercised as the binding says, in two fresh cells.",
} as const satisfies Partial<Readonly<Record<WordKey, string>>>;
