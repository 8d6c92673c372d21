import { defineCheck, fail, notEstablished, pass, theBrief } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";
import { gatherAgain } from "../second-try.ts";

/**
 * Serious: people can't leave a shared computer. Only whether the person's own browser or app is out afterwards; what a
 * kept copy of the log-in key can still do is asked by `token-after-log-out`.
 */
export default defineCheck({
  id: "log-out",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#log-out",
  ofAnyBackend: true,
  words: {
    title: "People can log out",
    titleWhenFailed: "People can’t log out",
    why: "On a shared computer, the next person sits down at the account of the one before.",
    passed: "Someone logged out, and no longer saw their account.",
    failed:
      "Someone tried to log out. {what, select, refused {They got this answer: {answer}} other {It was answered as done, but they still saw their account}}.",
    reasons: { "no-log-in": "Nobody could log in.", limited: "The service said “too many tries” before we could ask." },
    ask: {
      question: "What happens on the server when someone logs out?",
      goodAnswer: "Their log-in is struck off, so that a copy of it is worth nothing.",
      weakAnswer: "Nothing. The page forgets it.",
    },
  },
  technical: {
    summary: "POST /logout with a live credential succeeds, and the client’s own credential then opens nothing.",
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  public: true,
  gather: (world) =>
    gatherAgain(
      world,
      async () => {
        const { person, credential } = await arrive(world);
        const before = await lookIn(world, person, credential);
        const logOut = await world.app.operate(person, "logOut");
        // With what the browser holds now: a cookie may have been taken back.
        return { email: person.email, kind: credential?.kind, before, logOut, after: await lookIn(world, person) };
      },
      ({ logOut }) => [logOut],
    ),
  judge({ email, kind, before, logOut, after }, { byBrief } = theBrief) {
    const exhibits = { exchanges: [before, logOut, after] };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    const answer = answerOf(logOut.exchange);
    if (isLimit(logOut.exchange)) return notEstablished("limited", exhibits);
    if (!logOut.accepted) return fail({ what: "refused", answer }, exhibits);
    // A token is forgotten by whoever holds it, and may have only that way to end where no brief asks for more.
    if (!byBrief && kind === "bearer") return pass({}, exhibits);
    return showsAccountOf(after, { email }) ? fail({ what: "stayed", answer }, exhibits) : pass({}, exhibits);
  },
});
