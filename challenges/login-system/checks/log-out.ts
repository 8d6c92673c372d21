import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";

/**
 * Serious: people can't leave a shared computer. Only whether logging out works at all; what a kept copy of the log-in
 * key can still do is asked by `token-after-log-out`.
 */
export default defineCheck({
  id: "log-out",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#log-out",
  words: {
    title: "People can log out",
    titleWhenFailed: "People can’t log out",
    why: "On a shared computer, the next person sits down at the account of the one before.",
    passed: "Someone logged out, and was told that it was done.",
    failed: "Someone who was logged in tried to log out, and got this answer: {answer}.",
    reasons: { "no-log-in": "Nobody could log in.", limited: "The service said “too many tries” before we could ask." },
    ask: {
      question: "What happens on the server when someone logs out?",
      goodAnswer: "Their log-in is struck off, so that a copy of it is worth nothing.",
      weakAnswer: "Nothing. The page forgets it.",
    },
  },
  technical: { summary: "POST /logout with a live credential succeeds." },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const before = await lookIn(world, person, credential);
    return { email: person.email, before, logOut: await world.app.operate(person, "logOut") };
  },
  judge({ email, before, logOut }) {
    const exhibits = { exchanges: [before, logOut] };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    if (logOut.accepted) return pass({}, exhibits);
    if (isLimit(logOut.exchange)) return notEstablished("limited", exhibits);
    return fail({ answer: answerOf(logOut.exchange) }, exhibits);
  },
});
