import { defineCheck } from "@assay/bench";
import { gatherIncident, incidentReasons, judgeIncident } from "../incident.ts";

/** Serious: nobody is served or told why, perhaps for good. */
export default defineCheck({
  id: "service-outage",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  words: {
    title: "It gets over the loss of a helper beside its database",
    titleWhenFailed: "It does not get over the loss of a helper beside its database",
    why: "Many services keep log-ins in a second, quick store. It is moved and updated, too, while customers are there.",
    passed:
      "The second store was gone for some seconds. {sent} visits came, and none waited for more than {longest} s. It was back to normal after {recovered} s.",
    failed:
      "{how, select, ended {When its second store was gone, the whole service ended. Nothing starts it again.} late {When its second store was gone, {late} of {sent} visits waited for more than {limit} seconds.} wrong {When its second store was gone, {wrong} of {sent} visits were told that all is well, and got a wrong page.} other {The second store was back, and 10 seconds later visits still went wrong.}}",
    reasons: { ...incidentReasons, "not-here": "It keeps nothing beside its database." },
    ask: {
      question: "What still works when Redis is gone, and who has to do something afterwards?",
      goodAnswer: "A clear message at once for what needs it. Afterwards nobody has to do anything.",
      weakAnswer: "It waits until Redis is back.",
    },
  },
  technical: {
    summary:
      "Redis connections reset and refused for 6.5 s under load: errors come in time, nothing crashes, the client reconnects within 10 s.",
    cwe: [754, 755],
  },
  needs: [],
  cell: { pressure: ["service-outage"] },
  gather: (world) => gatherIncident(world, "service-outage"),
  judge: judgeIncident,
});
