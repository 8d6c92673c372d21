import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { storedTexts, type StoredText } from "../password-hashes/stored-text.ts";
import { storedSignUp } from "../stored-sign-up.ts";

/**
 * What is the same for two people with one password, and another for a third with another password who signed up
 * between them, comes from the password alone. No form of hash needs to be known for that.
 * Serious: one guess then tests every customer at once, whatever the hash costs.
 */
export default defineCheck({
  id: "salt-per-password",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#secrets",
  ofAnyBackend: true,
  words: {
    title: "Two people with the same password don’t look the same",
    titleWhenFailed: "Two people with the same password look the same in the database",
    why: "If equal passwords look equal, a thief who works out one has all who share it, and can use lists made in advance.",
    passed: "Two people took the same password. What was stored for them differs.",
    failed: "Two people took the same password, and the very same text was stored for both.",
    reasons: {
      "not-all-signed-up": "Three people had to sign up for this, and not all could.",
      "nothing-to-compare": "Nothing that looks like a stored password was written to the database.",
    },
    ask: {
      question: "What makes two equal passwords look different in your database?",
      goodAnswer: "Each one is hashed together with its own random salt, which the library makes.",
      weakAnswer: "We use one secret salt for all.",
    },
  },
  technical: {
    summary: "Every password hash has a salt of its own.",
    cwe: [759, 760],
    asvs: ["11.4.2"],
  },
  needs: ["signUp"],
  consequenceOf: ["password-storage"],
  cell: "shared",
  async gather(world) {
    const password = world.canaries.password();
    const one = await storedSignUp(world, world.edge.person({ password }));
    const between = await storedSignUp(world);
    const other = await storedSignUp(world, world.edge.person({ password }));
    return { one, between, other };
  },
  judge({ one, between, other }) {
    const exhibits = { exchanges: [one.signUp, between.signUp, other.signUp] };
    if (![one, between, other].every(({ signUp }) => signUp.accepted))
      return notEstablished("not-all-signed-up", exhibits);

    const [ofOne, ofBetween, ofOther] = [one, between, other].map(({ rows }) =>
      longTexts(rows.flatMap(({ row }) => storedTexts(row))),
    );
    if (ofOne === undefined || ofBetween === undefined || ofOther === undefined)
      return notEstablished("nothing-to-compare", exhibits);

    const shared = [...ofOne.values()].find(({ text }) => ofOther.has(text) && !ofBetween.has(text));
    if (shared !== undefined) return fail({}, { ...exhibits, details: { column: shared.column, stored: shared.text } });

    const known = new Set([one.email, one.password].map((text) => text.toLowerCase()));
    const isOwn = ({ text }: StoredText): boolean => !ofOther.has(text) && !known.has(text.toLowerCase());
    return [...ofOne.values()].some(isOwn) ? pass({}, exhibits) : notEstablished("nothing-to-compare", exhibits);
  },
});

/** Texts long enough that they are not equal by chance. Times are left out: two may be equal, and none is a hash. */
function longTexts(texts: readonly StoredText[]): ReadonlyMap<string, StoredText> {
  const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\d[T ]/.test(text);
  return new Map(texts.filter(({ text }) => text.length >= 16 && !isTime(text)).map((stored) => [stored.text, stored]));
}
