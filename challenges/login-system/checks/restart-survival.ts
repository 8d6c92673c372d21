import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, showsAccountOf } from "../actions.ts";

/** A blocker where accounts or profiles are lost; serious where people only have to log in again. */
export default defineCheck({
  id: "restart-survival",
  area: "keeps-data-whole",
  severity: "blocker",
  kind: "proof",
  rests: "brief#restarts",
  words: {
    title: "Accounts and log-ins are still there after a restart",
    titleWhenFailed: "A restart loses what people had",
    why: "Each update of your shop restarts the program. Your customers should not notice.",
    passed: "After a restart on its own tables, the account, its profile and its log-in were all still there.",
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
      "State kept in process memory, a secret made at start, or a schema that is created or dropped unconditionally.",
    cwe: [404],
  },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  cell: {},
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    const bio = world.canaries.word();
    const update = await world.app.operate(person, "updateProfile", { bio });
    const before = await lookIn(world, person, credential);
    const starts = await world.app.restart();
    const after = await lookIn(world, person, credential);
    const again = await logInElsewhere(world, person);
    const seen = await lookIn(world, again.person, again.credential);
    return { email: person.email, bio, logIn, update, before, starts, after, again: again.logIn, seen };
  },
  judge({ email, bio, logIn, update, before, starts, after, again, seen }) {
    const exchanges = [logIn, update, before, after, again, seen];
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", { exchanges });
    if (starts.some(({ listening }) => !listening)) {
      return fail(
        { lost: "start" },
        { exchanges, details: { lastLines: starts.flatMap(({ lastLines }) => lastLines) } },
      );
    }
    if (!showsAccountOf(seen, { email })) {
      const isRefused = [400, 401, 403, 404, 422].includes(again.exchange.response?.status ?? 0);
      return isRefused ? fail({ lost: "account" }, { exchanges }) : notEstablished("no-answer", { exchanges });
    }
    if (update.accepted && before.outputs["bio"] === bio && seen.outputs["bio"] !== bio) {
      return fail({ lost: "profile" }, { exchanges });
    }
    if (!showsAccountOf(after, { email })) return fail({ lost: "log-in" }, { exchanges }, "serious");
    return pass({}, { exchanges });
  },
});
