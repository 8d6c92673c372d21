import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { derivedKey } from "../password-hashes/derived-key.ts";
import { fastDigest } from "../password-hashes/fast-digest.ts";
import { meetsMinimum } from "../password-hashes/minimum.ts";
import { describe } from "../password-hashes/password-hash.ts";
import { readablePassword } from "../password-hashes/readable-password.ts";
import { recognise } from "../password-hashes/recognise.ts";
import { storedTexts } from "../password-hashes/stored-text.ts";
import { storedSignUp, type StoredSignUp } from "../stored-sign-up.ts";

/** Minor: the hash is a slow one, and raising its cost is one line. A form that we can't read is nobody's fault. */
export default defineCheck({
  id: "hash-strength",
  area: "secure",
  severity: "minor",
  kind: "proof",
  rests: "brief#secrets",
  ofAnyBackend: true,
  words: {
    title: "Working out stored passwords would take very long",
    titleWhenFailed: "Stored passwords could be worked out faster than they should",
    why: "After a leak, thieves guess passwords with fast machines. How slow each guess is decides how many customers are safe.",
    passed: "Passwords are stored with a slow method, at or above what security experts ask for ({method}).",
    failed: "Passwords are stored with a weaker setting than security experts ask for ({method}).",
    reasons: {
      "nobody-signed-up": "Nobody could sign up, so no password was stored.",
      unrecognised: "We could not tell how the passwords are stored.",
      open: "They are stored so that a computer reads or guesses them at once. So nothing slow is there to be looked at.",
    },
    ask: {
      question: "How did you choose how slow the password check is?",
      goodAnswer: "I took a current guideline and measured it on our server.",
      weakAnswer: "I used what the example had.",
    },
  },
  technical: {
    summary: "The password hash meets the least settings of OWASP (ASVS 5.0 appendix C, Password Storage Cheat Sheet).",
    cwe: [916],
    asvs: ["11.4.2"],
  },
  needs: ["signUp"],
  consequenceOf: ["password-storage"],
  cell: "shared",
  gather: async (world) => ({
    ...(await storedSignUp(world)),
    hashMs: world.costs.hashMs,
    secret: world.app.environment["AUTH_SECRET"],
  }),
  judge(evidence) {
    const exhibits = { exchanges: [evidence.signUp] };
    if (evidence.rows.length === 0 && !evidence.signUp.accepted) return notEstablished("nobody-signed-up", exhibits);

    const found = strongest(evidence);
    if (found === undefined) return notEstablished(isOpen(evidence) ? "open" : "unrecognised", exhibits);
    const facts = { method: describe(found.hash) };
    const shown = { ...exhibits, details: { table: found.table, column: found.column, stored: found.text } };
    return meetsMinimum(found.hash) ? pass(facts, shown) : fail(facts, shown);
  },
});

/** Another check's finding: then it is no riddle how they are stored. */
function isOpen({ rows, password, secret }: StoredSignUp & { readonly secret: string | undefined }): boolean {
  const secrets = secret === undefined ? [] : [secret];
  return rows.some(({ row }) => {
    const texts = storedTexts(row);
    const isReadable = texts.some(({ text }) => readablePassword(text, password) !== undefined);
    return isReadable || fastDigest(texts, password, secrets) !== undefined;
  });
}

/** Of several recognised values the one that meets the minimum: a weak one may guard something else than the password. */
function strongest(evidence: StoredSignUp & { readonly hashMs: number; readonly secret: string | undefined }) {
  const texts = evidence.rows.flatMap(({ table, row }) => storedTexts(row).map((stored) => ({ table, ...stored })));
  const recognised = texts.flatMap((stored) => {
    const hash = recognise(stored.text);
    return hash === undefined ? [] : [{ ...stored, hash }];
  });
  const labelled = recognised.find(({ hash }) => meetsMinimum(hash)) ?? recognised[0];
  if (labelled !== undefined) return labelled;

  const secrets = evidence.secret === undefined ? [] : [evidence.secret];
  for (const { table, row } of evidence.rows) {
    // A fast digest is another check's matter, and no slow function will fit it.
    if (fastDigest(storedTexts(row), evidence.password, secrets) !== undefined) return undefined;
    const hash = derivedKey(storedTexts(row), evidence.password, evidence.hashMs);
    if (hash !== undefined) return { table, column: "(recomputed)", text: "", hash };
  }
  return undefined;
}
