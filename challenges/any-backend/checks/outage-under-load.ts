import { defineCheck } from "@assay/bench";
import { gatherIncident, incidentReasons, judgeIncident } from "../incident.ts";

/** Serious: while people are there, nobody is served or told why, perhaps for good. */
export default defineCheck({
  id: "outage-under-load",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "With people there, it gets over a lost database",
    titleWhenFailed: "With people there, it does not get over a lost database",
    why: "Databases are moved and updated while customers are in the shop. Afterwards all must go on by itself.",
    passed:
      "The database was gone for some seconds. {sent} visits came, and none waited for more than {longest} s. It was back to normal after {recovered} s.",
    failed:
      "{how, select, ended {When its database was gone, the whole service ended. Nothing starts it again.} late {When its database was gone, {late} of {sent} visits waited for more than {limit} seconds.} wrong {When its database was gone, {wrong} of {sent} visits were told that all is well, and got a wrong page.} other {The database was back, and 10 seconds later, visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "The database is restarted at noon. What do your visitors see, and when is all well again?",
      goodAnswer:
        "A clear message at once, and a second after the database is back all is well. Nobody has to do anything.",
      weakAnswer: "We restart the service afterwards.",
    },
  },
  technical: {
    summary:
      "Connections reset and refused for 6.5 s under load: errors come in time, nothing crashes, the pool reconnects within 10 s.",
    cwe: [754, 755],
  },
  needs: [],
  consequenceOf: ["database-outage"],
  requires: ["server"],
  cell: { pressure: ["database-outage"] },
  gather: (world) => gatherIncident(world, "database-outage"),
  judge: judgeIncident,
});
