import { defineCheck, theBrief } from "@assay/bench";
import { burst, judgeBurst } from "../burst.ts";

/**
 * A count that is read before the password is looked at and written afterwards lets all through that come meanwhile.
 * Serious, as for guesses one after another: whoever sends them in crowds is not stopped. Minor where no brief asks for
 * a limit.
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
    why: "Programs send a hundred guesses at once. If each is looked at before the first is counted, the limit on wrong passwords stops no one.",
    passed:
      "{tried} wrong passwords for one account came at the same instant. {lookedAt, plural, =0 {None was looked at.} one {One was looked at.} other {# were looked at, or had to wait.}}",
    failed:
      "{tried} wrong passwords for one account came at the same instant, and {lookedAt} were looked at.{elsewhere, select, true { One after another, it stops them after {limit}. Any app should count them before it looks.} other {}}",
    reasons: {
      "no-log-in": "The owner could not log in before we began to guess.",
      "no-limit": "We saw no limit on guesses, so there was none to get around.",
      "waits-unexplained": "Many had to wait, and we could not tell whether that was on purpose.",
    },
    ask: {
      question: "When does your log-in count a wrong password, before it looks at it or after?",
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
