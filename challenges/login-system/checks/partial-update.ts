import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn } from "../actions.ts";
import { isLimit } from "../answers.ts";

/** Serious: text that someone wrote is lost although they did not touch it. */
export default defineCheck({
  id: "partial-update",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#profile",
  words: {
    title: "Changing one field leaves the other alone",
    titleWhenFailed: "Changing one field wipes out the other",
    why: "Someone corrects their name, and the bio they spent an evening on is gone.",
    passed: "The name was changed alone, then the bio alone. Each time the other stayed.",
    failed:
      "Only the {changed, select, name {name} other {bio}} was sent, but the {changed, select, name {bio} other {name}} changed too.",
    reasons: { "no-change": "The profile could not be changed, one field at a time." },
    ask: {
      question: "A request changes only the name. What does the database write?",
      goodAnswer: "The name and nothing else.",
      weakAnswer: "The whole profile, with what the request holds.",
    },
  },
  technical: { summary: "PATCH /me with one member keeps the others." },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const [name, bio, newName, newBio] = [0, 1, 2, 3].map(() => world.canaries.word());
    const both = await world.app.operate(person, "updateProfile", { name, bio });
    const first = await lookIn(world, person, credential);
    const nameAlone = await world.app.operate(person, "updateProfile", { name: newName });
    const second = await lookIn(world, person, credential);
    const bioAlone = await world.app.operate(person, "updateProfile", { bio: newBio });
    const third = await lookIn(world, person, credential);
    return { name, bio, newName, newBio, both, first, nameAlone, second, bioAlone, third };
  },
  judge({ name, bio, newName, newBio, both, first, nameAlone, second, bioAlone, third }) {
    const exhibits = { exchanges: [both, first, nameAlone, second, bioAlone, third] };
    if (first.outputs["name"] !== name || first.outputs["bio"] !== bio) return notEstablished("no-change", exhibits);
    if (!second.accepted || !third.accepted || isLimit(nameAlone.exchange))
      return notEstablished("no-change", exhibits);
    if (second.outputs["bio"] !== bio) return fail({ changed: "name" }, exhibits);
    if (second.outputs["name"] !== newName) return notEstablished("no-change", exhibits);
    if (third.outputs["name"] !== newName) return fail({ changed: "bio" }, exhibits);
    return third.outputs["bio"] === newBio ? pass({}, exhibits) : notEstablished("no-change", exhibits);
  },
});
