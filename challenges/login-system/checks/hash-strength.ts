import { defineCheck, fail, notEstablished, pass, type World } from "@assay/bench";
import { arrive, askForReset } from "../actions.ts";
import { derivedKey } from "../password-hashes/derived-key.ts";
import { fastDigest } from "../password-hashes/fast-digest.ts";
import { meetsMinimum } from "../password-hashes/minimum.ts";
import { describe } from "../password-hashes/password-hash.ts";
import { readablePassword } from "../password-hashes/readable-password.ts";
import { recognise } from "../password-hashes/recognise.ts";
import { storedTexts } from "../password-hashes/stored-text.ts";
import { resetWith } from "../resetting.ts";
import { plainRows, storedSignUp, type StoredSignUp } from "../stored-sign-up.ts";

/** A password that took the place of another one, and every row that this wrote. */
interface StoredLater extends StoredSignUp {
  readonly when: "change" | "reset";
}

/**
 * Minor: the hash is a slow one, and raising its cost is one line. A form that we can't read is nobody's fault. Serious
 * where a later password is not hashed slowly at all, for which the sign-up's own check has no eyes.
 */
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
    failed:
      "{when, select, change {After people change them, passwords} reset {After a reset, passwords} other {Passwords}} are stored {open, select, true {so that a computer reads or guesses them at once} other {with a weaker setting than security experts ask for ({method})}}.",
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
    later: await storedLater(world),
    hashMs: world.costs.hashMs,
    secret: world.app.environment["AUTH_SECRET"],
  }),
  judge(evidence) {
    const exhibits = { exchanges: [evidence.signUp] };
    if (evidence.rows.length === 0 && !evidence.signUp.accepted) return notEstablished("nobody-signed-up", exhibits);

    const found = strongest(evidence);
    if (found === undefined) return notEstablished(isOpen(evidence) ? "open" : "unrecognised", exhibits);
    const facts = { method: describe(found.hash) };
    if (!meetsMinimum(found.hash)) return fail({ when: "signUp", open: false, ...facts }, shownBy(found));

    for (const { when, ...stored } of evidence.later ?? []) {
      if (!stored.signUp.accepted) continue;
      const seen = { ...stored, hashMs: evidence.hashMs, secret: evidence.secret };
      if (isOpen(seen)) {
        return fail({ when, open: true, method: "" }, { exchanges: [stored.signUp] }, "serious");
      }
      const hash = strongest(seen);
      if (hash !== undefined && !meetsMinimum(hash.hash))
        return fail(
          { when, open: false, method: describe(hash.hash) },
          { ...shownBy(hash), exchanges: [stored.signUp] },
        );
    }
    return pass(facts, shownBy(found));

    function shownBy({ table, column, text }: Omit<NonNullable<ReturnType<typeof strongest>>, "hash">) {
      return { ...exhibits, details: { table, column, stored: text } };
    }
  },
});

/** The same person's next passwords, set by a change and by a reset where there are such. Three password hashes. */
async function storedLater(world: World): Promise<readonly StoredLater[]> {
  const { app, database, canaries } = world;
  const later: StoredLater[] = [];
  const { person, credential } = await arrive(world);
  const { email } = person;
  if (app.knows("changePassword") && credential !== undefined) {
    const newPassword = canaries.password();
    const { result, rows } = await database.written(() => app.operate(person, "changePassword", { newPassword }));
    later.push({ when: "change", email, password: newPassword, signUp: result, rows: plainRows(rows) });
  }
  if (!app.knows("forgotPassword") || !app.knows("resetPassword")) return later;
  const { token } = await askForReset(world, world.edge.otherDevice(person));
  if (token === undefined) return later;
  const password = canaries.password();
  const { result, rows } = await database.written(() => resetWith(world, person, token, password));
  later.push({ when: "reset", email, password, signUp: result, rows: plainRows(rows) });
  return later;
}

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
