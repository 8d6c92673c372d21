import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { askForReset } from "../actions.ts";
import { opened, refused, tryPassword } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

/** A used token lies in a mailbox, a browser's history, a proxy's log. Serious: whoever finds it takes the account. */
export default defineCheck({
  id: "reset-token-single-use",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#reset-password",
  ofAnyBackend: true,
  words: {
    title: "A reset link works once",
    titleWhenFailed: "A used reset link still works",
    why: "Mails are kept, forwarded and backed up. If a used link still works, whoever sees that mail can take over the account.",
    passed: "The link set a new password once. The second time, it changed nothing.",
    failed: "The same link set a new password twice.",
    reasons: {
      "no-mail": "No mail with a link or a code arrived.",
      "no-reset": "The link did not work the first time.",
      unclear: "After the second try, a log-in was neither let in nor refused.",
    },
    ask: {
      question: "What happens to a reset link after it was used?",
      goodAnswer: "It is struck off in the same step that sets the new password.",
      weakAnswer: "It works until its hour is over.",
    },
  },
  technical: {
    summary: "Reset tokens are consumed by the reset.",
    cwe: [640],
    asvs: ["6.5.1"],
  },
  needs: ["signUp", "logIn", "whoAmI", "forgotPassword", "resetPassword"],
  cell: "shared",
  async gather(world) {
    const person = world.edge.person();
    await world.app.operate(person, "signUp");
    const { asked, token } = await askForReset(world, person);
    const { email } = person;
    if (token === undefined) return { email, asked };
    const [firstPassword, secondPassword] = [world.canaries.password(), world.canaries.password()];
    const first = await resetWith(world, person, token, firstPassword);
    const withFirst = await tryPassword(world, person, firstPassword);
    const second = await resetWith(world, person, token, secondPassword);
    const withSecond = await tryPassword(world, person, secondPassword);
    return { email, asked, used: { first, withFirst, second, withSecond } };
  },
  judge({ email, asked, used }) {
    if (used === undefined) return notEstablished("no-mail", { exchanges: [asked] });
    const { first, withFirst, second, withSecond } = used;
    const exchanges = [first, withFirst.logIn, second, withSecond.logIn, withSecond.whoAmI];
    if (!opened(withFirst, { email })) return notEstablished("no-reset", { exchanges });
    if (opened(withSecond, { email })) return fail({}, { exchanges });
    return refused(withSecond) ? pass({}, { exchanges }) : notEstablished("unclear", { exchanges });
  },
});
