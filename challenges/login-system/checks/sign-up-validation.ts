import { defineCheck, fail, notEstablished, pass, type Attempt, type World } from "@assay/bench";
import { answerOf, isDone, isLimit, isRefusal } from "../answers.ts";

interface Wrong {
  readonly field: "email" | "empty" | "long";
  readonly signUp: Attempt;
}

/** Minor: odd accounts hurt nobody but their owner. Faults are left to the checks of mistakes. */
export default defineCheck({
  id: "sign-up-validation",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#names",
  words: {
    title: "Sign-up refuses what can’t be right",
    titleWhenFailed: "Sign-up takes data that can’t be right",
    why: "An account without a real email can never get a mail. A name that is far too long breaks pages and labels.",
    passed: "Sign-up refused {tried} wrong entries.",
    failed:
      "Sign-up took {count, plural, one {# wrong entry} other {# wrong entries}} of {tried}{field, select, email {, such as an email without an @ sign} empty {, such as an empty name} other {, such as a name of 201 letters}}.",
    reasons: { "no-answer": "The wrong sign-ups got no clear answer." },
    ask: {
      question: "Where do you check what people type, and what happens when it is wrong?",
      goodAnswer: "On the server, in one place, with a message that says which field is wrong.",
      weakAnswer: "The web page does that.",
    },
  },
  technical: { summary: "400 or 422 for an email without @, an empty name and a name of 201 code points.", cwe: [20] },
  needs: ["signUp"],
  cell: "shared",
  public: true,
  async gather(world) {
    const wrong = [
      await tryOut(world, "email", { email: `${world.canaries.word()}.example` }),
      await tryOut(world, "empty", { name: "" }),
      await tryOut(world, "long", { name: "n".repeat(201) }),
    ];
    return { wrong };
  },
  judge({ wrong }) {
    const exhibits = {
      exchanges: wrong.map(({ signUp }) => signUp),
      details: { answers: wrong.map(({ field, signUp }) => `${field} → ${answerOf(signUp.exchange)}`) },
    };
    const taken = wrong.filter(({ signUp }) => isDone(signUp.exchange));
    const [first] = taken;
    if (first !== undefined) return fail({ count: taken.length, tried: wrong.length, field: first.field }, exhibits);
    const refused = wrong.filter(({ signUp }) => isRefusal(signUp.exchange) && !isLimit(signUp.exchange));
    return refused.length === wrong.length
      ? pass({ tried: refused.length }, exhibits)
      : notEstablished("no-answer", exhibits);
  },
});

async function tryOut(world: World, field: Wrong["field"], inputs: Readonly<Record<string, unknown>>): Promise<Wrong> {
  return { field, signUp: await world.app.operate(world.edge.person(), "signUp", inputs) };
}
