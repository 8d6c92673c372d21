import { defineCheck, fail, notApplicable, notEstablished, pass } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, notShown, showsAccountOf, sentIn, shows, visibleFields } from "../actions.ts";

/** Serious: an acknowledged change is lost with every update of the service. Its own cell, since it restarts the service. */
export default defineCheck({
  id: "profile-persistence",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#restarts",
  ofAnyBackend: true,
  words: {
    title: "A changed profile is still there after a restart",
    titleWhenFailed: "A changed profile is forgotten",
    why: "Every update of your shop restarts the service. What people changed must still be there after it.",
    passed: "Someone changed their profile. It was still there after a restart, at another device.",
    failed: "Someone changed their profile and was told that it was done. After a restart, the old one was back.",
    reasons: {
      "no-change": "The profile could not be changed.",
      "no-start": "The service did not start again.",
      "no-log-in": "Nobody could log in after the restart.",
      "not-shown": notShown,
    },
    ask: {
      question: "Where does a change to the profile live?",
      goodAnswer: "In the database, before the answer is sent.",
      weakAnswer: "In memory first, and it is saved later.",
    },
  },
  technical: { summary: "An acknowledged PATCH /me survives a stop and start of the process.", cwe: [1188] },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  cell: {},
  async gather(world) {
    const { person, credential } = await arrive(world);
    const change = { name: world.canaries.word(), bio: world.canaries.word() };
    const update = await world.app.operate(person, "updateProfile", sentIn(world, change));
    const before = await lookIn(world, person, credential);
    const starts = await world.app.restart();
    const device = await logInElsewhere(world, person);
    const after = await lookIn(world, device.person, device.credential);
    return {
      email: person.email,
      sent: Object.fromEntries(visibleFields(world).map((field) => [field, change[field]])),
      change: update,
      before,
      started: starts.every(({ listening }) => listening),
      after,
    };
  },
  judge({ email, sent, change, before, started, after }) {
    const exhibits = { exchanges: [change, before, after] };
    if (change.accepted && Object.keys(sent).length === 0) return notApplicable("not-shown", exhibits);
    if (!shows(before, sent)) return notEstablished("no-change", exhibits);
    if (!started) return notEstablished("no-start", exhibits);
    if (!showsAccountOf(after, { email })) return notEstablished("no-log-in", exhibits);
    return shows(after, sent) ? pass({}, exhibits) : fail({}, exhibits);
  },
});
