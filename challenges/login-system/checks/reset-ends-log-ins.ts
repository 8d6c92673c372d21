import { defineCheck, fail, notApplicable, notEstablished, pass, theBrief } from "@assay/bench";
import { arrive, askForReset, logInElsewhere, lookIn, showsAccountOf } from "../actions.ts";
import { deedsOf, exchangesOf, isShortLived, lifetimeOf, tryEndedKey } from "../ended-key.ts";
import { opened } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

/**
 * A reset is how people take a stolen account back. Serious: the thief stays, but had to be in before. Minor where no
 * brief asks for it; there, a key that soon ends by itself need not be ended, but what renews it must be.
 */
export default defineCheck({
  id: "reset-ends-log-ins",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#reset-password",
  ofAnyBackend: true,
  words: {
    title: "Resetting the password ends every log-in",
    titleWhenFailed: "Someone else stays logged in after a password reset",
    why: "A reset is how people take a stolen account back. If the thief’s log-in lives on, the account is still theirs.",
    passed: "Two devices were logged in. After the reset, neither could open or change the account.",
    failed:
      "After the reset, {count, plural, one {one of two old log-ins} other {both old log-ins}} still worked.{elsewhere, select, true { Any app should end them, for a thief may hold one.} other {}}",
    reasons: {
      "no-log-in": "The person could not log in on two devices.",
      "no-mail": "No mail with a link or a code arrived.",
      "no-reset": "The password could not be reset.",
      "short-lived":
        "After the reset, the key of an old log-in still opened the account. It ends by itself within {minutes} minutes.{renewable, select, true { The app renews such keys, and we were not told where.} other {}}",
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
    const ended = [];
    for (const device of devices) {
      ended.push({
        lifetime: lifetimeOf(device.credential),
        tries: await tryEndedKey(world, device.person, device.credential, password),
      });
    }
    return { email, logIns: [logIn, other.logIn], before, asked, reset, ended };
  },
  judge({ email, logIns, before, asked, reset, ended }, { byBrief } = theBrief) {
    if (before?.every((attempt) => showsAccountOf(attempt, { email })) !== true) {
      return notEstablished("no-log-in", { exchanges: [...logIns, ...(before ?? [])] });
    }
    const [first] = ended ?? [];
    if (ended === undefined || first === undefined) return notEstablished("no-mail", { exchanges: [asked] });
    const exchanges = [reset, ...ended.flatMap(({ tries }) => exchangesOf(tries))];
    if (!opened(first.tries.owner, { email })) return notEstablished("no-reset", { exchanges });
    const open = ended
      .map(({ lifetime, tries }) => ({ lifetime, tries, deeds: deedsOf(tries, { email }) }))
      .filter(({ deeds }) => deeds.length > 0);
    if (open.length === 0) return pass({}, { exchanges });
    const [short] = open;
    const endBySelf = open.every(({ lifetime, deeds }) => isShortLived(lifetime) && !deeds.includes("renewal"));
    if (!byBrief && short !== undefined && endBySelf) {
      const { lifetime, tries } = short;
      const facts = { minutes: lifetime.minutes ?? 0, renewable: lifetime.isRenewable && tries.renewal === undefined };
      return notApplicable("short-lived", { exchanges }, facts);
    }
    return fail({ count: open.length, elsewhere: !byBrief }, { exchanges }, byBrief ? undefined : "minor");
  },
});
