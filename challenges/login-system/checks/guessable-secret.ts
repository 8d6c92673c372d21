import { defineCheck, fail, notApplicable, notEstablished, pass, type Attempt, type World } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { withText } from "../credential-texts.ts";
import { readJsonWebToken, signJsonWebToken } from "../json-web-token.ts";
import { commonSecrets, keyThatSigned, signedTextsOf, textsInSource, type SignedText } from "../secret-guesses.ts";
import { swapInValue } from "../swapped-identity.ts";
import { swapOf } from "../token-forging.ts";

/**
 * A signature made with a secret that anyone can guess, or that everyone who sees the code knows, is no signature.
 * Blocker, for whoever knows it writes log-ins; minor when the token also holds a random name of a log-in, so that
 * knowing the secret does not yet open a stranger's account.
 */
export default defineCheck({
  id: "guessable-secret",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#secrets",
  ofAnyBackend: true,
  words: {
    title: "Log-in keys are signed with a secret nobody can guess",
    titleWhenFailed: "Log-in keys are signed with a secret others can know",
    why: "The secret that signs log-in keys is like the key to all doors. If it is a common word, or stands in the code, anyone who knows it can be any customer.",
    passed: "{guesses} likely secrets were tried, with {own} of them from its own files. None had signed a log-in key.",
    failed:
      "The log-in key was signed with “{secret}”, which {source, select, common {is on every attacker’s list} other {stands in its own files ({file})}}. {opens, select, yes {With it, a stranger’s account was opened.} other {It could sign keys of its own.}}",
    reasons: {
      "no-log-in": "Nobody could log in, so there was no key to look at.",
      "nothing-signed": "Its log-in keys are not signed: they mean nothing by themselves.",
    },
    ask: {
      question: "Where does the secret that signs your log-in keys come from?",
      goodAnswer: "From the place the server is run in, never from the code. Without it, the server does not start.",
      weakAnswer: "There is a fallback in the code, in case it is not set.",
    },
  },
  technical: {
    summary: "Signing keys come from AUTH_SECRET: neither common, nor hard-coded, nor a fallback.",
    cwe: [798, 1391],
    asvs: ["13.3.1", "11.2.3"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const attacker = await arrive(world);
    const victim = await arrive(world);
    const signed = attacker.credential === undefined ? [] : signedTextsOf(attacker.credential);
    const guesses = await guessesFor(world);
    const evidence = {
      victim: { email: victim.person.email },
      logIn: attacker.logIn,
      hasLogIn: attacker.credential !== undefined,
      signed: signed.length,
      guesses: { all: guesses.length, own: guesses.filter(({ file }) => file !== undefined).length },
    };
    const found = firstFound(signed, guesses);
    if (found === undefined || attacker.credential === undefined) return { ...evidence, found: undefined };

    const token = readJsonWebToken(`${found.text.signed}.${found.text.signature}`);
    const canLook = world.app.knows("whoAmI");
    const swapped =
      canLook && token !== undefined ? swapInValue(token.payload, await swapOf(world, attacker, victim)) : undefined;
    let forged: Attempt | undefined;
    if (token !== undefined && swapped !== undefined) {
      const text = signJsonWebToken(token.header, swapped, found.key);
      const credential = withText(attacker.credential, found.text.place, text);
      forged = await lookIn(world, attacker.person, credential, { about: victim.person });
    }
    return { ...evidence, found: { secret: found.secret, file: found.file, forged } };
  },
  judge({ victim, logIn, hasLogIn, signed, guesses, found }) {
    if (!hasLogIn) return notEstablished("no-log-in", { exchanges: [logIn] });
    if (signed === 0) return notApplicable("nothing-signed", { exchanges: [logIn] });
    if (found === undefined) return pass({ guesses: guesses.all, own: guesses.own });
    const opens = found.forged !== undefined && showsAccountOf(found.forged, victim);
    const facts = {
      secret: found.secret,
      source: found.file === undefined ? "common" : "file",
      file: found.file ?? "",
      opens: opens ? "yes" : "no",
    };
    return fail(facts, { exchanges: [found.forged, logIn] }, opens ? undefined : "minor");
  },
});

interface Guess {
  readonly secret: string;
  readonly file?: string;
}

async function guessesFor(world: World): Promise<readonly Guess[]> {
  const files = await world.app.sourceFiles();
  const { AUTH_SECRET: given } = world.app.environment;
  const own = new Map<string, Guess>();
  for (const { path, text } of files) {
    for (const secret of textsInSource(text)) {
      if (secret.length > 0 && secret !== given && !own.has(secret)) own.set(secret, { secret, file: path });
    }
  }
  return [...commonSecrets.filter((secret) => !own.has(secret)).map((secret) => ({ secret })), ...own.values()];
}

function firstFound(signed: readonly SignedText[], guesses: readonly Guess[]) {
  for (const text of signed) {
    for (const guess of guesses) {
      const key = keyThatSigned(text, guess.secret);
      if (key !== undefined) return { ...guess, text, key };
    }
  }
  return undefined;
}
