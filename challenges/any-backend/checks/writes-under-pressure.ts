import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { incidentReasons } from "../incident.ts";

/** A blocker: acknowledged data is lost, or there twice. */
export default defineCheck({
  id: "writes-under-pressure",
  area: "keeps-data-whole",
  severity: "blocker",
  kind: "proof",
  rests: "brief#restarts",
  ofAnyBackend: true,
  words: {
    title: "What was confirmed under pressure is there afterwards, once",
    titleWhenFailed:
      "{how, select, doubled {Under pressure, things are saved twice} other {Under pressure, things that were confirmed are lost}}",
    why: "The customer has read “Saved” and left. Nobody will notice that it is gone, or there twice, until it hurts.",
    passed:
      "While things went wrong, {acknowledged} changes were confirmed to people. We looked for {sought} of them afterwards, and all were there, once.",
    failed:
      "{how, select, doubled {{doubled} things that people had sent once were there more than once afterwards.} other {While things went wrong, {acknowledged} changes were confirmed to people. Of {sought} that we looked for, {lost} were gone.}}",
    reasons: {
      ...incidentReasons,
      "nothing-confirmed": "No change was confirmed while things went wrong, so nothing could be lost.",
      "nothing-found": "Afterwards we could not look for what was confirmed.",
    },
    ask: {
      question: "When do you tell someone that their change is saved?",
      goodAnswer: "When the database has it on its disk, and not a moment sooner.",
      weakAnswer: "When I have it in memory; it is written soon after.",
    },
  },
  technical: {
    summary:
      "Acknowledged writes of a run with a slow, silent and lost database and a kill are there at the end, and made once; writes of unknown end may be there or not.",
    cwe: [362, 404],
  },
  needs: [],
  consequenceOf: ["sign-ups-survive-kill", "parallel-profile-updates"],
  cell: { pressure: ["slow-database", "frozen-database", "database-outage", "kill"] },
  async gather(world) {
    const { notRun, writes } = await world.underPressure();
    return { ...(notRun === undefined ? {} : { notRun }), writes };
  },
  judge({ notRun, writes }) {
    if (notRun !== undefined) return notEstablished(notRun);
    const { acknowledged, sought, lost, doubled } = writes;
    const facts = { acknowledged, sought, lost: lost.length, doubled: doubled.length };
    const exhibits = { details: { writes } };
    if (lost.length > 0) return fail({ how: "lost", ...facts }, exhibits);
    if (doubled.length > 0) return fail({ how: "doubled", ...facts }, exhibits);
    if (acknowledged === 0) return notEstablished("nothing-confirmed", exhibits);
    return sought === 0 ? notEstablished("nothing-found", exhibits) : pass(facts, exhibits);
  },
});
