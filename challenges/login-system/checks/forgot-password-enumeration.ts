import { defineCheck, fail, notEstablished, pass, statusOf, tookOf, userNameOf, type Attempt } from "@assay/bench";
import { median } from "../mann-whitney.ts";
import { askKnownAndUnknown } from "../landing.ts";
import { compareLandings, compareReplies } from "../reply-comparison.ts";

/** Minor, as for log-in. Time is only told, not judged: sending a mail before answering is slower, and allowed. */
export default defineCheck({
  id: "forgot-password-enumeration",
  area: "secure",
  severity: "minor",
  kind: "proof",
  rests: "brief#privacy",
  ofAnyBackend: true,
  words: {
    title: "“Forgot password” doesn’t tell whether the email is known",
    titleWhenFailed: "“Forgot password” tells strangers who your customers are",
    why: "If the answer for an unknown email is different, anyone can find out who has an account with you.",
    passed:
      "Known and unknown emails got the same answer, {tried} times each. It took {knownMs} ms for known ones and {unknownMs} ms for unknown ones.",
    failed:
      "{what, select, status {The two answers have different codes: {known} for a known email, {unknown} for an unknown one.} words {The two answers say different things: {known} for a known email, {unknown} for an unknown one.} other {The two answers carry different extra information.}}",
    reasons: {
      "nobody-signed-up": "Nobody could sign up, so there was no known email.",
      "too-few-answers": "Too few requests were answered to compare them.",
    },
    ask: {
      question: "What does “forgot password” answer for an email that you don’t know?",
      goodAnswer:
        "The same words and the same code as for a known one: “if there is an account, a mail is on its way”.",
      weakAnswer: "It says that there is no such account.",
    },
  },
  technical: {
    summary: "Forgot-password answers known and unknown emails with the same status, body and headers.",
    cwe: [204],
    asvs: ["6.3.8"],
  },
  needs: ["signUp", "forgotPassword"],
  cell: "shared",
  gather: (world) => askKnownAndUnknown(world, (person) => world.app.operate(person, "forgotPassword")),
  judge({ signUps, known, unknown, emails, landings }) {
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
    const times = {
      knownMs: Math.round(median(ofKnown.map(tookOf))),
      unknownMs: Math.round(median(ofUnknown.map(tookOf))),
    };
    if (first === undefined) return pass({ tried: ofKnown.length, ...times }, exhibits);
    return fail(
      { what: first.what, known: first.one, unknown: first.other, ...times },
      { ...exhibits, details: { differences } },
    );
  },
});

/** A limit says nothing about the account. A fault for one group alone would: a 5xx counts as an answer. */
function wasAnswered({ exchange }: Attempt): boolean {
  const status = statusOf(exchange);
  return status >= 200 && status !== 429 && status !== 503;
}
