import { defineCheck, fail, notEstablished, pass, type Person } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isFault, isLimit } from "../answers.ts";
import { opened, tryPassword } from "../password-opening.ts";

/** Serious: phones begin a field with a capital, and the person is told that their password is wrong, or ends up with two accounts. */
export default defineCheck({
  id: "email-case",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#one-email-one-account",
  words: {
    title: "An email is the same in capitals or with a space around it",
    titleWhenFailed: "An email typed a little differently is taken for another one",
    why: "Phones add a capital or a space. People then can’t log in, or make a second account and miss their orders in it.",
    passed:
      "Someone signed up as {first}. They got in with {tried} other ways to type it, and it made no second account.",
    failed:
      "{what, select, second {One email, typed in two ways, made two accounts.} other {Someone signed up as {first} and could not log in as {typed}.}}",
    reasons: {
      "no-log-in": "The person could not log in with the email as they first typed it.",
      limited: "The service said “too many tries”, or gave no answer, before we had tried all.",
    },
    ask: {
      question: "What if I sign up as Anna@Example.com and log in as anna@example.com?",
      goodAnswer: "It is one account. Emails are put into one form before they are stored or looked up.",
      weakAnswer: "The database compares them.",
    },
  },
  technical: { summary: "Email is compared trimmed and case-insensitively at sign-up and log-in.", cwe: [178] },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const plain = world.canaries.email();
    const first = plain.charAt(0).toUpperCase() + plain.slice(1);
    const { person, credential } = await arrive(world, world.edge.person({ email: first }));
    const before = await lookIn(world, person, credential);
    const others: { readonly typed: string; readonly opening: Awaited<ReturnType<typeof tryPassword>> }[] = [];
    for (const typed of [plain, ` ${plain.toUpperCase()} `]) {
      others.push({ typed: typed.trim(), opening: await tryPassword(world, as(person, typed), person.password) });
    }
    const second = world.edge.person({ email: plain.toUpperCase() });
    const signUp = await world.app.operate(second, "signUp");
    const bySecond = await tryPassword(world, second, second.password);
    return { first, before, others, signUp, bySecond };
  },
  judge({ first, before, others, signUp, bySecond }) {
    const exhibits = {
      exchanges: [before, ...others.flatMap(({ opening }) => [opening.logIn, opening.whoAmI]), signUp, bySecond.logIn],
    };
    if (!showsAccountOf(before, { email: first })) return notEstablished("no-log-in", exhibits);
    const refused = others.find(({ opening }) => !opened(opening, { email: first }));
    if (refused !== undefined) {
      const { exchange } = refused.opening.logIn;
      if (isLimit(exchange) || isFault(exchange)) return notEstablished("limited", exhibits);
      return fail(
        { what: "refused", first, typed: refused.typed },
        { ...exhibits, details: { answer: answerOf(exchange) } },
      );
    }
    // With the first one’s own log-ins working, the second one’s password opens another account.
    if (opened(bySecond, { email: first })) return fail({ what: "second", first, typed: "" }, exhibits);
    return pass({ first, tried: others.length }, exhibits);
  },
});

function as(person: Person, email: string): Person {
  return { ...person, email };
}
