import { defineCheck, fail, notApplicable, notEstablished, pass, theBrief } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import {
  deedsOf,
  exchangesOf,
  isShortLived,
  lifetimeOf,
  saidOf,
  triedOf,
  tryEndedKey,
  whatItDid,
} from "../ended-key.ts";

/**
 * Logging out must end the log-in on the server, for everything it could do: a copy of the key that someone kept
 * must neither show nor change the account. Serious: whoever got hold of a key keeps the account. Minor where no brief
 * asks for it; there, a key that soon ends by itself need not be ended, but what renews it must be.
 */
export default defineCheck({
  id: "token-after-log-out",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#log-out",
  ofAnyBackend: true,
  words: {
    title: "After log-out, a kept copy of the log-in key can do nothing",
    titleWhenFailed: "A copy of the log-in key still works after log-out",
    why: "People log out on shared or stolen devices to be safe. If a copy of their key lives on, whoever has it stays in the account.",
    passed:
      "After log-out, the old key was tried {tried, plural, one {once} other {# times}}. It showed nothing and changed nothing.",
    failed: `After log-out, {did, select, renewal {what was kept of the log-in} other {the old key}} still ${whatItDid} the account.{elsewhere, select, true { Any app should end a log-in when someone logs out.} other {}}`,
    reasons: {
      "no-log-in": "Nobody could log in, so nobody could log out.",
      "no-log-out": "Logging out was not accepted.",
      "short-lived":
        "After log-out, a kept copy of the key still opened the account. {minutes, plural, =-1 {The app renews such keys, and we were not told where.} other {The key ends by itself within {minutes} minutes.}}",
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
    const ended = await tryEndedKey(world, person, credential, person.password);
    return { person: { email: person.email }, logIn, before, logOut, ended, lifetime: lifetimeOf(credential) };
  },
  judge({ person, logIn, before, logOut, ended, lifetime }, { byBrief } = theBrief) {
    if (before === undefined || ended === undefined || !showsAccountOf(before, person)) {
      return notEstablished("no-log-in", { exchanges: [logIn, before] });
    }
    const exchanges = [before, logOut, ...exchangesOf(ended)];
    // The key may have been refused because it was refused all along; and a log-out that failed ended nothing by itself.
    if (logOut?.accepted !== true) return notEstablished("no-log-out", { exchanges });
    const deeds = deedsOf(ended, person);
    if (deeds.length === 0) return pass({ tried: triedOf(ended) }, { exchanges });
    if (!byBrief && lifetime !== undefined && !deeds.includes("renewal")) {
      // What renews a key may be all that a log-out ends.
      const isEnded = lifetime.isRenewable || isShortLived(lifetime);
      if (isEnded) return notApplicable("short-lived", { exchanges }, { minutes: lifetime.minutes ?? -1 });
    }
    return fail({ did: saidOf(deeds), elsewhere: !byBrief }, { exchanges }, byBrief ? undefined : "minor");
  },
});
