import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";

/** Minor: one missing field of four, which the front end can live without for a day. */
export default defineCheck({
  id: "profile-reply",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#who-am-i",
  words: {
    title: "The account shows id, email, name and bio",
    titleWhenFailed: "The account doesn’t show all that was asked for",
    why: "The web pages are built on the agreed reply. What is missing there can’t be shown.",
    passed: "The account showed its id, email, name and an empty bio.",
    failed:
      "{field, select, id {The account showed no id} name {The account did not show the name as typed} other {The account showed a bio that nobody wrote, or no bio at all}}.",
    reasons: { "no-log-in": "Nobody could log in." },
    ask: {
      question: "How do you make sure that your replies match the contract?",
      goodAnswer: "A test compares real replies with the contract.",
      weakAnswer: "I wrote the contract’s shape down from memory.",
    },
  },
  technical: { summary: "GET /me holds id, email, name, and a bio that is empty or null until it is set." },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    return { email: person.email, name: person.name, whoAmI: await lookIn(world, person, credential) };
  },
  judge({ email, name, whoAmI }) {
    const exhibits = { exchanges: [whoAmI] };
    if (!showsAccountOf(whoAmI, { email })) return notEstablished("no-log-in", exhibits);
    const { outputs } = whoAmI;
    const hasId = typeof outputs["id"] === "number" || (typeof outputs["id"] === "string" && outputs["id"] !== "");
    if (!hasId) return fail({ field: "id" }, exhibits);
    if (typeof outputs["name"] !== "string" || outputs["name"].normalize() !== name.normalize()) {
      return fail({ field: "name" }, exhibits);
    }
    if (outputs["bio"] !== "" && outputs["bio"] !== null) return fail({ field: "bio" }, exhibits);
    return pass({}, exhibits);
  },
});
