import { defineCheck, fail, notEstablished, pass, theBrief } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, seeAccount, seesAccountOf, showsAccountOf } from "../actions.ts";
import { isUnknown } from "../answers.ts";

/** A blocker where accounts or profiles are lost; serious where people only have to log in again. */
export default defineCheck({
  id: "restart-survival",
  area: "keeps-data-whole",
  severity: "blocker",
  kind: "proof",
  rests: "brief#restarts",
  ofAnyBackend: true,
  words: {
    title: "Accounts and log-ins are still there after a restart",
    titleWhenFailed: "A restart loses what people had",
    why: "Each update of your shop restarts the program. Your customers should not notice.",
    passed:
      "It started again on the tables that it had made. The account, its profile and its log-in were still there.",
    failed:
      "{lost, select, start {The app did not start again on the tables that it had made.} account {After a restart, nobody could get into the account any more.} profile {After a restart, the profile had lost what was saved.} other {After a restart, everybody was logged out.}}",
    reasons: {
      "no-log-in": "Nobody could log in before the restart.",
      "no-answer": "After the restart it was not clear whether the account was there.",
    },
    ask: {
      question: "What do customers lose when you put a new version online?",
      goodAnswer: "Nothing. All that matters is in the database, and log-ins hold as well.",
      weakAnswer: "They may have to log in again.",
    },
  },
  technical: {
    summary:
      "SIGTERM, then a start on the existing schema. Fails for state kept in process memory, a secret made at start, or a schema that is created or dropped unconditionally.",
    cwe: [404],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: {},
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    const update = world.app.knows("updateProfile")
      ? await world.app.operate(
          person,
          "updateProfile",
          world.app.placed("updateProfile", { bio: world.canaries.word() }),
        )
      : undefined;
    const before = await seeAccount(world, person, credential);
    const starts = await world.app.restart();
    const after = world.app.knows("whoAmI") ? await lookIn(world, person, credential) : undefined;
    const again = await logInElsewhere(world, person);
    const seen = after === undefined ? again.logIn : await lookIn(world, again.person, again.credential);
    return { email: person.email, logIn, update, before, starts, after, again: again.logIn, seen };
  },
  judge({ email, logIn, update, before, starts, after, again, seen }, { byBrief } = theBrief) {
    const exchanges = [logIn, update, before, after, again, seen];
    if (!seesAccountOf(before, { email })) return notEstablished("no-log-in", { exchanges });
    if (starts.some(({ listening }) => !listening)) {
      return fail(
        { lost: "start" },
        { exchanges, details: { lastLines: starts.flatMap(({ lastLines }) => lastLines) } },
      );
    }
    if (!seesAccountOf(seen, { email })) {
      return isUnknown(again.exchange)
        ? fail({ lost: "account" }, { exchanges })
        : notEstablished("no-answer", { exchanges });
    }
    if (["name", "bio"].some((field) => seen.outputs[field] !== before.outputs[field])) {
      return fail({ lost: "profile" }, { exchanges });
    }
    if (after !== undefined && isUnknown(after.exchange) && byBrief)
      return fail({ lost: "log-in" }, { exchanges }, "serious");
    if (after !== undefined && !showsAccountOf(after, { email }) && byBrief)
      return notEstablished("no-answer", { exchanges });
    return pass({}, { exchanges });
  },
});
