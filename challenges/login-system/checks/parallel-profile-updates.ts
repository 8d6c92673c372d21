import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn } from "../actions.ts";

/** Serious: what the app said it had saved is gone, though only when two changes meet. */
export default defineCheck({
  id: "parallel-profile-updates",
  area: "keeps-data-whole",
  severity: "serious",
  kind: "proof",
  rests: "brief#profile",
  words: {
    title: "Two changes at the same instant are both kept",
    titleWhenFailed: "Two changes at the same instant: one is lost",
    why: "A customer changes their name on the phone while another page saves something else. The app says both are saved. One is gone.",
    passed: "A new name and a new text were sent at the same instant. Both were there afterwards, in {rounds} rounds.",
    failed:
      "A new name and a new text were sent at the same instant. Both were said to be saved, but the {lost} was gone.",
    reasons: {
      "not-both-accepted": "The app did not accept both changes at once, so there was nothing that it could lose.",
    },
    ask: {
      question: "Two pages save different parts of one profile at the same moment. What is in the database afterwards?",
      goodAnswer: "Each change writes only its own column, so both stay.",
      weakAnswer: "We read the profile, change it and write it back.",
    },
  },
  technical: {
    summary: "Read-modify-write of the whole row loses one of two concurrent partial updates.",
    cwe: [362],
    asvs: ["15.4.2"],
  },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  cell: {},
  async gather(world) {
    const rounds = [];
    const { person, credential } = await arrive(world);
    for (let round = 0; round < 3 && credential !== undefined; round++) {
      const sent = { name: world.canaries.word(), bio: world.canaries.word() };
      const devices = [world.edge.otherDevice(person), world.edge.otherDevice(person)];
      const { result: updates } = await world.database.holdingWrites(
        () =>
          world.app.together(
            devices,
            "updateProfile",
            (_device, index) => (index === 0 ? { name: sent.name } : { bio: sent.bio }),
            { credential },
          ),
        { untilWaiting: 2 },
      );
      rounds.push({ sent, updates, seen: await lookIn(world, person, credential) });
    }
    return { rounds };
  },
  judge({ rounds }) {
    const exchanges = rounds.flatMap(({ updates, seen }) => [...updates, seen]);
    const both = rounds.filter(({ updates, seen }) => updates.every(({ accepted }) => accepted) && seen.accepted);
    for (const { sent, seen } of both) {
      const lost = seen.outputs["name"] !== sent.name ? "name" : seen.outputs["bio"] !== sent.bio ? "text" : undefined;
      if (lost !== undefined) return fail({ lost }, { exchanges, details: { sent } });
    }
    if (both.length === 0) return notEstablished("not-both-accepted", { exchanges });
    return pass({ rounds: both.length }, { exchanges });
  },
});
