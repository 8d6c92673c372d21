import { defineCheck, fail, notEstablished, pass, statusOf } from "@assay/bench";
import { arrive, lookIn } from "../actions.ts";

/** Changed meanwhile, or busy: each says that nothing was saved. */
const openRefusals = [409, 412, 423, 429, 503];

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
    passed:
      "A new name and a new text were sent at the same instant, {rounds} times. {refused, plural, =0 {Both were there afterwards.} other {What was said to be saved was there; {refused} were openly turned away.}}",
    failed:
      "A new name and a new text were sent at the same instant. The {lost} was said to be saved, but it was gone.",
    reasons: {
      "none-clear": "The app did not save either change, or did not say clearly which.",
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
    const looked = rounds.filter(({ seen }) => seen.accepted);
    for (const { sent, updates, seen } of looked) {
      const isLost = (field: "name" | "bio", index: number) =>
        updates[index]?.accepted === true && seen.outputs[field] !== sent[field];
      const lost = isLost("name", 0) ? "name" : isLost("bio", 1) ? "text" : undefined;
      if (lost !== undefined) return fail({ lost }, { exchanges, details: { sent } });
    }
    // A change that is refused for the other's sake is not lost: whoever made it is told to try again.
    const clear = looked.filter(
      ({ updates }) =>
        updates.some(({ accepted }) => accepted) &&
        updates.every(({ accepted, exchange }) => accepted || openRefusals.includes(statusOf(exchange))),
    );
    if (clear.length === 0) return notEstablished("none-clear", { exchanges });
    const refused = clear.flatMap(({ updates }) => updates.filter(({ accepted }) => !accepted)).length;
    return pass({ rounds: clear.length, refused }, { exchanges });
  },
});
