import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { lifeOf } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";
import { gatherAgain } from "../second-try.ts";

/** Blocker: whoever can't log in can do nothing else. Whether the log-in opens anything is asked by `who-am-i`. */
export default defineCheck({
  id: "log-in",
  area: "works-as-asked",
  severity: "blocker",
  kind: "proof",
  rests: "brief#log-in",
  ofAnyBackend: true,
  words: {
    title: "People can log in",
    titleWhenFailed: "Nobody can log in",
    why: "Customers who can’t log in can’t buy, and write to you instead.",
    passed: "Someone who had just signed up logged in and got a log-in key.",
    failed:
      "Someone signed up and tried to log in, but {got, select, ended {the app ended} nothing {got no log-in key} other {got this answer: {answer}}}.",
    reasons: { limited: "The service said “too many tries” to someone who logged in for the first time." },
    ask: {
      question: "Can someone log in right after they sign up?",
      goodAnswer: "Yes, at once. A test shows it.",
      weakAnswer: "They may have to wait a little.",
    },
  },
  technical: { summary: "POST /login right after sign-up grants a bearer token or a cookie." },
  needs: ["signUp"],
  cell: "shared",
  public: true,
  gather: (world) =>
    gatherAgain(
      world,
      async () => {
        const person = world.edge.person();
        const signUp = await world.app.operate(person, "signUp");
        const logIn = await world.app.operate(person, "logIn");
        return { signUp, logIn, ...(await lifeOf(world)) };
      },
      ({ signUp, logIn }) => [signUp, logIn],
    ),
  judge({ signUp, logIn, alive = true }) {
    const exhibits = { exchanges: [signUp, logIn] };
    if (logIn.credential !== undefined) return pass({}, exhibits);
    if (isLimit(logIn.exchange) || isLimit(signUp.exchange)) return notEstablished("limited", exhibits);
    if (!alive) return fail({ got: "ended", answer: "none" }, exhibits);
    return fail({ got: logIn.accepted ? "nothing" : "answer", answer: answerOf(logIn.exchange) }, exhibits);
  },
});
