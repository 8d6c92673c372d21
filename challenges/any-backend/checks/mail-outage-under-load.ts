import { defineCheck } from "@assay/bench";
import { gatherIncident, incidentReasons, judgeUntouched } from "../incident.ts";

/** Serious: what nobody of them needs takes everybody down. */
export default defineCheck({
  id: "mail-outage-under-load",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#mail",
  words: {
    title: "Who needs no mail does not notice that mail is down",
    titleWhenFailed: "Mail is down, and people who need no mail notice",
    why: "Mail services fail now and then. A shop that stops for that loses customers for nothing.",
    passed:
      "Mail was down for some seconds. {sent} visits came that need no mail. {unserved, plural, =0 {All were served.} other {All but {unserved} were served.}}",
    failed:
      "{how, select, ended {When mail went down, the whole service ended. Nothing starts it again.} late {When mail was down, {late} of {sent} visits waited for more than {limit} seconds.} wrong {When mail was down, {wrong} of {sent} visits got a wrong page.} unserved {When mail was down, {unserved} of {sent} visits failed that need no mail.} other {Mail was back, and 10 seconds later visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "Which parts of your service stop when the mail server is down?",
      goodAnswer: "None. Mails wait and are sent later.",
      weakAnswer: "I have not tried that.",
    },
  },
  technical: {
    summary: "SMTP connections reset and refused for 4 s under load: no crash, no visit fails.",
    cwe: [754],
  },
  needs: [],
  consequenceOf: ["mail-outage"],
  cell: { pressure: ["mail-outage"] },
  gather: (world) => gatherIncident(world, "mail-outage"),
  judge: judgeUntouched,
});
