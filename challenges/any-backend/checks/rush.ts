import { defineCheck } from "@assay/bench";
import { gatherIncident, incidentReasons, judgeReturn } from "../incident.ts";

/** Serious: one good day for the shop, and it stays broken afterwards. */
export default defineCheck({
  id: "rush",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "After a rush it is soon back to normal",
    titleWhenFailed: "After a rush it stays broken",
    why: "A mail to all customers brings everybody at once. Who comes a minute later must find a working shop.",
    passed: "For 2 seconds many times more visits came than before. {recovered} s later all was back to normal.",
    failed:
      "{how, select, ended {In the rush, the whole service ended. Nothing starts it again.} wrong {In the rush, {wrong} of {sent} visits were told that all is well, and got a wrong page.} other {The rush was over, and 10 seconds later visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "What does your service do with visits that it cannot serve in time?",
      goodAnswer: "It turns them away early, so that those who come later are served.",
      weakAnswer: "It works through them, however long that takes.",
    },
  },
  technical: {
    summary: "2 s at 200 % of the measured capacity: the queue is gone and latency back within 10 s.",
    cwe: [400, 770],
  },
  needs: [],
  cell: { pressure: ["spike"] },
  gather: (world) => gatherIncident(world, "spike"),
  // More come than it can carry, so that some must wait: what counts is that it is soon over.
  judge: judgeReturn,
});
