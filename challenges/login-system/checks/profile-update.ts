import { defineCheck, fail, notApplicable, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, notShown, showsAccountOf, sentIn, shows, visibleFields } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";
import { gatherAgain } from "../second-try.ts";

/** Serious: the account works, but nothing in it can be put right. */
export default defineCheck({
  id: "profile-update",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#profile",
  ofAnyBackend: true,
  words: {
    title: "People can change their profile",
    titleWhenFailed: "Changes to the profile don’t arrive",
    why: "People marry, mistype and move. If they can’t change their name, they write to you.",
    passed: "Someone changed their name and bio, and saw the new ones.",
    failed:
      "Someone changed their name and bio. {what, select, refused {The answer was: {answer}} other {The answer said that it was done, but the old ones were still there}}.",
    reasons: {
      "no-log-in": "Nobody could log in.",
      limited: "The service said “too many tries” before we could ask.",
      "not-shown": notShown,
    },
    ask: {
      question: "How do you test that a change to the profile is kept?",
      goodAnswer: "A test changes it and reads it back with a second request.",
      weakAnswer: "The reply shows the new name.",
    },
  },
  technical: { summary: "PATCH /me changes name and bio, as GET /me shows." },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  public: true,
  gather: (world) =>
    gatherAgain(
      world,
      async () => {
        const { person, credential } = await arrive(world);
        const before = await lookIn(world, person, credential);
        const change = { name: world.canaries.word(), bio: world.canaries.word() };
        const update = await world.app.operate(person, "updateProfile", sentIn(world, change));
        return {
          email: person.email,
          sent: Object.fromEntries(visibleFields(world).map((field) => [field, change[field]])),
          before,
          change: update,
          after: await lookIn(world, person, credential),
        };
      },
      ({ change }) => [change],
    ),
  judge({ email, sent, before, change, after }) {
    const exhibits = { exchanges: [before, change, after] };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    if (change.accepted && Object.keys(sent).length === 0) return notApplicable("not-shown", exhibits);
    if (Object.keys(sent).length > 0 && shows(after, sent)) return pass({}, exhibits);
    if (isLimit(change.exchange)) return notEstablished("limited", exhibits);
    return fail({ what: change.accepted ? "lost" : "refused", answer: answerOf(change.exchange) }, exhibits);
  },
});
