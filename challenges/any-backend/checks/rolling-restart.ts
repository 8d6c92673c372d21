import { defineCheck, fail, notApplicable, notEstablished, pass } from "@assay/bench";
import { exhibitsOf, factsOf, failedBefore, gatherIncident, incidentReasons, isMany, unclear } from "../incident.ts";

/** Serious: each new version would throw customers out in the middle of what they do. */
export default defineCheck({
  id: "rolling-restart",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#stopping",
  words: {
    title: "A new version can go out while people are there",
    titleWhenFailed: "A new version cannot go out while people are there",
    why: "Good teams change their program many times a week. Customers should not notice.",
    passed:
      "We changed two running copies, one after the other. {failed, plural, =0 {{sent} visits came meanwhile, and all were answered.} other {{sent} visits came meanwhile, and all but {failed} were answered.}}",
    failed:
      "{how, select, ended {We changed two running copies, one after the other, and then one ended by itself.} stuck {We changed two running copies, one after the other. 10 seconds later visits still went wrong.} other {We changed two running copies, one after the other. {failed} of {sent} visits failed meanwhile.}}",
    reasons: incidentReasons,
    ask: {
      question: "What happens to someone who is just saving something when a new version goes out?",
      goodAnswer: "The old copy finishes that first, and new visits already go to the other copy.",
      weakAnswer: "We do it at night.",
    },
  },
  technical: {
    summary:
      "Two copies restarted in turn under load; each is taken out of rotation 1 s before SIGTERM. No request is dropped.",
    cwe: [404],
  },
  needs: [],
  consequenceOf: ["stop-signal", "two-copies"],
  cell: { pressure: ["rolling-restart"] },
  gather: (world) => gatherIncident(world, "rolling-restart"),
  judge(evidence) {
    const { incident, limitMs } = evidence;
    const nothing = unclear(evidence);
    if (nothing !== undefined || incident === undefined) return nothing ?? notApplicable("not-here");
    const facts = factsOf(incident, limitMs);
    if (incident.ended === true) return fail({ how: "ended", ...facts }, exhibitsOf(incident));
    if (isMany(incident.visits.failed, incident.visits)) {
      const exhibits = exhibitsOf(incident);
      return failedBefore(incident)
        ? notEstablished("not-calm", exhibits)
        : fail({ how: "dropped", ...facts }, exhibits);
    }
    if (incident.stuck === true) return fail({ how: "stuck", ...facts }, exhibitsOf(incident));
    return pass(facts, exhibitsOf(incident));
  },
});
