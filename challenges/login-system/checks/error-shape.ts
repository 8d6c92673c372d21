import { defineCheck, fail, fieldOf, notEstablished, pass, statusOf, type Exchange } from "@assay/bench";
import { arrive, logInElsewhere } from "../actions.ts";
import { isRefusal } from "../answers.ts";

type Kind = "validation" | "credentials" | "logIn" | "taken";

/** Minor: pages can show a text of their own until it is put right. */
export default defineCheck({
  id: "error-shape",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#errors",
  words: {
    title: "Refusals say what is wrong, in the agreed form",
    titleWhenFailed: "Refusals don’t say what is wrong in the agreed form",
    why: "The web pages show people the text that the service sends. If it is missing, people see an empty box.",
    passed: "{tried} kinds of refusal carried a text at the agreed place.",
    failed:
      "{kind, select, validation {A wrong entry was} credentials {A wrong password was} taken {A taken email was} other {A request without a log-in was}} refused without a text at the agreed place, error.message.",
    reasons: { "no-refusal": "None of the wrong requests was refused, so there was no text to look for." },
    ask: {
      question: "Where in your code are the error answers made?",
      goodAnswer: "In one place, so that all have the same form.",
      weakAnswer: "Each function makes its own.",
    },
  },
  technical: { summary: '400/422, 401 and 409 carry {"error":{"message":"…"}}.' },
  needs: ["signUp", "logIn"],
  cell: "shared",
  async gather(world) {
    const { person } = await arrive(world);
    const wrong = { ...person, password: world.canaries.password() };
    const long = world.edge.person({ name: "n".repeat(201) });
    const refusals: readonly (readonly [Kind, Exchange])[] = [
      ["validation", (await world.app.operate(long, "signUp")).exchange],
      ["credentials", (await logInElsewhere(world, wrong)).logIn.exchange],
      ["logIn", (await world.app.operate(world.edge.person(), "whoAmI", {}, { credential: null })).exchange],
      ["taken", (await world.app.operate(world.edge.person({ email: person.email }), "signUp")).exchange],
    ];
    return { refusals };
  },
  judge({ refusals }) {
    const exhibits = { exchanges: refusals.map(([, exchange]) => exchange) };
    // A refusal that another check expects and that did not come is not asked for its text. 404 and 405 may be the framework’s.
    const refused = refusals.filter(([, exchange]) => isRefusal(exchange) && ![404, 405].includes(statusOf(exchange)));
    if (refused.length === 0) return notEstablished("no-refusal", exhibits);
    const mute = refused.find(([, exchange]) => !isText(fieldOf(exchange, "error", "message")));
    if (mute !== undefined) return fail({ kind: mute[0] }, { exchanges: [mute[1]] });
    return pass({ tried: refused.length }, exhibits);
  },
});

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
