import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, showsAccountOf } from "../actions.ts";

/**
 * Logging out must end the log-in on the server, for everything it could do: a copy of the key that someone kept
 * must neither show nor change the account. Serious: whoever got hold of a key keeps the account.
 */
export default defineCheck({
  id: "token-after-log-out",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#log-out",
  words: {
    title: "After log-out, a kept copy of the log-in key can do nothing",
    titleWhenFailed: "A copy of the log-in key still works after log-out",
    why: "People log out on shared or stolen devices to be safe. If a copy of their key lives on, whoever has it stays in the account.",
    passed:
      "After log-out, the old key was tried {tried, plural, one {once} other {# times}}. It showed nothing and changed nothing.",
    failed:
      "After log-out, the old key still {did, select, read {opened} change {changed} other {opened and changed}} the account.",
    reasons: {
      "no-log-in": "Nobody could log in, so nobody could log out.",
      "no-log-out": "Logging out was not accepted.",
    },
    ask: {
      question: "What happens on the server when someone logs out?",
      goodAnswer: "Their log-in is struck off, and every request checks that it is still there.",
      weakAnswer: "The browser throws its key away.",
    },
  },
  technical: {
    summary: "The credential is refused by every operation after log-out: reads and writes.",
    cwe: [613],
    asvs: ["7.4.1"],
  },
  needs: ["signUp", "logIn", "whoAmI", "logOut"],
  consequenceOf: ["log-out"],
  cell: "shared",
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    if (credential === undefined) return { person: { email: person.email }, logIn };
    const before = await lookIn(world, person, credential);
    const logOut = await world.app.operate(person, "logOut", {}, { credential });
    const after = await lookIn(world, person, credential);
    const name = world.canaries.word();
    const change = await world.app.operate(person, "updateProfile", { name, bio: name }, { credential });
    const owner = await logInElsewhere(world, person);
    const seen = await lookIn(world, owner.person, owner.credential);
    return { person: { email: person.email }, logIn, before, logOut, after, change, name, seen };
  },
  judge({ person, logIn, before, logOut, after, change, name, seen }) {
    if (before === undefined || !showsAccountOf(before, person)) {
      return notEstablished("no-log-in", { exchanges: [logIn, before] });
    }
    const read = after !== undefined && showsAccountOf(after, person);
    const changed = seen !== undefined && (seen.outputs["name"] === name || seen.outputs["bio"] === name);
    const exchanges = [before, logOut, after, change, seen];
    if (!read && !changed) {
      // The key may have been refused because it was refused all along; and a log-out that failed ended nothing by itself.
      return logOut?.accepted === true
        ? pass({ tried: 2 }, { exchanges })
        : notEstablished("no-log-out", { exchanges });
    }
    if (logOut?.accepted !== true) return notEstablished("no-log-out", { exchanges });
    return fail({ did: read && changed ? "both" : read ? "read" : "change" }, { exchanges });
  },
});
