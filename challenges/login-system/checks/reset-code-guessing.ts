import { defineCheck, fail, notApplicable, notEstablished, pass, statusOf, tookOf } from "@assay/bench";
import { askForReset } from "../actions.ts";
import { bitsOf } from "../guessability.ts";
import { opened, refused, tryPassword } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

const tries = 50;
/** Many addresses at once: a limit for one address alone is no limit for the account. */
const devices = 5;
/** Below this many bits, guessing at a server's own speed for an hour gets somewhere. */
const fewBits = 40;
const manyBits = 64;

/**
 * A short code can be tried through unless wrong tries are limited. Serious for codes that an hour of guessing gets
 * somewhere with; minor for longer ones. Long random tokens need no limit.
 */
export default defineCheck({
  id: "reset-code-guessing",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#guessing",
  words: {
    title: "Guessing at a reset code gets nowhere",
    titleWhenFailed: "A reset code can be guessed by trying them all",
    why: "A short code has few possible values. If nothing stops wrong tries, a stranger asks for a reset of any account and tries codes until one fits.",
    passed:
      "{how, select, limited {Wrong codes were turned away after some tries.} spent {After {tried} wrong codes, even the right one no longer worked.} other {Wrong codes were answered more and more slowly.}}",
    failed: "{tried} wrong codes were tried, none was turned away, and then the right one still worked.",
    reasons: {
      "no-mail": "No mail with a link or a code arrived.",
      "long-token": "The link holds a long random text that cannot be guessed.",
      unclear: "The tries were not answered clearly.",
    },
    ask: {
      question: "How many times can someone guess at a reset code?",
      goodAnswer: "A few times. Then the code is struck off, and a new one must be asked for.",
      weakAnswer: "It is random, so guessing is unlikely to work.",
    },
  },
  technical: {
    summary: "Short out-of-band codes need a limit on wrong tries for each account or code.",
    cwe: [307, 640],
    asvs: ["6.6.3", "6.5.4"],
  },
  needs: ["signUp", "logIn", "whoAmI", "forgotPassword", "resetPassword"],
  provokes: ["resetPassword"],
  cell: {},
  async gather(world) {
    const person = world.edge.person();
    await world.app.operate(person, "signUp");
    const { email } = person;
    const { asked, token } = await askForReset(world, person);
    if (token === undefined || bitsOf(token) >= manyBits) return { email, asked, token };
    const guesses = wrongCodes(token, tries, (below) => world.canaries.integer(below));
    const people = Array.from({ length: devices }, () => world.edge.otherDevice(person));
    const answers: { readonly status: number; readonly ms: number }[] = [];
    const shown = [];
    for (let from = 0; from < guesses.length; from += devices) {
      const attempts = await world.app.together(people, "resetPassword", (_person, index) => ({
        token: guesses[from + index],
        newPassword: world.canaries.password(),
      }));
      answers.push(...attempts.map(({ exchange }) => ({ status: statusOf(exchange), ms: tookOf(exchange) })));
      if (from + devices >= guesses.length) shown.push(...attempts);
      if (attempts.every(({ exchange }) => [423, 429].includes(statusOf(exchange)))) break;
    }
    const password = world.canaries.password();
    const right = await resetWith(world, person, token, password);
    const opening = await tryPassword(world, person, password);
    return { email, asked, token, guessed: { answers, shown, right, opening } };
  },
  judge({ email, asked, token, guessed }) {
    if (token === undefined) return notEstablished("no-mail", { exchanges: [asked] });
    if (guessed === undefined) return notApplicable("long-token", { exchanges: [asked] });
    const { answers, shown, right, opening } = guessed;
    const exchanges = [asked, ...shown, right, opening.logIn, opening.whoAmI];
    const facts = { tried: answers.length };
    const limited = answers.filter(({ status }) => [423, 429].includes(status)).length;
    if (limited > 0) return pass({ how: "limited", ...facts }, { exchanges });
    if (answers.slice(-devices).every(({ ms }) => ms >= 2_000)) return pass({ how: "slow", ...facts }, { exchanges });
    if (opened(opening, { email })) {
      return fail(facts, { exchanges }, bitsOf(token) < fewBits ? undefined : "minor");
    }
    return refused(opening)
      ? pass({ how: "spent", ...facts }, { exchanges })
      : notEstablished("unclear", { exchanges });
  },
});

/** Codes of the same look as the right one, none of them it. */
function wrongCodes(code: string, count: number, integer: (below: number) => number): readonly string[] {
  const alphabet = /^\d+$/.test(code)
    ? "0123456789"
    : /[a-z]/.test(code)
      ? "abcdefghjkmnpqrstuvwxyz23456789"
      : "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
  const codes = new Set<string>();
  while (codes.size < count) {
    const made = Array.from({ length: code.length }, () => alphabet.charAt(integer(alphabet.length))).join("");
    if (made.toLowerCase() !== code.toLowerCase()) codes.add(made);
  }
  return [...codes];
}
