import { defineCheck, type AskOptions, type World } from "@assay/bench";
import { gotIn, guess, judgeTries, rightExchanges, twiceIfStopped } from "../guessing.ts";

/**
 * Every try claims to come from somewhere else. Trusting the one proxy, trusting loopback and trusting nobody all see
 * the true address; only believing the client is caught. Serious, as no limit is.
 */
export default defineCheck({
  id: "forged-forwarded-for",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#guessing",
  words: {
    title: "Lying about the address doesn’t get around the limit on guessing",
    titleWhenFailed: "The limit on guessing passwords is easy to get around",
    why: "A request can claim to come from anywhere. If that is believed, a guesser claims a new address each time and is never stopped.",
    passed:
      "A guesser claimed another address each time. After {wrong, plural, one {# wrong password} other {# wrong passwords}}, even the right one did not get them in at once.",
    failed:
      "A guesser claimed another address each time. After {wrong} wrong passwords they got in with the right one.",
    reasons: {
      "no-log-in": "The owner could not log in before we began to guess.",
      "too-few-tries": "We could not try often enough within a minute.",
    },
    ask: {
      question: "How does your service know a visitor’s true address?",
      goodAnswer: "From the one proxy in front of it: only what that proxy added counts.",
      weakAnswer: "It takes the first address in the X-Forwarded-For header.",
    },
  },
  technical: {
    summary: "The limit on wrong passwords isn’t keyed on what the client claims in X-Forwarded-For and its kin.",
    cwe: [348, 307],
    asvs: ["4.1.3", "15.3.4"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  consequenceOf: ["guessing-limit"],
  provokes: ["logIn"],
  cell: {},
  gather: async (world) => ({
    rounds: await twiceIfStopped(() => guess(world, { claim: fromSomewhereElse }), gotIn),
  }),
  judge: ({ rounds }) => judgeTries(rounds, gotIn, rightExchanges),
});

/** A new public address each time, in the header that the brief names and in those that some proxies set. */
function fromSomewhereElse({ canaries }: World): AskOptions {
  const address = [81, ...Array.from({ length: 3 }, () => canaries.integer(250) + 2)].join(".");
  return {
    forwardedFor: address,
    headers: { "x-real-ip": address, "x-client-ip": address, "true-client-ip": address, forwarded: `for=${address}` },
  };
}
