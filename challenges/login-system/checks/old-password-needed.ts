import { defineCheck, fail, notEstablished, pass, type Attempt } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isDone, isLimit, isRefusal } from "../answers.ts";
import { isSet, tryNewPassword, type Setting } from "../password-opening.ts";

/** Serious: a stranger at an open computer takes the account for good; they had to be at it, though. */
export default defineCheck({
  id: "old-password-needed",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#change-password",
  words: {
    title: "A new password needs the old one",
    titleWhenFailed: "The password can be changed without the right old one",
    why: "Someone who finds a computer left open could otherwise lock the owner out for good.",
    passed: "A change with a wrong old password, and one with none, were refused. The password stayed.",
    failed:
      "{what, select, changed {The password was changed {how, select, wrong {with a wrong old one} other {without the old one}}.} other {A change {how, select, wrong {with a wrong old password} other {without the old password}} was answered as if it was done.}}",
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
    for (const [how, currentPassword] of [
      ["wrong", world.canaries.password()],
      ["missing", undefined],
    ] as const) {
      const newPassword = world.canaries.password();
      const change = await world.app.operate(person, "changePassword", { currentPassword, newPassword });
      rounds.push({ how, change, ...(await tryNewPassword(world, person, newPassword)) });
    }
    return { email: person.email, before, rounds };
  },
  judge({ email, before, rounds }) {
    const exhibits = {
      exchanges: [before, ...rounds.flatMap(({ change, byNew }) => [change, byNew.logIn, byNew.whoAmI])],
      details: { answers: rounds.map(({ how, change }) => `${how} → ${answerOf(change.exchange)}`) },
    };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    const changed = rounds.find((round) => isSet(round, { email }));
    if (changed !== undefined) return fail({ what: "changed", how: changed.how }, exhibits);
    const done = rounds.find(({ change }) => isDone(change.exchange));
    if (done !== undefined) return fail({ what: "answered", how: done.how }, exhibits, "minor");
    const clear = rounds.every(({ change }) => isRefusal(change.exchange) && !isLimit(change.exchange));
    return clear ? pass({}, exhibits) : notEstablished("limited", exhibits);
  },
});
