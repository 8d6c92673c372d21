import { defineCheck, fail, notApplicable, notEstablished, pass, theBrief } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, showsAccountOf } from "../actions.ts";
import {
  deedsOf,
  exchangesOf,
  isShortLived,
  lifetimeOf,
  saidOf,
  triedOf,
  tryEndedKey,
  whatItDid,
} from "../ended-key.ts";
import { opened } from "../password-opening.ts";

/**
 * People change their password to get rid of someone. The other log-ins must end for everything they could do.
 * Serious: the stranger stays, but had to be in before. Minor where no brief asks for it; there, a key that soon ends
 * by itself need not be ended, but what renews it must be.
 */
export default defineCheck({
  id: "token-after-password-change",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#change-password",
  ofAnyBackend: true,
  words: {
    title: "A new password ends every other log-in for good",
    titleWhenFailed: "Someone else stays logged in after the password was changed",
    why: "People change their password when they fear that someone else is in their account. If the other log-in lives on, the change did not help.",
    passed:
      "After the change, the key of the other device was tried {tried, plural, one {once} other {# times}}. It showed nothing and changed nothing.",
    failed: `After the password was changed, the {did, select, renewal {log-in} other {key}} of the other device still ${whatItDid} the account.{elsewhere, select, true { Any app should end the other log-ins, or let people end them.} other {}}`,
    reasons: {
      "no-log-in": "The person could not log in on two devices.",
      "no-change": "The password could not be changed.",
      "short-lived":
        "After the change, the key of the other device still opened the account. It ends by itself within {minutes} minutes.{renewable, select, true { The app renews such keys, and we were not told where.} other {}}",
    },
    ask: {
      question: "A customer thinks someone is in their account and changes the password. What happens to that someone?",
      goodAnswer: "All other log-ins end at that moment, on the server.",
      weakAnswer: "They are asked for the password the next time they log in.",
    },
  },
  technical: {
    summary: "Other sessions are refused by reads and writes after a password change.",
    cwe: [613],
    asvs: ["7.4.3"],
  },
  needs: ["signUp", "logIn", "whoAmI", "changePassword"],
  consequenceOf: ["password-change"],
  cell: "shared",
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    const other = await logInElsewhere(world, person);
    if (credential === undefined || other.credential === undefined) return { person: { email: person.email }, logIn };
    const before = await lookIn(world, other.person, other.credential);
    const newPassword = world.canaries.password();
    const change = await world.app.operate(person, "changePassword", { newPassword });
    const ended = await tryEndedKey(world, other.person, other.credential, newPassword);
    const lifetime = lifetimeOf(other.credential);
    return { person: { email: person.email }, logIn, before, change, ended, lifetime };
  },
  judge({ person, logIn, before, change, ended, lifetime }, { byBrief } = theBrief) {
    if (before === undefined || !showsAccountOf(before, person)) {
      return notEstablished("no-log-in", { exchanges: [logIn, before] });
    }
    if (change === undefined || ended === undefined || !opened(ended.owner, person)) {
      return notEstablished("no-change", { exchanges: [change, ended?.owner.logIn] });
    }
    const exchanges = [before, change, ...exchangesOf(ended)];
    const deeds = deedsOf(ended, person);
    if (deeds.length === 0) return pass({ tried: triedOf(ended) }, { exchanges });
    if (!byBrief && lifetime !== undefined && isShortLived(lifetime) && !deeds.includes("renewal")) {
      const facts = { minutes: lifetime.minutes ?? 0, renewable: lifetime.isRenewable && ended.renewal === undefined };
      return notApplicable("short-lived", { exchanges }, facts);
    }
    return fail({ did: saidOf(deeds), elsewhere: !byBrief }, { exchanges }, byBrief ? undefined : "minor");
  },
});
