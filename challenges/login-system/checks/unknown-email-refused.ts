import { defineCheck, fail, notEstablished, pass, statusOf, theBrief } from "@assay/bench";
import { lifeOf, logInBy, logsInByUserName, lookIn, whatTheyLogInBy } from "../actions.ts";
import { answerOf, isDone, isLimit, isRefusal } from "../answers.ts";
import { opened, type Opening } from "../password-opening.ts";

/** Serious: a log-in that makes accounts opens nobody else’s, but the shop fills with people who never signed up. */
export default defineCheck({
  id: "unknown-email-refused",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#log-in",
  ofAnyBackend: true,
  words: {
    title: "A log-in by someone unknown is refused",
    titleWhenFailed: "A log-in by someone unknown is not refused as it should be",
    why: "Someone who mistypes their email or user name must hear that it was wrong, and not end up in an empty account.",
    passed: `A log-in with an unknown ${whatTheyLogInBy} was refused.`,
    failed: `{what, select, opened {A log-in with an unknown ${whatTheyLogInBy} opened an account.} done {A log-in with an unknown ${whatTheyLogInBy} was answered with code {status}, as if it was right.} ended {A log-in with an unknown ${whatTheyLogInBy} ended the app.} fault {A log-in with an unknown ${whatTheyLogInBy} made the service break.} other {A log-in with an unknown ${whatTheyLogInBy} was refused with code {status}, where 401 was asked.}}`,
    reasons: { limited: "The service said “too many tries” before we could ask." },
    ask: {
      question: "What happens when someone logs in with an email or user name that you don’t know?",
      goodAnswer: "The same as with a wrong password, in words, code and time.",
      weakAnswer: "The code assumes that a user was found.",
    },
  },
  technical: { summary: "Log-in with an email without an account gets 401 and grants nothing.", cwe: [476] },
  needs: ["signUp", "logIn"],
  cell: "shared",
  async gather(world) {
    const stranger = world.edge.person();
    const logIn = await world.app.operate(stranger, "logIn");
    const canLook = logIn.credential !== undefined && world.app.knows("whoAmI");
    const opening: Opening = { logIn, ...(canLook ? { whoAmI: await lookIn(world, stranger) } : {}) };
    return { email: stranger.email, opening, byUserName: logsInByUserName(world), ...(await lifeOf(world)) };
  },
  judge({ email, opening, byUserName, alive = true }, { byBrief } = theBrief) {
    const exhibits = { exchanges: [opening.logIn, opening.whoAmI] };
    const { exchange } = opening.logIn;
    const status = statusOf(exchange);
    if (opened(opening, { email })) return fail({ what: "opened", status, by: logInBy(byUserName) }, exhibits);
    if (!alive) return fail({ what: "ended", status, by: logInBy(byUserName) }, exhibits);
    if (isLimit(exchange)) return notEstablished("limited", exhibits);
    if (status === 401 || (!byBrief && isRefusal(exchange))) return pass({ by: logInBy(byUserName) }, exhibits);
    if (isDone(exchange)) return fail({ what: "done", status, by: logInBy(byUserName) }, exhibits);
    return fail(
      { what: isRefusal(exchange) ? "code" : "fault", status, by: logInBy(byUserName) },
      { ...exhibits, details: { answer: answerOf(exchange) } },
      "minor",
    );
  },
});
