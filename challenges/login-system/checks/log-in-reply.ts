import { defineCheck, fail, notEstablished, pass, statusOf } from "@assay/bench";
import { arrive } from "../actions.ts";

/** Minor: the log-in works; a front end that reads the code as agreed does not see it. */
export default defineCheck({
  id: "log-in-reply",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#log-in",
  words: {
    title: "Log-in answers with the agreed code",
    titleWhenFailed: "Log-in answers with another code than agreed",
    why: "The web pages are built on the agreed answers. If they differ, a log-in that worked can look like one that failed.",
    passed: "Log-in answered with code {status}, as agreed.",
    failed:
      "Log-in answered with code {status}. The contract asks for {kind, select, cookie {200 or 204} other {200}}.",
    reasons: { "no-log-in": "Nobody could log in." },
    ask: {
      question: "How do you make sure that your replies match the contract?",
      goodAnswer: "A test compares real replies with the contract.",
      weakAnswer: "I wrote the contract’s shape down from memory.",
    },
  },
  technical: { summary: "200 with a token, or 200 or 204 with Set-Cookie." },
  needs: ["signUp", "logIn"],
  cell: "shared",
  public: true,
  async gather(world) {
    const { logIn } = await arrive(world);
    return { logIn };
  },
  judge({ logIn }) {
    const exhibits = { exchanges: [logIn] };
    if (logIn.credential === undefined) return notEstablished("no-log-in", exhibits);
    const { kind } = logIn.credential;
    const status = statusOf(logIn.exchange);
    const agreed = status === 200 || (status === 204 && kind === "cookie");
    return agreed ? pass({ status }, exhibits) : fail({ status, kind }, exhibits);
  },
});
