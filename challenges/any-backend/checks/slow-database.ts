import { defineCheck } from "@assay/bench";
import { gatherIncident, incidentReasons, judgeIncident } from "../incident.ts";

/** Serious: a database is slow more often than it is gone, and everybody waits. */
export default defineCheck({
  id: "slow-database",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "A slow database does not bring it down",
    titleWhenFailed: "A slow database brings it down",
    why: "Databases are slow at times: a big report, a busy neighbour. Pages may take longer then, but must come.",
    passed:
      "We made every answer of the database a little late. {sent} visits came, and none waited for more than {longest} s. It was back to normal after {recovered} s.",
    failed:
      "{how, select, ended {When its database was slow, the whole service ended. Nothing starts it again.} late {When its database was slow, {late} of {sent} visits waited for more than {limit} seconds.} wrong {When its database was slow, {wrong} of {sent} visits were told that all is well, and got a wrong page.} other {The database was quick again, and 10 seconds later, visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "What happens to your visitors when the database takes a tenth of a second longer for each answer?",
      goodAnswer: "They wait a little. Who would wait too long is told to try again.",
      weakAnswer: "I have not tried that.",
    },
  },
  technical: {
    summary:
      "For 9 s every reply of the database is 120 ms later, at 30 % of the capacity or 17 visits a second, whichever is less (two connections are busy with one statement a visit): every request is answered within the limit, and the queue is gone within 10 s.",
    cwe: [400, 770],
  },
  needs: [],
  requires: ["server"],
  cell: { pressure: ["slow-database"] },
  gather: (world) => gatherIncident(world, "slow-database"),
  judge: judgeIncident,
});
