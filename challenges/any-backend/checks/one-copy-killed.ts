import { defineCheck, fail, notApplicable, notEstablished, pass } from "@assay/bench";
import { exhibitsOf, factsOf, failedBefore, gatherIncident, incidentReasons, isMany, unclear } from "../incident.ts";

/** Serious: a second copy is there so that nobody notices when one is lost. */
export default defineCheck({
  id: "one-copy-killed",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#copies",
  words: {
    title: "When one of two copies crashes, the other goes on",
    titleWhenFailed: "When one of two copies crashes, the other fails, too",
    why: "Shops run a program twice so that one can be lost. If the two hang on each other, that is of no use.",
    passed:
      "One of two copies was stopped dead. {unserved, plural, =0 {The other served all who came to it.} other {The other served all who came to it but {unserved}.}}",
    failed:
      "{how, select, ended {One of two copies was stopped dead, and then one ended by itself.} unserved {One of two copies was stopped dead. {unserved} visits to the other failed meanwhile.} other {One of two copies was stopped dead and started again. 10 seconds later visits still went wrong.}}",
    reasons: incidentReasons,
    ask: {
      question: "You run two copies and one of them crashes. What does the other need from it?",
      goodAnswer: "Nothing. Each can do everything alone, with the database.",
      weakAnswer: "One of them is the main one.",
    },
  },
  technical: {
    summary:
      "SIGKILL of one of two copies under load, taken out of rotation after 0.5 s: the other drops no request, and all is back to normal within 10 s of the restart.",
    cwe: [404],
  },
  needs: [],
  consequenceOf: ["two-copies"],
  cell: { pressure: ["kill-one-of-two"] },
  gather: (world) => gatherIncident(world, "kill-one-of-two"),
  judge(evidence) {
    const { incident, limitMs } = evidence;
    const nothing = unclear(evidence);
    if (nothing !== undefined || incident === undefined) return nothing ?? notApplicable("not-here");
    // Who came to the dead one before whoever stands in front noticed could not be served.
    const unserved = incident.unservedOf[0] ?? 0;
    const facts = { ...factsOf(incident, limitMs), unserved };
    if (incident.ended === true) return fail({ how: "ended", ...facts }, exhibitsOf(incident));
    if (isMany(unserved, incident.visits)) {
      const exhibits = exhibitsOf(incident);
      return failedBefore(incident)
        ? notEstablished("not-calm", exhibits)
        : fail({ how: "unserved", ...facts }, exhibits);
    }
    if (incident.stuck === true) return fail({ how: "stuck", ...facts }, exhibitsOf(incident));
    return pass(facts, exhibitsOf(incident));
  },
});
