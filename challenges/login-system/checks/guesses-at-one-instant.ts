import { defineCheck, theBrief } from "@assay/bench";
import { burst, judgeBurst } from "../burst.ts";

/**
 * A count that is read before the password is checked and written afterwards misses all guesses that arrive in between.
 * Serious, as for guesses one after another: a crowd of guesses isn't stopped. Minor where no brief asks for a limit.
 */
export default defineCheck({
  id: "guesses-at-one-instant",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#guessing",
  ofAnyBackend: true,
  words: {
    title: "Guessing many passwords at the same instant is stopped too",
    titleWhenFailed: "Many passwords can be guessed at the same instant",
    why: "Programs send a hundred guesses at once. If each is checked before the first is counted, the limit on wrong passwords stops no one.",
    passed:
      "{tried} wrong passwords for one account arrived at the same instant. {lookedAt, plural, =0 {None was checked.} one {One was checked.} other {# were checked, or had to wait.}}",
    failed:
      "{tried} wrong passwords for one account arrived at the same instant, and {lookedAt} were checked.{elsewhere, select, true { When they come one after another, they are stopped after {limit}. Any app should count a guess before it checks it.} other {}}",
    reasons: {
      "no-log-in": "The owner could not log in before we began to guess.",
      "no-limit": "We saw no limit on guesses, so there was none to get around.",
      "waits-unexplained": "Many answers were slow, and we could not tell whether that was on purpose.",
    },
    ask: {
      question: "When does your log-in count a wrong password, before it checks it or after?",
      goodAnswer: "Before, in one step, and it takes the count back when the password was right.",
      weakAnswer: "When it turns out to be wrong.",
    },
  },
  technical: {
    summary:
      "Of 60 concurrent log-ins with wrong passwords for one account, at most 40 are verified at once: the attempt is counted before the hash, atomically.",
    cwe: [307, 362],
    asvs: ["6.3.1", "15.4.2"],
  },
  needs: ["signUp", "logIn"],
  consequenceOf: ["guessing-limit"],
  provokes: ["logIn"],
  cell: {},
  gather: burst,
  judge: (evidence, standard = theBrief) => judgeBurst(evidence, standard),
});
