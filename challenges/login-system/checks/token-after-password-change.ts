import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, showsAccountOf } from "../actions.ts";
import { opened, tryPassword } from "../password-opening.ts";

/**
 * People change their password to get rid of someone. The other log-ins must end for everything they could do.
 * Serious: the stranger stays, but had to be in before.
 */
export default defineCheck({
  id: "token-after-password-change",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#change-password",
  words: {
    title: "A new password ends every other log-in for good",
    titleWhenFailed: "Someone else stays logged in after the password was changed",
    why: "People change their password when they fear that someone else is in their account. If the other log-in lives on, the change did not help.",
    passed:
      "After the change, the key of the other device was tried {tried, plural, one {once} other {# times}}. It showed nothing and changed nothing.",
    failed:
      "After the password was changed, the key of the other device still {did, select, read {opened} change {changed} other {opened and changed}} the account.",
    reasons: {
      "no-log-in": "The person could not log in on two devices.",
      "no-change": "The password could not be changed.",
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
    const change = await world.app.operate(person, "changePassword", { currentPassword: person.password, newPassword });
    const after = await lookIn(world, other.person, other.credential);
    const name = world.canaries.word();
    const write = await world.app.operate(
      other.person,
      "updateProfile",
      { name, bio: name },
      { credential: other.credential },
    );
    const owner = await tryPassword(world, person, newPassword);
    return { person: { email: person.email }, logIn, before, change, after, write, name, owner };
  },
  judge({ person, logIn, before, change, after, write, name, owner }) {
    if (before === undefined || !showsAccountOf(before, person)) {
      return notEstablished("no-log-in", { exchanges: [logIn, before] });
    }
    const exchanges = [before, change, after, write, owner?.whoAmI];
    if (change === undefined || owner === undefined || !opened(owner, person)) {
      return notEstablished("no-change", { exchanges: [change, owner?.logIn] });
    }
    const seen = owner.whoAmI?.outputs;
    const read = after !== undefined && showsAccountOf(after, person);
    const changed = seen?.["name"] === name || seen?.["bio"] === name;
    if (!read && !changed) return pass({ tried: 2 }, { exchanges });
    return fail({ did: read && changed ? "both" : read ? "read" : "change" }, { exchanges });
  },
});
