import { defineCheck, fail, notApplicable, notEstablished, pass, statusOf } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, showsAccountOf } from "../actions.ts";

/**
 * An account that is gone must leave no log-in behind, also when its email is signed up again by someone else.
 * Deleting is an extra, so a failure is minor.
 */
export default defineCheck({
  id: "token-after-deletion",
  area: "secure",
  severity: "minor",
  kind: "proof",
  demand: "extra",
  rests: "brief#delete-account",
  ofAnyBackend: true,
  words: {
    title: "A deleted account leaves no log-in behind",
    titleWhenFailed: "Old log-ins outlive the account they belonged to",
    why: "When someone leaves, their log-ins must end too. Else an old key may open the account of whoever uses that email next.",
    passed:
      "After the account was deleted, none of its {keys} log-in keys opened anything, even when the email was used again.",
    failed:
      "After the account was deleted, an old log-in key still opened {what, select, old {it} other {the new account with the same email}}.",
    reasons: {
      "no-log-in": "Nobody could log in, so there was no log-in to outlive the account.",
      "not-built": "Deleting an account is an extra, and it is not there.",
      "not-deleted": "The account could not be deleted.",
    },
    ask: {
      question: "When an account is deleted, what happens to the devices where it is still logged in?",
      goodAnswer: "Their log-ins are removed together with the account.",
      weakAnswer: "They stay until they expire.",
    },
  },
  technical: {
    summary: "All sessions end with the account; a later account with the same email is not opened by them.",
    cwe: [613],
    asvs: ["7.4.2"],
  },
  needs: ["signUp", "logIn", "whoAmI", "deleteAccount"],
  cell: "shared",
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    const other = await logInElsewhere(world, person);
    const { email } = person;
    if (credential === undefined || other.credential === undefined) return { email, logIn };
    const before = await lookIn(world, other.person, other.credential);
    const deletion = await world.app.operate(person, "deleteAccount", {}, { credential });
    const after = [await lookIn(world, person, credential), await lookIn(world, other.person, other.credential)];
    const next = world.edge.person({ email });
    const again = await world.app.operate(next, "signUp");
    const afterwards = [await lookIn(world, person, credential), await lookIn(world, other.person, other.credential)];
    return { email, logIn, before, deletion, after, again, afterwards };
  },
  judge({ email, logIn, before, deletion, after, again, afterwards }) {
    if (before === undefined || deletion === undefined || !showsAccountOf(before, { email })) {
      return notEstablished("no-log-in", { exchanges: [logIn, before] });
    }
    if ([404, 405, 501].includes(statusOf(deletion.exchange))) {
      return notApplicable("not-built", { exchanges: [deletion] });
    }
    if (!deletion.accepted) return notEstablished("not-deleted", { exchanges: [deletion] });
    const exchanges = [before, deletion, ...after, again, ...afterwards];
    if (after.some((attempt) => showsAccountOf(attempt, { email }))) return fail({ what: "old" }, { exchanges });
    if (afterwards.some((attempt) => showsAccountOf(attempt, { email }))) return fail({ what: "new" }, { exchanges });
    return pass({ keys: 2 }, { exchanges });
  },
});
