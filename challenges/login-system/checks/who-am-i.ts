import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf } from "../answers.ts";

/** Blocker: a log-in that opens nothing is no log-in. The fields besides the email are judged by `profile-reply`. */
export default defineCheck({
  id: "who-am-i",
  area: "works-as-asked",
  severity: "blocker",
  kind: "proof",
  rests: "brief#who-am-i",
  ofAnyBackend: true,
  words: {
    title: "Logged-in people see their own account",
    titleWhenFailed: "Logged-in people don’t see their account",
    why: "A log-in is only worth something if it shows people what is theirs.",
    passed: "Someone logged in and saw their own account.",
    failed:
      "Someone logged in and asked for their account. {what, select, other {They did not see their own email} refused {They got this answer: {answer}}}.",
    reasons: { "no-log-in": "Nobody could log in." },
    ask: {
      question: "How does the service know who is asking?",
      goodAnswer: "By the log-in key in the request, which it checks against what it stored.",
      weakAnswer: "The web page sends the user’s id.",
    },
  },
  technical: { summary: "GET /me with the granted credential shows the account’s email." },
  needs: ["signUp", "logIn"],
  cell: "shared",
  public: true,
  async gather(world) {
    const { person, logIn, credential } = await arrive(world);
    if (credential === undefined) return { email: person.email, logIn };
    return { email: person.email, logIn, whoAmI: await lookIn(world, person, credential) };
  },
  judge({ email, logIn, whoAmI }) {
    const exhibits = { exchanges: [logIn, whoAmI] };
    if (whoAmI === undefined) return notEstablished("no-log-in", exhibits);
    if (showsAccountOf(whoAmI, { email })) return pass({}, exhibits);
    return fail({ what: whoAmI.accepted ? "other" : "refused", answer: answerOf(whoAmI.exchange) }, exhibits);
  },
});
