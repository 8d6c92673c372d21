import { domainToUnicode } from "node:url";
import { defineCheck, fail, notEstablished, pass, type Attempt } from "@assay/bench";
import { arrive, askForReset, resetTokenIn } from "../actions.ts";
import { opened, tryPassword, type Opening } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

/** How long a mail may come after one that was asked for later, milliseconds. */
const straggling = 1_500;

/**
 * An address that differs from a customer's by an accent is another's. Blocker: where the database takes é for e, the
 * mail that opens the customer's account goes to whoever owns the other address. Judged by the effect alone: to refuse
 * such addresses, or to say that they are taken, is as right as to take them for accounts of their own.
 */
export default defineCheck({
  id: "lookalike-emails",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#privacy",
  words: {
    title: "An address that looks like a customer’s opens nothing",
    titleWhenFailed: "A stranger whose address looks like a customer’s gets in",
    why: "Some databases take é for e. Then someone with such an address can ask for the link that opens a customer’s account.",
    passed: "{tried} requests came from addresses that differ by an accent. None opened the account.",
    failed:
      "{how, select, mail {The link for a customer’s account was mailed to an address that differs by an accent.} other {A sign-up with an address that differs by an accent set the customer’s password.}}",
    reasons: {
      "no-mail": "No mail with a link or a code arrived, for anyone.",
      "no-log-in": "The customer could not log in, so nothing could be seen.",
    },
    ask: {
      question: "When are two email addresses the same for your database?",
      goodAnswer:
        "When they are equal letter by letter, after I put them in lower case. An accent makes another address.",
      weakAnswer: "However the column compares texts.",
    },
  },
  technical: {
    summary:
      "Accent-insensitive collation in the look-up of an account, with the reset mail sent to the address as typed.",
    cwe: [178, 640],
    asvs: ["6.4.3", "2.2.1"],
  },
  needs: ["signUp", "logIn", "whoAmI", "forgotPassword", "resetPassword"],
  cell: "shared",
  ofAnyBackend: true,
  async gather(world) {
    const word = world.canaries.word();
    const { person: victim, credential } = await arrive(
      world,
      world.edge.person({ email: `${word}ane@shop.example.com` }),
    );
    const addresses = [`${word}ané@shop.example.com`, `${word}ane@shóp.example.com`];
    const attacker = world.edge.person();
    const since = world.now();
    const signUps: { readonly signUp: Attempt; readonly opening?: Opening }[] = [];
    const asked: Attempt[] = [];
    for (const email of addresses) {
      asked.push(await world.app.operate(world.edge.otherDevice(attacker), "forgotPassword", { email }));
    }
    // Once a mail that was asked for later is there, those before it have had their time.
    const bystander = world.edge.person();
    await world.app.operate(bystander, "signUp");
    const { token: bystanders } = await askForReset(world, bystander);
    await world.sleep(straggling);

    const strays = world.mail
      .all()
      .filter(({ at, to }) => at >= since && to.some((address) => looksLike(address, victim.email)));
    const resets: { readonly to: readonly string[]; readonly reset: Attempt; readonly opening?: Opening }[] = [];
    for (const mail of strays) {
      const token = resetTokenIn(mail);
      if (token === undefined) continue;
      const password = world.canaries.password();
      const reset = await resetWith(world, attacker, token, password, { email: victim.email });
      resets.push({
        to: mail.to,
        reset,
        ...(reset.accepted ? { opening: await tryPassword(world, victim, password) } : {}),
      });
    }
    for (const email of addresses) {
      const stranger = world.edge.person({ email });
      const signUp = await world.app.operate(stranger, "signUp");
      signUps.push({
        signUp,
        ...(signUp.accepted ? { opening: await tryPassword(world, victim, stranger.password) } : {}),
      });
    }
    return {
      email: victim.email,
      couldLogIn: credential !== undefined,
      hasMail: bystanders !== undefined,
      asked,
      resets,
      signUps,
    };
  },
  judge({ email, couldLogIn, hasMail, asked, resets, signUps }) {
    const letIn = (opening: Opening | undefined): boolean => opening !== undefined && opened(opening, { email });
    const reset = resets.find(({ opening }) => letIn(opening));
    if (reset !== undefined) {
      const exchanges = [...asked, reset.reset, reset.opening?.logIn, reset.opening?.whoAmI];
      return fail({ how: "mail" }, { exchanges, details: { to: reset.to } });
    }
    const signedUp = signUps.find(({ opening }) => letIn(opening));
    if (signedUp !== undefined) {
      return fail(
        { how: "signUp" },
        { exchanges: [signedUp.signUp, signedUp.opening?.logIn, signedUp.opening?.whoAmI] },
      );
    }
    const exchanges = [...asked, ...signUps.map(({ signUp }) => signUp)];
    if (!couldLogIn) return notEstablished("no-log-in", { exchanges });
    if (!hasMail) return notEstablished("no-mail", { exchanges });
    return pass({ tried: asked.length + signUps.length }, { exchanges });
  },
});

/** Another address, which differs from this one by its accents alone. A domain may have been put into ASCII on its way. */
function looksLike(address: string, email: string): boolean {
  const at = address.lastIndexOf("@");
  const plain = `${address.slice(0, at)}@${domainToUnicode(address.slice(at + 1))}`.toLowerCase();
  return plain !== email && plain.normalize("NFD").replaceAll(/\p{M}/gu, "") === email;
}
