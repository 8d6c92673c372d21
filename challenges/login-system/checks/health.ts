import { defineCheck, fail, pass, statusOf } from "@assay/bench";
import { answerOf } from "../answers.ts";
import { gatherAgain } from "../second-try.ts";

/** Minor: nobody but the operator sees it. Whether it tells the truth about the database is a check of its own. */
export default defineCheck({
  id: "health",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#health",
  words: {
    title: "The service says that it is well",
    titleWhenFailed: "The service can’t say that it is well",
    why: "The computers that keep your shop running ask every few seconds. If there is no good answer, they take it offline.",
    passed: "Asked for its health, the service answered with code 200.",
    failed: "The service worked. Asked for its health, it gave this answer: {answer}.",
    ask: {
      question: "What does your health answer look at?",
      goodAnswer: "Whether the database answers, with a short limit of its own.",
      weakAnswer: "It always says that all is well.",
    },
  },
  technical: { summary: "GET /health is 200 while the database is reachable." },
  needs: [],
  cell: "shared",
  public: true,
  gather: (world) =>
    gatherAgain(
      world,
      async () => {
        return { health: await world.app.operate(world.edge.person(), "health") };
      },
      ({ health }) => [health],
    ),
  judge({ health }) {
    const exhibits = { exchanges: [health] };
    return statusOf(health.exchange) === 200
      ? pass({}, exhibits)
      : fail({ answer: answerOf(health.exchange) }, exhibits);
  },
});
