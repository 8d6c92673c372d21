import { defineCheck } from "@assay/bench";
import { gatherIncident, incidentReasons, judgeIncident } from "../incident.ts";

/** Serious: nobody is told anything, and what waits piles up. */
export default defineCheck({
  id: "frozen-database",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "A database that stops answering is noticed",
    titleWhenFailed: "A database that stops answering is not noticed",
    why: "A database can hang without a word. People should hear “try again soon” instead of staring at an empty page.",
    passed:
      "The database took questions and gave no answers for 7 seconds. {sent} visits came, and none waited for more than {longest} s. It was back to normal after {recovered} s.",
    failed:
      "{how, select, ended {When its database stopped answering, the whole service ended. Nothing starts it again.} late {When its database stopped answering, {late} of {sent} visits waited for more than {limit} seconds.} wrong {When its database stopped answering, {wrong} of {sent} visits were told that all is well, and got a wrong page.} other {The database answered again, and 10 seconds later, visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "How long does a visitor wait when the database takes a question and never answers?",
      goodAnswer: "A few seconds at most. Every query has a time limit, and so has the wait for a free connection.",
      weakAnswer: "Until the database answers.",
    },
  },
  technical: {
    summary:
      "Connections accepted and silent for 7 s at 30 % of the capacity: time limits on queries and on the pool, and both recover.",
    cwe: [400, 1088],
  },
  needs: [],
  requires: ["server"],
  cell: { pressure: ["frozen-database"] },
  gather: (world) => gatherIncident(world, "frozen-database"),
  judge: judgeIncident,
});
