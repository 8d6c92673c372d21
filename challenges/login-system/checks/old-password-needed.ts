import {
  defineCheck,
  fail,
  notEstablished,
  pass,
  statusOf,
  theBrief,
  type Attempt,
  type Exchange,
  type Inputs,
} from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isDone, isLimit, isRefusal } from "../answers.ts";
import { isSet, tryNewPassword, type Setting } from "../password-opening.ts";

/**
 * Serious: a stranger at an open computer takes the account for good; they had to be at it, though. Where no brief asks
 * for the old password, it is minor that none is needed; one that is asked for and not looked at is as serious.
 */
export default defineCheck({
  id: "old-password-needed",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#change-password",
  ofAnyBackend: true,
  words: {
    title: "A new password needs the old one",
    titleWhenFailed: "The password can be changed without the right old one",
    why: "Someone who finds a computer left open could otherwise lock the owner out for good.",
    passed:
      "{tried, plural, one {A change without the old password was refused.} other {A change with a wrong old password, and one with none, were refused.}} The password stayed.",
    failed:
      "{what, select, changed {The password was changed {how, select, wrong {with a wrong old one} other {without the old one}}.} other {A change {how, select, wrong {with a wrong old password} other {without the old password}} was answered as if it was done.}}{elsewhere, select, true { Any app should ask for the old password, and look at it.} other {}}",
    reasons: {
      "no-log-in": "Nobody could log in.",
      limited: "The service said “too many tries”, or broke, before we could see.",
    },
    ask: {
      question: "Why does changing the password ask for the old one, when the person is logged in?",
      goodAnswer: "The one at the keyboard may not be the owner.",
      weakAnswer: "It doesn’t; they are logged in.",
    },
  },
  technical: {
    summary: "POST /me/password with a wrong or missing currentPassword changes nothing.",
    cwe: [620],
    asvs: ["6.2.3"],
  },
  needs: ["signUp", "logIn", "whoAmI", "changePassword"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const before = await lookIn(world, person, credential);
    const rounds: ({ readonly how: "wrong" | "missing"; readonly change: Attempt } & Setting)[] = [];
    const asksForOld = world.app.takes("changePassword", "currentPassword");
    const ways: readonly (readonly ["wrong" | "missing", Inputs])[] = asksForOld
      ? [
          ["wrong", { currentPassword: world.canaries.password() }],
          ["missing", { currentPassword: undefined }],
        ]
      : [["missing", {}]];
    for (const [how, current] of ways) {
      const newPassword = world.canaries.password();
      const change = await world.app.operate(person, "changePassword", { ...current, newPassword });
      rounds.push({ how, change, ...(await tryNewPassword(world, person, newPassword)) });
    }
    return { email: person.email, before, rounds };
  },
  judge({ email, before, rounds }, { byBrief } = theBrief) {
    const exhibits = {
      exchanges: [before, ...rounds.flatMap(({ change, byNew }) => [change, byNew.logIn, byNew.whoAmI])],
      details: { answers: rounds.map(({ how, change }) => `${how} → ${answerOf(change.exchange)}`) },
    };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    const changed = rounds.find((round) => isSet(round, { email }));
    if (changed !== undefined) {
      const facts = { what: "changed", how: changed.how, elsewhere: !byBrief };
      return fail(facts, exhibits, byBrief || changed.how === "wrong" ? undefined : "minor");
    }
    const done = rounds.find(({ change }) => isDone(change.exchange));
    if (done !== undefined) return fail({ what: "answered", how: done.how, elsewhere: !byBrief }, exhibits, "minor");
    const clear = rounds.every(({ change }) => isPlainNo(change.exchange, byBrief));
    return clear ? pass({ tried: rounds.length }, exhibits) : notEstablished("limited", exhibits);
  },
});

/** A field that is missing may break who never promised to cope with it: the password stayed all the same. */
function isPlainNo(exchange: Exchange, byBrief: boolean): boolean {
  return (isRefusal(exchange) && !isLimit(exchange)) || (!byBrief && statusOf(exchange) === 500);
}
