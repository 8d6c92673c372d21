import { defineCheck, fail, notEstablished, pass, type Attempt } from "@assay/bench";
import { arrive, askForReset } from "../actions.ts";
import { isRefusal, letsIn, opened, openedBy, refused, tryPassword, type Opening } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

/** Values in place of a text that a query or a comparison may take for "anything": to MySQL, 0 equals most texts. */
const anything: readonly unknown[] = [{ $gt: "" }, { $ne: null }, { not: "" }, true, 0, []];

/**
 * Objects, lists, truths and zero in place of texts must open nothing and reach nobody else. Blocker. Judged by effects:
 * whatever status the answer has, a stranger is not in, the password is not another, and the mail is not theirs.
 */
export default defineCheck({
  id: "operator-injection",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#attacks",
  ofAnyBackend: true,
  words: {
    title: "Nobody gets in by sending something else than text",
    titleWhenFailed: "Strangers get in by sending something else than text",
    why: "A form sends text, but an attacker can send a rule such as “anything”, or a list. A server that passes it on may let them in.",
    passed: "{tried} requests held rules and lists in place of text. None let a stranger in.",
    failed:
      "{how, select, logIn {A log-in with a rule in place of the {field} opened an account.} reset {A password was reset with a rule in place of the code.} change {A password was changed with a rule in place of the current one.} other {A reset mail for a customer also went to a stranger who was named beside them.}}",
    reasons: {
      "no-log-in": "Nobody could log in.",
      unclear: "Afterwards, the account could not be looked at.",
    },
    ask: {
      question: "What does your log-in do when the password is not a text but an object?",
      goodAnswer: "It refuses it: every field is checked to be text before anything else happens.",
      weakAnswer: "The form only sends text.",
    },
  },
  technical: {
    summary: "Type confusion and query-operator injection: objects, arrays, booleans and numbers in place of strings.",
    cwe: [943, 1287],
    asvs: ["15.3.5", "1.2.4"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  json: ["logIn"],
  cell: "shared",
  async gather(world) {
    const victim = await arrive(world);
    const { person } = victim;
    const { email } = person;
    const attacker = world.edge.person();
    const logIns: (Omit<Opening, "logIn"> & { readonly field: string; readonly attempt: Attempt })[] = [];
    const tryLogIn = async (field: string, inputs: Readonly<Record<string, unknown>>) => {
      const device = world.edge.otherDevice(attacker);
      const attempt = await world.app.operate(device, "logIn", inputs);
      const { whoAmI, control } = await openedBy(world, device, attempt);
      logIns.push({
        field,
        attempt,
        ...(whoAmI === undefined ? {} : { whoAmI }),
        ...(control === undefined ? {} : { control }),
      });
    };
    // Few with the true email: wrong passwords for one account may be limited.
    for (const value of anything) await tryLogIn("password", { email, password: value });
    if (world.app.takes("logIn", "email")) {
      for (const value of anything) await tryLogIn("email", { email: value, password: value });
      await tryLogIn("email", { email: [email], password: [""] });
    }

    const thief = world.edge.person();
    const lists: readonly unknown[] = [
      [email, thief.email],
      [thief.email, email],
      { 0: email, 1: thief.email, length: 2 },
    ];
    const mails = [];
    for (const list of world.app.knows("forgotPassword") ? lists : [])
      mails.push(await world.app.operate(world.edge.otherDevice(attacker), "forgotPassword", { email: list }));

    const canReset = world.app.knows("forgotPassword") && world.app.knows("resetPassword");
    if (canReset) await askForReset(world, person); // so that there is a token which a rule could match
    const resets = [];
    for (const value of canReset ? anything : []) {
      const password = world.canaries.password();
      const reset = await resetWith(world, person, value, password);
      resets.push({ reset, ...(isRefusal(reset) ? {} : { opening: await tryPassword(world, person, password) }) });
    }
    const changes = [];
    // A backend that asks for no current password can't be sent a rule in place of it.
    const canChange = victim.credential !== undefined && world.app.takes("changePassword", "currentPassword");
    for (const value of canChange ? anything : []) {
      const newPassword = world.canaries.password();
      const change = await world.app.operate(
        person,
        "changePassword",
        { currentPassword: value, newPassword },
        victim.credential === undefined ? {} : { credential: victim.credential },
      );
      changes.push({
        change,
        ...(isRefusal(change) ? {} : { opening: await tryPassword(world, person, newPassword) }),
      });
    }
    const own = await tryPassword(world, person, person.password);
    const toThief = world.mail.to(thief.email).map(({ to, subject }) => ({ to, subject }));
    return { email, canLogIn: victim.credential !== undefined, logIns, mails, toThief, resets, changes, own };
  },
  judge({ email, canLogIn, logIns, mails, toThief, resets, changes, own }) {
    const open = logIns.find(letsIn);
    if (open !== undefined) {
      return fail({ how: "logIn", field: open.field }, { exchanges: [open.attempt, open.whoAmI, open.control] });
    }
    if (toThief.length > 0) return fail({ how: "mail", field: "email" }, { exchanges: mails, details: { toThief } });
    const reset = resets.find(({ opening }) => opening !== undefined && opened(opening, { email }));
    if (reset !== undefined) {
      return fail(
        { how: "reset", field: "token" },
        { exchanges: [reset.reset, reset.opening?.logIn, reset.opening?.whoAmI] },
      );
    }
    const change = changes.find(({ opening }) => opening !== undefined && opened(opening, { email }));
    if (change !== undefined) {
      return fail({ how: "change", field: "currentPassword" }, { exchanges: [change.change, change.opening?.logIn] });
    }
    if (!canLogIn) return notEstablished("no-log-in");
    const exchanges = [...logIns.map(({ attempt }) => attempt), ...mails, ...resets.map((one) => one.reset)];
    // A limit on wrong tries may stop the owner too, for a while: then their log-in from before must still be there.
    if (opened(own, { email }) || !refused(own))
      return pass({ tried: logIns.length + mails.length + resets.length + changes.length }, { exchanges });
    return notEstablished("unclear", { exchanges: [...exchanges, own.logIn] });
  },
});
