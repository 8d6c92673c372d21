import { defineCheck, notEstablished } from "@assay/bench";
import { gotChanged, guessByChanging, judgeTries, mayHaveChanged, twiceIfStopped } from "../guessing.ts";

/** Minor: it takes a log-in that somebody left open. Ending that log-in after a few wrong ones stops it as well. */
export default defineCheck({
  id: "guessing-by-change",
  area: "secure",
  severity: "minor",
  kind: "proof",
  rests: "brief#guessing",
  words: {
    title: "Nobody can guess the password where it is changed",
    titleWhenFailed: "The password can be guessed where it is changed",
    why: "Whoever finds an open log-in, on a shared computer say, can try passwords there. The one that works is often the one for the mailbox too.",
    passed:
      "Someone in an open log-in tried to change its password. After {wrong, plural, one {# wrong current password} other {# wrong current passwords}}, even the right one did not change it at once.",
    failed:
      "Someone in an open log-in tried to change its password. {stopped, select, true {After {wrong} wrong current passwords the wrong ones were stopped, but the right one still changed it.} other {After {wrong} wrong current passwords within a minute, the right one changed it.}}",
    reasons: {
      "no-log-in": "Nobody could log in before we began to guess.",
      "too-few-tries": "We could not try often enough within a minute.",
      "effect-unseen": "The right one was accepted, but nothing showed us whether it changed the password.",
      "wrong-accepted": "A wrong current password was accepted, so there was nothing to guess.",
    },
    ask: {
      question: "Where else than at the log-in does your service ask for a password, and who limits the tries there?",
      goodAnswer: "Where it is changed. The same limit counts there.",
      weakAnswer: "Whoever is there has logged in already.",
    },
  },
  technical: {
    summary:
      "After 20 to 40 wrong current passwords within a minute, the right one doesn’t change the password at once.",
    cwe: [307],
    asvs: ["6.3.1"],
  },
  needs: ["signUp", "logIn", "whoAmI", "changePassword"],
  consequenceOf: ["guessing-limit", "old-password-needed"],
  provokes: ["changePassword", "logIn"],
  cell: {},
  gather: async (world) => ({ rounds: await twiceIfStopped(() => guessByChanging(world), gotChanged) }),
  judge({ rounds }) {
    const judgement = judgeTries(rounds, gotChanged, ({ right }) => [
      right?.change,
      right?.setting?.byNew.logIn,
      right?.setting?.byNew.whoAmI,
      right?.changedAgain,
    ]);
    if (rounds.some(({ wrongAccepted }) => wrongAccepted)) return notEstablished("wrong-accepted", judgement.exhibits);
    // No evidence is never a pass.
    if (rounds.some(mayHaveChanged)) return notEstablished("effect-unseen", judgement.exhibits);
    return judgement;
  },
});
