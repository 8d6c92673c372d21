import { defineCheck, fail, notApplicable, notEstablished, pass, statusOf } from "@assay/bench";
import { arrive, askForReset } from "../actions.ts";

/** A mail may wait in a table until it is sent: how long we wait for it, and for what is put away afterwards. Milliseconds. */
const mailWithin = 5_000;
const looks = 10;
const lookEvery = 200;

/** An extra, so minor: nobody is let in, but what people wanted gone is still there. */
export default defineCheck({
  id: "deleted-data",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  demand: "extra",
  rests: "brief#delete-account",
  words: {
    title: "A deleted account is really gone from the database",
    titleWhenFailed: "A deleted account is still in the database",
    why: "People who leave expect their data to be gone. If it stays, it can still leak, and the law may be broken.",
    passed: "Someone deleted their account. We searched the whole database and found nothing of theirs.",
    failed:
      "Someone deleted their account. Their {what, select, email {email} name {name} other {bio}} was still in the database, in {place}.",
    reasons: {
      "no-log-in": "Nobody could log in.",
      "not-built": "Deleting an account is an extra, and it is not there.",
      "not-deleted": "The account could not be deleted.",
      "not-found-before":
        "We could not find the data in the database before it was deleted, so we can’t say that it is gone.",
    },
    ask: {
      question: "What is left of someone who deleted their account?",
      goodAnswer: "Nothing, or only what the law says we must keep, and I can list it.",
      weakAnswer: "A mark that says they are gone.",
    },
  },
  technical: {
    summary: "After DELETE /me no row of any table mentions the email, the name or the bio.",
    cwe: [212],
    asvs: ["14.2.7"],
  },
  needs: ["signUp", "logIn", "deleteAccount"],
  failsBySight: true,
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const bio = world.canaries.word();
    const texts = { email: person.email, name: person.name, bio };
    const count = async () => {
      const places: { readonly what: string; readonly table: string; readonly column: string }[] = [];
      for (const [what, text] of Object.entries(texts)) {
        for (const { table, column } of await world.database.find(text)) places.push({ what, table, column });
      }
      return places;
    };
    await world.app.operate(person, "updateProfile", { bio });
    // So that a request under way, an old link and a second log-in have something to be left behind too.
    const { asked } = await askForReset(world, person, { withinMs: mailWithin });
    const before = await count();
    const deletion = await world.app.operate(person, "deleteAccount");
    let after = await count();
    // A worker may still be putting away the mail that it has just sent, or the rows of an account that is gone.
    for (let look = 0; look < looks && after.length > 0; look++) {
      await world.sleep(lookEvery);
      after = await count();
    }
    return { loggedIn: credential !== undefined, asked, before, deletion, after };
  },
  judge({ loggedIn, asked, before, deletion, after }) {
    const exhibits = { exchanges: [asked, deletion], details: { before, after } };
    if (!loggedIn) return notEstablished("no-log-in", exhibits);
    if ([404, 405, 501].includes(statusOf(deletion.exchange))) return notApplicable("not-built", exhibits);
    if (!deletion.accepted) return notEstablished("not-deleted", exhibits);
    const [left] = after;
    if (left !== undefined) return fail({ what: left.what, place: `${left.table}, ${left.column}` }, exhibits);
    return before.length === 0 ? notEstablished("not-found-before", exhibits) : pass({}, exhibits);
  },
});
