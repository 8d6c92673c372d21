import { defineCheck } from "@assay/bench";
import { gatherIncident, incidentReasons, judgeUntouched } from "../incident.ts";

/** An extra, as the brief says: nobody had to do it. */
export default defineCheck({
  id: "slow-visitors-under-load",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  demand: "extra",
  rests: "brief#slow-visitors",
  words: {
    title: "With people there, 200 very slow ones do not stop them",
    titleWhenFailed: "With people there, 200 very slow ones stop them",
    why: "People on bad lines, or somebody who means harm, come in the busiest hour, too.",
    passed:
      "While 200 visitors sent one letter at a time, {sent} other visits came. {unserved, plural, =0 {All were served.} other {All but {unserved} were served.}}",
    failed:
      "{how, select, ended {While 200 visitors sent one letter at a time, the whole service ended.} late {While 200 visitors sent one letter at a time, {late} of {sent} others waited for more than {limit} seconds.} wrong {While 200 visitors sent one letter at a time, {wrong} of {sent} others got a wrong page.} unserved {While 200 visitors sent one letter at a time, {unserved} of {sent} others were not served.} other {The slow visitors were gone, and 10 seconds later visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "What does somebody cost you who connects and sends a letter every now and then?",
      goodAnswer: "An open connection, and that only for some seconds.",
      weakAnswer: "I have not thought about that.",
    },
  },
  technical: {
    summary: "200 connections dribbling a request head beside the visits: the visits are answered in time.",
    cwe: [400, 770],
  },
  needs: [],
  consequenceOf: ["slow-visitors"],
  cell: { pressure: ["slow-clients"] },
  gather: (world) => gatherIncident(world, "slow-clients"),
  judge: judgeUntouched,
});
