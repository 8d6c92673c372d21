import { defineCheck, fail, notEstablished, pass, statusOf, type Exchange } from "@assay/bench";
import { answerOf, isDone } from "../answers.ts";
import { isWell, mistake, withWitness } from "../mistakes.ts";

/** Serious where it is the end of the service; taking the whole of it, or breaking, is minor. */
export default defineCheck({
  id: "big-body",
  area: "handles-errors",
  severity: "serious",
  kind: "proof",
  rests: "brief#mistakes",
  words: {
    title: "A request of 10 MB is refused",
    titleWhenFailed: "A request of 10 MB is not refused as it should be",
    why: "A sign-up is a few words long. A service that swallows any amount can be filled up by one bored person.",
    passed:
      "A sign-up of 10 MB was {how, select, cut {cut off while it was sent} other {refused with code {answer}}}, and the service carried on.",
    failed:
      "{what, select, down {After a sign-up of 10 MB, the service no longer worked.} taken {A sign-up of 10 MB was read to its end and accepted.} silent {A sign-up of 10 MB got no answer in 15 seconds.} other {A sign-up of 10 MB was answered with {answer}, where 413 or 400 was asked.}}",
    reasons: { "no-log-in": "Nobody could log in, so we could not see if the service went on." },
    ask: {
      question: "How much can one visitor send you in one request?",
      goodAnswer: "There is a limit, well under 1 MB, before anything is kept in memory.",
      weakAnswer: "As much as they like.",
    },
  },
  technical: {
    summary: "A valid sign-up with 10 MB of padding gets 413 or 400, or the connection is closed while sending.",
    cwe: [770],
    asvs: ["5.2.1"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: {},
  gather: (world) =>
    withWitness(world, async () => {
      const { body, textOf } = await world.app.requestFor(world.edge.person(), "signUp");
      const text = `${textOf(body).slice(0, -1)},"more":"${"x".repeat(10_000_000)}"}`;
      const [sent] = await mistake(world, "10 MB", "signUp", { body: text, freshConnection: true });
      if (sent === undefined) throw new Error("nobody can sign up by this binding");
      return { sent };
    }),
  judge({ witness, sent: { exchange } }) {
    const exhibits = { exchanges: [exchange, witness.after], details: { answer: answerOf(exchange) } };
    const answer = answerOf(exchange);
    const well = isWell(witness);
    if (well === undefined) return notEstablished("no-log-in", { exchanges: [witness.before] });
    if (!well) return fail({ what: "down", answer }, exhibits);
    const status = statusOf(exchange);
    if (status >= 400 && status < 500) return pass({ how: "refused", answer }, exhibits);
    if (isCutOff(exchange)) return pass({ how: "cut", answer }, exhibits);
    const what = isDone(exchange) ? "taken" : exchange.failure?.kind === "timeout" ? "silent" : "answer";
    return fail({ what, answer }, exhibits, "minor");
  },
});

/** The connection was closed on us before there was an answer. */
function isCutOff({ response, failure }: Exchange): boolean {
  return response === undefined && (failure?.kind === "reset" || failure?.kind === "closed");
}
