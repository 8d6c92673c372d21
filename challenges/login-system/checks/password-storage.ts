import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { fastDigest } from "../password-hashes/fast-digest.ts";
import { readablePassword } from "../password-hashes/readable-password.ts";
import { storedTexts } from "../password-hashes/stored-text.ts";
import { plainRows, storedSignUp, type StoredSignUp } from "../stored-sign-up.ts";

/**
 * Blocker where the password can be read: one look at a backup opens every account, here and wherever people use the
 * same password. Serious where it is a fast digest: billions of guesses a second, but guesses.
 */
export default defineCheck({
  id: "password-storage",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#secrets",
  ofAnyBackend: true,
  words: {
    title: "Stored passwords can’t be read back",
    titleWhenFailed: "Whoever sees the database learns your customers’ passwords",
    why: "Databases leak: a lost backup, a curious helper, a break-in. Many people use one password everywhere, so a leak here opens their mail and their bank too.",
    passed: "{people} people signed up. We searched all that was stored and could not read or work out any password.",
    failed:
      "{form, select, plain {The password is stored as it was typed.} reversed {The password is stored written backwards.} digest {The password is stored in a form that a computer can guess billions of times a second ({how}).} other {The password is stored in a form that anyone can turn back ({how}).}}",
    reasons: {
      "nobody-signed-up": "Nobody could sign up, so no password was stored.",
      "nothing-stored": "Sign-up wrote nothing to the database that we can see.",
    },
    ask: {
      question: "If someone copied your database tonight, what would they learn about the passwords?",
      goodAnswer: "Very little: each is hashed with a slow function made for passwords, with its own random salt.",
      weakAnswer: "They are encoded, or hashed with MD5 or SHA-256.",
    },
  },
  technical: {
    summary:
      "No plain, reversed, encoded or fast-digest form of the password in any row that sign-up and log-in wrote.",
    cwe: [256, 257, 261, 916],
    asvs: ["11.4.2"],
  },
  needs: ["signUp"],
  failsBySight: true,
  cell: "shared",
  async gather(world) {
    const [first, ...others] = world.edge.people(3);
    if (first === undefined) throw new Error("The edge made nobody.");
    const signedUp = await storedSignUp(world, first);
    // A log-in may write too, such as an entry of who came when.
    const logIn = await world.database.written(() => world.app.operate(first, "logIn"));
    const people: StoredSignUp[] = [{ ...signedUp, rows: [...signedUp.rows, ...plainRows(logIn.rows)] }];
    for (const person of others) people.push(await storedSignUp(world, person));
    const elsewhere = [];
    for (const { password } of people) elsewhere.push(...(await world.database.find(password, { remnants: true })));
    return { people, elsewhere, secret: world.app.environment["AUTH_SECRET"] };
  },
  judge({ people, elsewhere, secret }) {
    const exchanges = people.map(({ signUp }) => signUp);
    const [place] = elsewhere;
    if (place !== undefined)
      return fail({ form: "plain", how: "plain text" }, { exchanges, details: { table: place.table, row: place.row } });

    for (const { password, rows } of people) {
      for (const { table, row } of rows) {
        for (const { column, text } of storedTexts(row)) {
          const form = readablePassword(text, password);
          if (form !== undefined) return fail({ form, how: form }, { exchanges, details: { table, column, row } });
        }
      }
    }
    for (const { password, rows } of people) {
      for (const { table, row } of rows) {
        const found = fastDigest(storedTexts(row), password, secret === undefined ? [] : [secret]);
        if (found === undefined) continue;
        const how = `${found.algorithm}${found.salted ? " with a salt" : ", no salt"}`;
        return fail({ form: "digest", how }, { exchanges, details: { table, column: found.column, row } }, "serious");
      }
    }

    if (!people.some(({ signUp }) => signUp.accepted)) return notEstablished("nobody-signed-up", { exchanges });
    if (people.every(({ rows }) => rows.length === 0)) return notEstablished("nothing-stored", { exchanges });
    return pass({ people: people.length }, { exchanges });
  },
});
