import { defineCheck, fail, notEstablished, pass, type IncidentName } from "@assay/bench";
import { exhibitsOf, gatherIncident, incidentReasons, isMany, unclear } from "../incident.ts";

const hows: Partial<Record<IncidentName, string>> = {
  "slow-database": "slow",
  "frozen-database": "silent",
  "database-outage": "gone",
};
const incidents = Object.keys(hows) as readonly IncidentName[];
/** Visits in all. */
const enough = 30;

/** Serious: one part that is broken takes along all the others. */
export default defineCheck({
  id: "without-database",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  words: {
    title: "What needs no database goes on without it",
    titleWhenFailed: "What needs no database stops with it, too",
    why: "If one part is broken, only that part should be missing. The rest of the shop stays open.",
    passed: "{sent} visits came that need no database, while it was slow, silent or gone. They were served.",
    failed:
      "While the database was {how, select, slow {slow} silent {silent} other {gone}}, {unserved} of {sent} visits that do not need it were not served.",
    reasons: incidentReasons,
    ask: {
      question: "Which of your pages still work while the database is away?",
      goodAnswer:
        "All that do not need it. They wait for nothing that belongs to it, neither a connection nor a worker.",
      weakAnswer: "None. Everything needs the database.",
    },
  },
  technical: {
    summary:
      "Operations that the challenge declares independent of the database are served in time while it is slow, stalled or cut off: no shared pool, queue or worker is exhausted by those that wait for it.",
    cwe: [400, 1088],
  },
  needs: [],
  requires: ["server"],
  appliesTo: ({ pressure }) => pressure?.journeys.some(({ withoutDatabase }) => withoutDatabase) === true,
  cell: { pressure: incidents },
  gather: (world) => Promise.all(incidents.map((name) => gatherIncident(world, name))),
  judge(all) {
    const seen = all.flatMap((one) => (one.incident?.withoutDatabase ? [{ ...one, incident: one.incident }] : []));
    let sent = 0;
    for (const one of seen) {
      const { withoutDatabase: visits = { sent: 0, unserved: 0 }, name, ended } = one.incident;
      sent += visits.sent;
      // That the whole service ended is told by itself.
      if (unclear(one) === undefined && ended !== true && isMany(visits.unserved, visits)) {
        return fail({ how: hows[name] ?? "gone", ...visits }, exhibitsOf(one.incident));
      }
    }
    const hopeless = all.map(unclear).find((judgement) => judgement?.outcome === "not-established");
    if (hopeless !== undefined) return hopeless;
    return sent < enough ? notEstablished("too-few") : pass({ sent });
  },
});
