import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { askForReset } from "../actions.ts";
import { opened, refused, tryPassword } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

/**
 * Asking again must strike off the older token. Minor: it only widens the time in which a lost mail does harm.
 * The same token mailed again replaces nothing and is no fault.
 */
export default defineCheck({
  id: "reset-token-replaced",
  area: "secure",
  severity: "minor",
  kind: "proof",
  rests: "brief#reset-password",
  words: {
    title: "A new reset link replaces the older one",
    titleWhenFailed: "Older reset links go on working next to the new one",
    why: "Who asks for a second link may have lost the first, or sent it to the wrong place. Only the newest should open the account.",
    passed:
      "{same, select, yes {The second mail held the same link again, so only one was good.} other {After a second link was sent, the first one changed nothing.}}",
    failed: "After a second link was sent, the first one still set a new password.",
    reasons: {
      "no-mail": "No mail with a link or a code arrived.",
      "no-second-mail": "A second mail did not come, so there was nothing to replace the first.",
      unclear: "After the older link was tried, a log-in was neither let in nor refused.",
    },
    ask: {
      question: "Someone asks for a reset link twice. Which of the two links works?",
      goodAnswer: "Only the newer one. There is one place for it, and the new one overwrites the old one.",
      weakAnswer: "Both, until they run out.",
    },
  },
  technical: {
    summary: "A newer reset request invalidates earlier tokens.",
    cwe: [640],
    asvs: ["6.6.2"],
  },
  needs: ["signUp", "logIn", "whoAmI", "forgotPassword", "resetPassword"],
  cell: "shared",
  async gather(world) {
    const person = world.edge.person();
    await world.app.operate(person, "signUp");
    const older = await askForReset(world, person);
    const { email } = person;
    if (older.token === undefined) return { email, older };
    // A signed token may tell the second of its making and nothing finer.
    await world.sleep(1_100);
    const newer = await askForReset(world, world.edge.otherDevice(person));
    if (newer.token === undefined || newer.token === older.token) return { email, older, newer };
    const password = world.canaries.password();
    const reset = await resetWith(world, person, older.token, password);
    return { email, older, newer, used: { reset, opening: await tryPassword(world, person, password) } };
  },
  judge({ email, older, newer, used }) {
    if (older.token === undefined || newer === undefined)
      return notEstablished("no-mail", { exchanges: [older.asked] });
    if (newer.token === undefined) return notEstablished("no-second-mail", { exchanges: [older.asked, newer.asked] });
    if (used === undefined) return pass({ same: "yes" }, { exchanges: [older.asked, newer.asked] });
    const exchanges = [older.asked, newer.asked, used.reset, used.opening.logIn, used.opening.whoAmI];
    if (opened(used.opening, { email })) return fail({}, { exchanges });
    return refused(used.opening) ? pass({ same: "no" }, { exchanges }) : notEstablished("unclear", { exchanges });
  },
});
