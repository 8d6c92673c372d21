import { defineCheck, fail, notEstablished, pass, statusOf, type Exchange } from "@assay/bench";

/** Minor: nobody is hurt, but search robots and developers are led astray by pages that are not there. */
export default defineCheck({
  id: "unknown-path",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  words: {
    title: "An address that doesn’t exist is said not to exist",
    titleWhenFailed: "An address that doesn’t exist is not said not to exist",
    why: "Programs call an old or mistyped address. If they hear that all is well, the mistake goes unseen.",
    passed: "{tried} addresses that don’t exist were turned away.",
    failed:
      "An address that doesn’t exist was answered with {what, select, none {nothing at all} other {code {status}, where 404 or 405 was asked}}.",
    reasons: { limited: "The service said “too many tries” before we could ask." },
    ask: {
      question: "What does your service answer to an address that it doesn’t know?",
      goodAnswer: "404, in the same form as its other errors.",
      weakAnswer: "The start page.",
    },
  },
  technical: { summary: "GET and POST to made-up paths get a 4xx." },
  needs: [],
  cell: "shared",
  async gather({ edge, canaries }) {
    const person = edge.person();
    const exchanges: Exchange[] = [];
    for (const [method, path] of [
      ["GET", `/${canaries.word()}`],
      ["POST", `/${canaries.word()}/${canaries.word()}`],
      ["GET", `/${canaries.word()}.php?page=1`],
    ] as const) {
      exchanges.push(await edge.request(person, { method, path, ...(method === "POST" ? { body: "{}" } : {}) }));
    }
    return { exchanges };
  },
  judge({ exchanges }) {
    // Some services let nobody in without a log-in, and say so before they look at the address: that is a refusal too.
    const wrong = exchanges.find((exchange) => !(statusOf(exchange) >= 400 && statusOf(exchange) < 500));
    if (wrong !== undefined) {
      const status = statusOf(wrong);
      return fail({ status, what: status === 0 ? "none" : "code" }, { exchanges: [wrong] });
    }
    const tried = exchanges.filter((exchange) => statusOf(exchange) !== 429).length;
    return tried === 0 ? notEstablished("limited", { exchanges }) : pass({ tried }, { exchanges });
  },
});
