import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isDone, isLimit, isRefusal } from "../answers.ts";
import { opened, tryPassword } from "../password-opening.ts";

/**
 * Serious where another password opens the account, or the service is down afterwards; an error to the sender alone
 * is minor.
 */
export default defineCheck({
  id: "huge-password",
  area: "handles-errors",
  severity: "serious",
  kind: "proof",
  rests: "brief#passwords",
  words: {
    title: "A password of 100,000 characters is refused or taken whole",
    titleWhenFailed: "A password of 100,000 characters upsets the service",
    why: "Someone will send a whole book as a password. It must not stop the others, and not be cut short in silence.",
    passed: "A password of 100,000 characters was {taken, select, yes {taken whole} other {refused}}.",
    failed:
      "{what, select, down {After a password of 100,000 characters, the service no longer worked.} cut {A password of 100,000 characters was cut short: one with another end opened the account.} useless {A password of 100,000 characters was accepted, but it did not open the account.} other {A password of 100,000 characters made the service break instead of saying no.}}",
    reasons: {
      "no-log-in": "Nobody could log in.",
      limited: "The service said “too many tries”, or gave no answer, before we could see.",
    },
    ask: {
      question: "How long may a password be?",
      goodAnswer: "Up to a limit that we say, 128 say. Nothing is ever cut.",
      weakAnswer: "As long as you like.",
    },
  },
  technical: {
    summary: "A 100 kB password gets a 4xx, or works whole: a changed last byte is refused.",
    cwe: [400, 521],
    asvs: ["6.2.9"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const witness = await arrive(world);
    const before = await lookIn(world, witness.person, witness.credential);
    const password = world.canaries.password(64) + "p".repeat(100_000 - 64);
    const person = world.edge.person({ password });
    const signUp = await world.app.operate(person, "signUp");
    const right = await tryPassword(world, person, password);
    const wrong = await tryPassword(world, person, `${password.slice(0, -1)}q`);
    const after = await lookIn(world, witness.person, witness.credential, { freshConnection: true });
    return { email: person.email, witness: witness.person.email, before, signUp, right, wrong, after };
  },
  judge({ email, witness, before, signUp, right, wrong, after }) {
    const exhibits = {
      exchanges: [signUp, right.logIn, right.whoAmI, wrong.logIn, wrong.whoAmI, after],
      details: { answer: answerOf(signUp.exchange) },
    };
    if (!showsAccountOf(before, { email: witness })) return notEstablished("no-log-in", { exchanges: [before] });
    if (opened(wrong, { email })) return fail({ what: "cut" }, exhibits);
    if (!showsAccountOf(after, { email: witness })) return fail({ what: "down" }, exhibits);
    if (isLimit(signUp.exchange)) return notEstablished("limited", exhibits);
    if (isRefusal(signUp.exchange)) return pass({ taken: "no" }, exhibits);
    if (!isDone(signUp.exchange)) return fail({ what: "fault" }, exhibits, "minor");
    if (opened(right, { email })) return pass({ taken: "yes" }, exhibits);
    // Answered alike to everyone, a sign-up may have been refused inside: then nobody was told that it worked.
    if (signUp.exchange.response?.status === 202) return fail({ what: "useless" }, exhibits, "minor");
    return isRefusal(right.logIn.exchange) && !isLimit(right.logIn.exchange)
      ? fail({ what: "useless" }, exhibits, "minor")
      : notEstablished("limited", exhibits);
  },
});
