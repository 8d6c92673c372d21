import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, showsAccountOf } from "../actions.ts";

/** Minor: a nuisance, which a new log-in mends. */
export default defineCheck({
  id: "other-log-ins-kept",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#log-out",
  words: {
    title: "Logging out at one device leaves the others logged in",
    titleWhenFailed: "Logging out or in at one device throws out the others",
    why: "People use a phone and a computer. If one throws out the other, they have to log in all day.",
    passed: "Someone was logged in at two devices and logged out at one. The other stayed logged in.",
    failed:
      "{when, select, logIn {A log-in at a second device ended the one at the first.} other {A log-out at one device ended the log-in at the other.}}",
    reasons: { "no-log-in": "Nobody could log in at two devices.", "no-log-out": "Logging out was not accepted." },
    ask: {
      question: "Can someone be logged in on a phone and a computer at once?",
      goodAnswer: "Yes. Each log-in is stored by itself, and ends by itself.",
      weakAnswer: "There is one for each user.",
    },
  },
  technical: { summary: "POST /logout ends the presented session only; a second log-in ends none." },
  needs: ["signUp", "logIn", "whoAmI", "logOut"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const alone = await lookIn(world, person, credential);
    const other = await logInElsewhere(world, person);
    const beside = await lookIn(world, person, credential);
    const another = await lookIn(world, other.person, other.credential);
    const logOut = await world.app.operate(other.person, "logOut");
    return { email: person.email, alone, beside, another, logOut, after: await lookIn(world, person, credential) };
  },
  judge({ email, alone, beside, another, logOut, after }) {
    const exhibits = { exchanges: [alone, beside, another, logOut, after] };
    if (!showsAccountOf(alone, { email }) || !showsAccountOf(another, { email }))
      return notEstablished("no-log-in", exhibits);
    if (!showsAccountOf(beside, { email })) return fail({ when: "logIn" }, exhibits);
    if (!logOut.accepted) return notEstablished("no-log-out", exhibits);
    return showsAccountOf(after, { email }) ? pass({}, exhibits) : fail({ when: "logOut" }, exhibits);
  },
});
