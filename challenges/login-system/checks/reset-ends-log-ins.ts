import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, askForReset, logInElsewhere, lookIn, showsAccountOf } from "../actions.ts";
import { opened, tryPassword } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

/** A reset is how people take a stolen account back. Serious: the thief stays, but had to be in before. */
export default defineCheck({
  id: "reset-ends-log-ins",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#reset-password",
  words: {
    title: "Resetting the password ends every log-in",
    titleWhenFailed: "Someone else stays logged in after a password reset",
    why: "A reset is how people take a stolen account back. If the thief’s log-in lives on, the account is still theirs.",
    passed: "Two devices were logged in. After the reset, neither could open or change the account.",
    failed: "After the reset, {count, plural, one {one of two old log-ins} other {both old log-ins}} still worked.",
    reasons: {
      "no-log-in": "The person could not log in on two devices.",
      "no-mail": "No mail with a link or a code arrived.",
      "no-reset": "The password could not be reset.",
    },
    ask: {
      question:
        "A thief is logged in to a customer’s account, and the customer resets the password. What happens to the thief?",
      goodAnswer: "All log-ins of that account end together with the reset.",
      weakAnswer: "They need the new password when they next log in.",
    },
  },
  technical: {
    summary: "All sessions end when the password is reset.",
    cwe: [613],
    asvs: ["7.4.3"],
  },
  needs: ["signUp", "logIn", "whoAmI", "forgotPassword", "resetPassword"],
  cell: "shared",
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    const other = await logInElsewhere(world, person);
    const { email } = person;
    if (credential === undefined || other.credential === undefined) return { email, logIns: [logIn, other.logIn] };
    const devices = [
      { person, credential },
      { person: other.person, credential: other.credential },
    ];
    const before = [];
    for (const device of devices) before.push(await lookIn(world, device.person, device.credential));
    const { asked, token } = await askForReset(world, world.edge.otherDevice(person));
    if (token === undefined) return { email, logIns: [logIn, other.logIn], before, asked };
    const password = world.canaries.password();
    const reset = await resetWith(world, person, token, password);
    const name = world.canaries.word();
    const after = [];
    for (const device of devices) {
      const read = await lookIn(world, device.person, device.credential);
      const options = { credential: device.credential };
      await world.app.operate(device.person, "updateProfile", { name, bio: name }, options);
      after.push(read);
    }
    const owner = await tryPassword(world, person, password);
    return { email, logIns: [logIn, other.logIn], before, asked, reset, after, name, owner };
  },
  judge({ email, logIns, before, asked, reset, after, name, owner }) {
    if (before?.every((attempt) => showsAccountOf(attempt, { email })) !== true) {
      return notEstablished("no-log-in", { exchanges: [...logIns, ...(before ?? [])] });
    }
    if (after === undefined || owner === undefined) return notEstablished("no-mail", { exchanges: [asked] });
    const exchanges = [reset, ...after, owner.logIn, owner.whoAmI];
    if (!opened(owner, { email })) return notEstablished("no-reset", { exchanges });
    const open = after.filter((attempt) => showsAccountOf(attempt, { email })).length;
    const seen = owner.whoAmI?.outputs;
    const changed = seen?.["name"] === name || seen?.["bio"] === name;
    if (open > 0 || changed) return fail({ count: Math.max(open, 1) }, { exchanges });
    return pass({}, { exchanges });
  },
});
