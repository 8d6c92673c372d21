import { defineCheck, fail, notEstablished, pass, type Attempt, type Exchange } from "@assay/bench";
import { isLimit } from "../answers.ts";
import { isOwnError } from "../second-try.ts";

/** People who come by, and how often each looks at the own account. */
const visitors = 4;
const looks = 15;
/** From here on it is no single bad moment. */
const many = 3;

/**
 * Serious where it happens again and again; one bad moment is minor. It also tells of errors that other checks met on
 * the way to their questions, where asking once more got an answer.
 */
export default defineCheck({
  id: "unprovoked-errors",
  area: "stable",
  severity: "serious",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "Ordinary requests get no errors",
    titleWhenFailed: "Ordinary requests sometimes get an error",
    why: "A customer who did nothing wrong sees an error page, and leaves. Nobody can say when it happens next.",
    passed: "People signed up, logged in and came back. None of {tried} ordinary requests got an error.",
    failed:
      "{count, plural, one {One ordinary request got an error} other {# ordinary requests got an error}} (code {status}), though nothing was wrong with {count, plural, one {it} other {them}}. Sent once more, {count, plural, one {it} other {most}} worked.",
    reasons: {
      "always-broken": "People could not sign up and log in at all, so we could not see what happens now and then.",
      limited: "The service said “too many tries” before we could ask.",
    },
    ask: {
      question: "How do you learn that one request in a hundred fails?",
      goodAnswer: "Each error is logged with its cause, and someone looks at how many there are.",
      weakAnswer: "Someone would tell us.",
    },
  },
  technical: { summary: "Ordinary requests, one after another, get no 5xx but 503.", cwe: [755] },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const attempts: Attempt[] = [];
    for (const person of world.edge.people(visitors)) {
      const begun = [await world.app.operate(person, "signUp"), await world.app.operate(person, "logIn")];
      attempts.push(...begun);
      if (!world.app.knows("whoAmI") || begun.some(({ accepted }) => !accepted)) continue;
      for (let turn = 0; turn < looks; turn++) attempts.push(await world.app.operate(person, "whoAmI"));
    }
    const errors: readonly Exchange[] = attempts.filter(isOwnError).map(({ exchange }) => exchange);
    return {
      tried: attempts.length,
      worked: attempts.filter(({ accepted }) => accepted).length,
      limited: attempts.filter(({ exchange }) => isLimit(exchange)).length,
      own: errors.slice(0, 12),
      ofOthers: world.stumbles.seen().slice(0, 12),
    };
  },
  judge({ tried, worked, limited, own, ofOthers }) {
    // Turned away for a while is no error.
    const errors = [...own, ...ofOthers].filter(({ response }) => response?.status !== 503);
    const exchanges = errors.slice(0, 6);
    if (worked === 0) return notEstablished(limited > 0 ? "limited" : "always-broken", { exchanges });
    const [first] = errors;
    if (first === undefined) {
      return worked * 2 < tried ? notEstablished("limited", {}) : pass({ tried });
    }
    const facts = { tried, count: errors.length, status: first.response?.status ?? 0 };
    return fail(facts, { exchanges }, errors.length < many ? "minor" : undefined);
  },
});
