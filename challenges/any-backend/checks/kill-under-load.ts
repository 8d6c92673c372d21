import { defineCheck } from "@assay/bench";
import { gatherIncident, incidentReasons, judgeIncident } from "../incident.ts";

/** Serious: each crash would keep everybody out for long. */
export default defineCheck({
  id: "kill-under-load",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "After a crash it serves the people who are there",
    titleWhenFailed: "After a crash it does not serve the people who are there",
    why: "Machines stop without warning. When the program is back, the people who were in the shop go on.",
    passed:
      "We stopped it dead while people were there and started it again. {recovered} s after it was up, all was back to normal.",
    failed:
      "{how, select, ended {We stopped it dead and started it again, and then it ended by itself.} late {After we stopped it dead and started it again, {late} of {sent} visits waited for more than {limit} seconds.} wrong {After it was started again, {wrong} of {sent} visits got a wrong page.} other {We stopped it dead while people were there and started it again. 10 seconds after it was up, visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "What does your service need to do before it can serve people again after a crash?",
      goodAnswer: "Nothing but start. What it needs to know is in the database.",
      weakAnswer: "It has to warm up first.",
    },
  },
  technical: {
    summary: "SIGKILL of every process under load, started again at once: back to normal within 10 s of listening.",
    cwe: [404],
  },
  needs: [],
  consequenceOf: ["restart-survival"],
  cell: { pressure: ["kill"] },
  gather: (world) => gatherIncident(world, "kill"),
  judge: judgeIncident,
});
