import { defineCheck, fail, jsonOf, notEstablished, pass, statusOf } from "@assay/bench";
import { lookIn, normalEmail, showsAccountOf } from "../actions.ts";

/** What the contract has of the new user. */
const agreed = ["id", "email", "name"] as const;

/** Minor: the account is there; only what the reply says about it is not as agreed, which a front end notices at once. */
export default defineCheck({
  id: "sign-up-reply",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#sign-up",
  words: {
    title: "Sign-up answers with the new user",
    titleWhenFailed: "Sign-up doesn’t answer as agreed",
    why: "The web pages are built on the agreed reply. If it is different, they show nothing, or the wrong thing.",
    passed: "Sign-up answered as the brief asks, with code {status}.",
    failed:
      "{what, select, status {Sign-up answered with code {status}, where 201 or 202 was asked.} json {The reply was not in the agreed format, which programs can read.} missing {The agreed reply holds the id, email and name of the new user. Missing, or in another place: {missing}.} id {The reply did not hold the id that the account has later.} email {The reply did not show the email that was typed.} other {The reply did not show the name that was typed.}}",
    reasons: {
      "nobody-signed-up": "Nobody could sign up.",
      "no-log-in": "The new person could not log in, so we could not compare.",
    },
    ask: {
      question: "How do you make sure that your replies match the contract?",
      goodAnswer: "A test compares real replies with the contract.",
      weakAnswer: "I wrote the contract’s shape down from memory.",
    },
  },
  technical: { summary: "201 with user.id, user.email, user.name equal to what who-am-I shows; or 202 with any JSON." },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  public: true,
  async gather(world) {
    const person = world.edge.person();
    const signUp = await world.app.operate(person, "signUp");
    const logIn = await world.app.operate(person, "logIn");
    const whoAmI = await lookIn(world, person, logIn.credential);
    return { email: person.email, name: person.name, signUp, whoAmI };
  },
  judge({ email, name, signUp, whoAmI }) {
    const exhibits = { exchanges: [signUp, whoAmI] };
    if (!signUp.accepted) return notEstablished("nobody-signed-up", exhibits);
    const status = statusOf(signUp.exchange);
    if (status !== 201 && status !== 202) return fail({ what: "status", status }, exhibits);
    if (jsonOf(signUp.exchange) === undefined) return fail({ what: "json", status }, exhibits);
    if (status === 202) return pass({ status }, exhibits);
    const { outputs } = signUp;
    const missing = agreed.filter((field) => outputs[field] === undefined);
    if (missing.length > 0) return fail({ what: "missing", missing: missing.join(", "), status }, exhibits);
    if (typeof outputs["email"] !== "string" || normalEmail(outputs["email"]) !== normalEmail(email)) {
      return fail({ what: "email", status }, exhibits);
    }
    if (typeof outputs["name"] !== "string" || outputs["name"].normalize() !== name.normalize()) {
      return fail({ what: "name", status }, exhibits);
    }
    if (!isId(outputs["id"])) return fail({ what: "id", status }, exhibits);
    if (!showsAccountOf(whoAmI, { email })) return notEstablished("no-log-in", exhibits);
    // The same id may be a number here and its digits there.
    const later = whoAmI.outputs["id"];
    if (isId(later) && String(later) !== String(outputs["id"])) return fail({ what: "id", status }, exhibits);
    return pass({ status }, exhibits);
  },
});

function isId(value: unknown): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value !== "");
}
