import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive } from "../actions.ts";
import { isLimit } from "../answers.ts";
import { opened, tryPassword } from "../password-opening.ts";

/** Serious: who knows the old password stays in, which is what the owner wanted to end. */
export default defineCheck({
  id: "old-password-ended",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#change-password",
  ofAnyBackend: true,
  words: {
    title: "After a change, the old password no longer works",
    titleWhenFailed: "The old password still works after it was changed",
    why: "People change a password because it got out. Whoever has the old one must be shut out.",
    passed: "After the change, the old password was refused.",
    failed: "Someone changed their password. The old one still opened the account.",
    reasons: {
      "no-change": "The password could not be changed.",
      limited: "The service said “too many tries”, or broke, before we could see.",
    },
    ask: {
      question: "What is stored of a password after it was changed?",
      goodAnswer: "Only what is needed to check the new one.",
      weakAnswer: "The old ones too, in case someone forgets.",
    },
  },
  technical: { summary: "Log-in with the previous password is refused after POST /me/password.", cwe: [262] },
  needs: ["signUp", "logIn", "whoAmI", "changePassword"],
  consequenceOf: ["password-change"],
  cell: "shared",
  async gather(world) {
    const { person } = await arrive(world);
    const newPassword = world.canaries.password();
    const change = await world.app.operate(person, "changePassword", { newPassword });
    const byNew = await tryPassword(world, person, newPassword);
    return { email: person.email, change, byNew, byOld: await tryPassword(world, person, person.password) };
  },
  judge({ email, change, byNew, byOld }) {
    const exhibits = { exchanges: [change, byNew.logIn, byOld.logIn, byOld.whoAmI] };
    if (!opened(byNew, { email })) return notEstablished("no-change", exhibits);
    if (opened(byOld, { email })) return fail({}, exhibits);
    const clear = byOld.logIn.exchange.response !== undefined && !isLimit(byOld.logIn.exchange);
    return clear ? pass({}, exhibits) : notEstablished("limited", exhibits);
  },
});
