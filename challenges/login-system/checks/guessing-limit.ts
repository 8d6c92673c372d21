import { defineCheck, notEstablished, theBrief } from "@assay/bench";
import { gotIn, guess, judgeTries, rightExchanges, twiceIfStopped } from "../guessing.ts";
import { isUnseen } from "../password-opening.ts";

/**
 * Judged by the effect: after many wrong passwords from one address, does the right one still open the account at
 * once? Limits by account, by address and by delay all stop that. Serious: weak passwords are found within hours. Minor
 * where no brief asks for it: what stands in front of the app may have a limit that we can't see.
 */
export default defineCheck({
  id: "guessing-limit",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#guessing",
  ofAnyBackend: true,
  words: {
    title: "Guessing passwords one after another is stopped",
    titleWhenFailed:
      "{elsewhere, select, true {We saw no limit on guessing passwords} other {A stranger can guess passwords for as long as they like}}",
    why: "Programs try thousands of likely passwords. Without a limit, some customers’ accounts are open by tomorrow.",
    passed:
      "After {wrong, plural, one {# wrong password} other {# wrong passwords}}, even the right one did not get the guesser in at once.",
    failed:
      "{stopped, select, true {After {wrong} wrong passwords the wrong ones were stopped, but the right one still got in.} other {After {wrong} wrong passwords {elsewhere, select, true {in a row} other {within a minute}}, the guesser got in with the right one.}}{elsewhere, select, true { Any app should slow guessing down, or have a server in front of it that does.} other {}}",
    reasons: {
      "no-log-in": "The owner could not log in before we began to guess.",
      unseen: "The right password got in, and we couldn’t see whether a wrong one would have got in too.",
      "too-few-tries": "We could not try often enough in the time we had.",
    },
    ask: {
      question: "What happens when someone tries a thousand passwords on one account?",
      goodAnswer:
        "After a few they are slowed or stopped, counted by account and by address, and the owner can still get in.",
      weakAnswer: "Our passwords are long enough.",
    },
  },
  technical: {
    summary:
      "After 20 to 40 wrong passwords for one account from one address within a minute, the right one doesn’t open it at once.",
    cwe: [307],
    asvs: ["6.3.1"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  provokes: ["logIn"],
  cell: {},
  gather: async (world) => ({ rounds: await twiceIfStopped(() => guess(world), gotIn) }),
  judge({ rounds }, standard = theBrief) {
    if (rounds.some(({ right }) => isUnseen(right)))
      return notEstablished("unseen", { exchanges: rounds.flatMap(rightExchanges) });
    return judgeTries(rounds, gotIn, rightExchanges, standard);
  },
});
