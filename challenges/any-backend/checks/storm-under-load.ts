import { defineCheck, fail, pass } from "@assay/bench";
import { exhibitsOf, gatherIncident, incidentReasons, judgeUntouched } from "../incident.ts";

/** Serious: one broken program somewhere, and everybody waits. */
export default defineCheck({
  id: "storm-under-load",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#mistakes",
  words: {
    title: "A storm of broken requests slows nobody",
    titleWhenFailed: "A storm of broken requests slows everybody",
    why: "One bad update of an app sends broken requests without end. Those who do nothing wrong must not wait for it.",
    passed:
      "While broken requests came without a pause, {sent} visits came, and 95 of 100 were answered within {wait} s.",
    failed:
      "{how, select, ended {While broken requests came, the whole service ended. Nothing starts it again.} late {While broken requests came, {late} of {sent} visits waited for more than {limit} seconds.} wrong {While broken requests came, {wrong} of {sent} visits were told that all is well, and got a wrong page.} unserved {While broken requests came, {unserved} of {sent} visits were not served.} slow {While broken requests came, 5 of 100 visits waited for {wait} s or more. Without them it is less than {usual} s.} other {The broken requests were over, and 10 seconds later visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "What does it cost your service to refuse a broken request?",
      goodAnswer: "Next to nothing. It is refused before anything is looked up or computed.",
      weakAnswer: "I have not thought about that.",
    },
  },
  technical: {
    summary:
      "As many malformed requests as visits (at most 150/s) beside them: the visits' 95th percentile stays within max(3 × calm, calm + 100 ms, bound).",
    cwe: [400, 407],
  },
  needs: [],
  consequenceOf: ["storm-of-mistakes", "malformed-json"],
  cell: { pressure: ["malformed-storm"] },
  gather: (world) => gatherIncident(world, "malformed-storm"),
  judge(evidence, meant) {
    const judgement = judgeUntouched(evidence, meant);
    const { incident } = evidence;
    if (judgement.outcome !== "pass" || incident === undefined) return judgement;
    const { p95Ms, normalWaitMs } = incident;
    const facts = { ...judgement.facts, wait: seconds(p95Ms ?? 0), usual: seconds(normalWaitMs) };
    if (p95Ms !== null && p95Ms > normalWaitMs) return fail({ how: "slow", ...facts }, exhibitsOf(incident));
    return pass(facts, exhibitsOf(incident));
  },
});

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
