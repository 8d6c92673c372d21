import { defineCheck, fail, notEstablished, pass, statusOf, type World } from "@assay/bench";
import { opened, refused, tryPassword, type Opening } from "../password-opening.ts";

interface Cut {
  readonly length: number;
  readonly signUpStatus: number;
  readonly accepted: boolean;
  /** Missing when sign-up was refused. */
  readonly whole?: Opening;
  /** The last character is another. */
  readonly changedEnd?: Opening;
  /** Every letter in the other case. Only tried once: it costs a hash. */
  readonly changedCase?: Opening;
  readonly email: string;
}

/**
 * Serious where it happens within the 64 characters that everyone may use; beyond them (bcrypt reads 72 bytes) the part
 * that counts is still long: minor.
 */
export default defineCheck({
  id: "whole-password",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#passwords",
  ofAnyBackend: true,
  words: {
    title: "Every character of a password counts",
    titleWhenFailed: "A password that is not the right one opens the account",
    why: "If the end of a long password is dropped without a word, a wrong one gets in. The customer believes in a protection that is not there.",
    passed: "Passwords of {lengths} characters: with a small change, none opened the account.",
    failed:
      "{how, select, case {With capital and small letters swapped, a password still opened the account.} refused {A password of {length} characters made the server break down with an error.} other {A password of {length} characters opened the account with another last character.}}",
    reasons: {
      "nobody-signed-up": "Nobody could sign up with a long password.",
      "no-clear-answer": "The right password did not get in either, so a wrong one proves nothing.",
    },
    ask: {
      question: "What happens to a password of eighty characters?",
      goodAnswer:
        "It is taken whole, or refused with a clear message. The hash we use reads only 72 bytes, so we thought about it.",
      weakAnswer: "The library handles it.",
    },
  },
  technical: {
    summary: "Passwords of 64 and 80 characters are compared whole and as sent (bcrypt silently cuts at 72 bytes).",
    cwe: [222],
    asvs: ["6.2.8", "6.2.9"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const cuts = [await tryLength(world, 64, true), await tryLength(world, 80, false)];
    // Who promised nothing may have a lower limit: a shorter one can be cut as well.
    for (const length of world.standard.byBrief ? [] : [40, 20]) {
      if (!cuts.some(({ accepted }) => accepted)) cuts.push(await tryLength(world, length, true));
    }
    return { cuts };
  },
  judge({ cuts }) {
    const exchanges = cuts.flatMap(({ whole, changedEnd, changedCase }) =>
      [whole, changedEnd, changedCase].map((opening) => opening?.logIn),
    );
    const exhibits = {
      exchanges,
      details: { signUps: cuts.map(({ length, signUpStatus }) => ({ length, signUpStatus })) },
    };

    for (const cut of cuts) {
      if (cut.changedEnd !== undefined && opened(cut.changedEnd, cut))
        return fail({ how: "end", length: cut.length }, exhibits, cut.length > 64 ? "minor" : "serious");
    }
    for (const cut of cuts) {
      if (cut.changedCase !== undefined && opened(cut.changedCase, cut))
        return fail({ how: "case", length: cut.length }, exhibits);
    }
    const broken = cuts.find(({ length, signUpStatus }) => length > 64 && signUpStatus === 500);
    if (broken !== undefined) return fail({ how: "refused", length: broken.length }, exhibits, "minor");

    if (!cuts.some(({ accepted }) => accepted)) return notEstablished("nobody-signed-up", exhibits);
    const isClear = ({ accepted, whole, changedEnd, changedCase, ...cut }: Cut): boolean =>
      !accepted ||
      (whole !== undefined &&
        opened(whole, cut) &&
        [changedEnd, changedCase].every((opening) => opening === undefined || refused(opening)));
    if (!cuts.every(isClear)) return notEstablished("no-clear-answer", exhibits);
    const lengths = cuts
      .filter(({ accepted }) => accepted)
      .map(({ length }) => length)
      .join(" and ");
    return pass({ lengths }, exhibits);
  },
});

async function tryLength(world: World, length: number, withCase: boolean): Promise<Cut> {
  const person = world.edge.person({ password: passwordOf(world, length) });
  const { email, password } = person;
  const signUp = await world.app.operate(person, "signUp");
  const tried = { length, email, signUpStatus: statusOf(signUp.exchange), accepted: signUp.accepted };
  if (!signUp.accepted) return tried;

  const last = password.at(-1) === "a" ? "b" : "a";
  const whole = await tryPassword(world, person, password);
  const changedEnd = await tryPassword(world, person, password.slice(0, -1) + last);
  if (!withCase) return { ...tried, whole, changedEnd };
  return { ...tried, whole, changedEnd, changedCase: await tryPassword(world, person, swapCase(password)) };
}

/** Within the alphabet that the brief promises, whatever length was asked. */
function passwordOf(world: World, length: number): string {
  const whole = world.canaries.password(Math.min(length, 64));
  return whole + world.canaries.password(64).slice(0, length - whole.length);
}

function swapCase(text: string): string {
  return [...text]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join("");
}
