import { defineCheck, fail, notEstablished, pass, statusOf, userNameOf, type Attempt } from "@assay/bench";
import { logInBy, logsInByUserName, whatTheyLogInBy } from "../actions.ts";
import { isLimit } from "../answers.ts";
import { askKnownAndUnknown } from "../landing.ts";
import { compareLandings, compareReplies } from "../reply-comparison.ts";

/** Minor: it tells who is a customer, and sign-up may tell that too; nobody gets in by it. */
export default defineCheck({
  id: "account-enumeration",
  area: "secure",
  severity: "minor",
  kind: "proof",
  rests: "brief#privacy",
  ofAnyBackend: true,
  words: {
    title: "A failed log-in doesn’t tell who has an account",
    titleWhenFailed: "A failed log-in tells strangers who your customers are",
    why: "Thieves try long lists of emails and user names. If the reply for an unknown one is different, they learn who has an account and go after those people.",
    passed: `A wrong password and an unknown ${whatTheyLogInBy} got the same answer, {tried} times each.`,
    failed: `{what, select, status {The two answers have different codes: {known} for a wrong password, {unknown} for an unknown ${whatTheyLogInBy}.} words {The two answers say different things: {known} for a wrong password, {unknown} for an unknown ${whatTheyLogInBy}.} other {The two answers carry different extra information.}}`,
    reasons: {
      "nobody-signed-up": "Nobody could sign up, so nobody was known.",
      "too-few-answers": "Too few of the wrong log-ins were answered to compare them.",
    },
    ask: {
      question: "What does someone see who logs in with an email or user name that you don’t know?",
      goodAnswer: "Exactly the same as with a wrong password.",
      weakAnswer: "“User not found”, so that they notice their typing mistake.",
    },
  },
  technical: {
    summary: "Log-in answers unknown email and wrong password with the same status, body and headers.",
    cwe: [204],
    asvs: ["6.3.8"],
  },
  needs: ["signUp", "logIn"],
  cell: "shared",
  async gather(world) {
    const { app, canaries } = world;
    const answers = await askKnownAndUnknown(world, (person) =>
      app.operate(person, "logIn", { password: canaries.password() }),
    );
    return { ...answers, byUserName: logsInByUserName(world) };
  },
  judge({ signUps, known, unknown, emails, byUserName, landings }) {
    const exhibits = { exchanges: [...known, ...unknown, ...(landings?.known ?? []), ...(landings?.unknown ?? [])] };
    if (!signUps.every(({ accepted }) => accepted)) return notEstablished("nobody-signed-up", { exchanges: signUps });

    const [ofKnown, ofUnknown] = [known, unknown].map((attempts) =>
      attempts.filter(wasAnswered).map(({ exchange }) => exchange),
    );
    if (ofKnown === undefined || ofUnknown === undefined || ofKnown.length < 2 || ofUnknown.length < 2)
      return notEstablished("too-few-answers", exhibits);

    const echoes = [...emails, ...emails.map(userNameOf)];
    const differences = [
      ...compareReplies(ofKnown, ofUnknown, echoes),
      ...compareLandings(landings?.known, landings?.unknown, echoes),
    ];
    const [first] = differences;
    if (first === undefined) return pass({ tried: ofKnown.length, by: logInBy(byUserName) }, exhibits);
    return fail(
      { what: first.what, known: first.one, unknown: first.other, by: logInBy(byUserName) },
      { ...exhibits, details: { differences } },
    );
  },
});

/** A limit or a fault says nothing about the account. */
function wasAnswered({ exchange }: Attempt): boolean {
  const status = statusOf(exchange);
  return status >= 200 && status < 500 && !isLimit(exchange);
}
