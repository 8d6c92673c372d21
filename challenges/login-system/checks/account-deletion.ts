import { defineCheck, fail, notApplicable, notEstablished, pass, statusOf } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";
import { opened, tryPassword } from "../password-opening.ts";
import { gatherAgain } from "../second-try.ts";

/** An extra, so minor. What is left behind is asked by `deleted-data`. */
export default defineCheck({
  id: "account-deletion",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  demand: "extra",
  rests: "brief#delete-account",
  ofAnyBackend: true,
  words: {
    title: "People can delete their account",
    titleWhenFailed: "Deleting an account doesn’t work",
    why: "People have a right to leave. The law in many places asks for it.",
    passed: "Someone deleted their account. After that, the password no longer opened it.",
    failed:
      "Someone deleted their account. {what, select, refused {The answer was: {answer}} other {It was answered as done, but the password still opened it}}.",
    reasons: {
      "no-log-in": "Nobody could log in.",
      "not-built": "Deleting an account is an extra, and it is not there.",
      limited: "The service said “too many tries” before we could see.",
    },
    ask: {
      question: "What is left of someone who deleted their account?",
      goodAnswer: "Nothing, or only what the law says we must keep, and I can list it.",
      weakAnswer: "A mark that says they are gone.",
    },
  },
  technical: { summary: "DELETE /me succeeds and the password no longer logs in." },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  gather: (world) =>
    gatherAgain(
      world,
      async () => {
        const { person, credential } = await arrive(world);
        const before = await lookIn(world, person, credential);
        const deletion = await world.app.operate(person, "deleteAccount");
        return { email: person.email, before, deletion, afterwards: await tryPassword(world, person, person.password) };
      },
      ({ deletion }) => [deletion],
    ),
  judge({ email, before, deletion, afterwards }) {
    const exhibits = { exchanges: [before, deletion, afterwards.logIn, afterwards.whoAmI] };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    if ([404, 405, 501].includes(statusOf(deletion.exchange))) return notApplicable("not-built", exhibits);
    const answer = answerOf(deletion.exchange);
    if (isLimit(deletion.exchange)) return notEstablished("limited", exhibits);
    if (!deletion.accepted) return fail({ what: "refused", answer }, exhibits);
    if (opened(afterwards, { email })) return fail({ what: "kept", answer }, exhibits);
    return pass({}, exhibits);
  },
});
