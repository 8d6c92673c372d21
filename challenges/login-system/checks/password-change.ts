import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";
import { opened, tryPassword } from "../password-opening.ts";
import { gatherAgain } from "../second-try.ts";

/** Serious: whoever fears for their account can do nothing about it. What must end with it has checks of its own. */
export default defineCheck({
  id: "password-change",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#change-password",
  ofAnyBackend: true,
  words: {
    title: "People can change their password",
    titleWhenFailed: "People can’t change their password",
    why: "When a password got out, the person must be able to change it at once.",
    passed: "Someone changed their password and got in with the new one.",
    failed:
      "Someone tried to change their password. {what, select, refused {The answer was: {answer}} other {It was answered as done, but the new password did not open the account}}.",
    reasons: {
      "no-log-in": "Nobody could log in.",
      limited: "The service said “too many tries” before we could see if it worked.",
    },
    ask: {
      question: "What does changing the password do, besides storing the new one?",
      goodAnswer: "It asks for the old one, ends all other log-ins, and drops unused reset mails.",
      weakAnswer: "It stores the new one.",
    },
  },
  technical: { summary: "POST /me/password makes the new password open the account.", asvs: ["6.2.2"] },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  gather: (world) =>
    gatherAgain(
      world,
      async () => {
        const { person, credential } = await arrive(world);
        const before = await lookIn(world, person, credential);
        const newPassword = world.canaries.password();
        const change = await world.app.operate(person, "changePassword", { newPassword });
        return { email: person.email, before, change, byNew: await tryPassword(world, person, newPassword) };
      },
      ({ change }) => [change],
    ),
  judge({ email, before, change, byNew }) {
    const exhibits = { exchanges: [before, change, byNew.logIn, byNew.whoAmI] };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    if (opened(byNew, { email })) return pass({}, exhibits);
    if (isLimit(change.exchange) || (change.accepted && isLimit(byNew.logIn.exchange)))
      return notEstablished("limited", exhibits);
    return fail({ what: change.accepted ? "useless" : "refused", answer: answerOf(change.exchange) }, exhibits);
  },
});
