import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, askForReset } from "../actions.ts";
import { isRefusal, opened, tryPassword, type Opening } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

/**
 * A token opens its owner's account and no other; a missing one opens none. Blocker: a stranger takes any account.
 * A request without an email may well use the token for its owner: that hurts nobody and is no fault.
 */
export default defineCheck({
  id: "reset-token-owner",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#reset-password",
  ofAnyBackend: true,
  words: {
    title: "A reset link only works for its owner",
    titleWhenFailed: "A stranger can set someone else’s password",
    why: "Anyone can ask for a link to their own account. If it also opens other accounts, they can take over any customer’s.",
    passed: "{tried, plural, one {One attempt} other {# attempts}} to set another person’s password changed nothing.",
    failed:
      "Another person’s password was set with {how, select, other {a stranger’s own link} empty {an empty code} missing {no code at all}}.",
    reasons: {
      "no-mail": "No mail with a link or a code arrived.",
      "no-log-in": "The other person could not log in, so nothing could be seen.",
      unclear: "After a try, a log-in was neither let in nor refused.",
    },
    ask: {
      question: "How does your server know whose password a reset link may change?",
      goodAnswer: "The link was stored together with its owner, and only that account is changed.",
      weakAnswer: "From the email that is sent along.",
    },
  },
  technical: {
    summary: "Reset tokens are bound to the account they were issued for; null and empty tokens match nothing.",
    cwe: [639, 640],
    asvs: ["6.6.2", "8.2.2"],
  },
  needs: ["signUp", "logIn", "whoAmI", "forgotPassword", "resetPassword"],
  cell: "shared",
  async gather(world) {
    const attacker = world.edge.person();
    await world.app.operate(attacker, "signUp");
    const victim = await arrive(world);
    const { email } = victim.person;
    const { asked, token } = await askForReset(world, attacker);
    const tries = [];
    for (const { how, token: sent } of [
      { how: "other", token },
      { how: "empty", token: "" },
      { how: "missing", token: null },
    ]) {
      if (sent === undefined) continue;
      const password = world.canaries.password();
      // The attacker asks, for the victim's account.
      const reset = await resetWith(world, attacker, sent, password, { email });
      // Wrong passwords may be limited, so a plain refusal is taken at its word; the last log-in would contradict it.
      const opening: Opening | undefined = isRefusal(reset)
        ? undefined
        : await tryPassword(world, victim.person, password);
      tries.push({ how, reset, ...(opening === undefined ? {} : { opening }) });
    }
    const own = await tryPassword(world, victim.person, victim.person.password);
    return { email, couldLogIn: victim.credential !== undefined, asked, hasToken: token !== undefined, tries, own };
  },
  judge({ email, couldLogIn, asked, hasToken, tries, own }) {
    if (!couldLogIn) return notEstablished("no-log-in", { exchanges: [own.logIn] });
    const taken = tries.find(({ opening }) => opening !== undefined && opened(opening, { email }));
    const exchanges = [asked, ...tries.flatMap(({ reset, opening }) => [reset, opening?.logIn]), own.logIn];
    if (taken !== undefined) {
      return fail({ how: taken.how }, { exchanges: [asked, taken.reset, taken.opening?.logIn, taken.opening?.whoAmI] });
    }
    if (!hasToken) return notEstablished("no-mail", { exchanges });
    if (opened(own, { email })) return pass({ tried: tries.length }, { exchanges });
    return notEstablished("unclear", { exchanges });
  },
});
