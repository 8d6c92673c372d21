import { randomBytes } from "node:crypto";
import { defineCheck, fail, notApplicable, notEstablished, pass } from "@assay/bench";
import { showsAccountOf } from "../actions.ts";
import { readJsonWebToken, signJsonWebToken, writeJsonWebToken } from "../json-web-token.ts";
import { swapInText, swapInValue, type Swap } from "../swapped-identity.ts";
import { openedBy, tryForgeries } from "../token-forging.ts";

/**
 * A token that says who its holder is must not be open to change by that holder. Blocker when it opens another's
 * account; minor when the signature goes unchecked but a secret inside keeps strangers safe.
 */
export default defineCheck({
  id: "changed-token-payload",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#sessions",
  ofAnyBackend: true,
  words: {
    title: "A log-in key that was changed by hand opens nothing",
    titleWhenFailed: "Customers can rewrite their log-in key",
    why: "A customer’s log-in key can carry their own name inside. If the server does not notice a change, they can put in someone else’s name and be that person.",
    passed: "{tried, plural, one {One changed key was} other {# changed keys were}} tried. None opened an account.",
    failed: "A changed key ({what}) opened {whose, select, stranger {another person’s account} other {an account}}.",
    reasons: {
      "no-log-in": "Nobody could log in, so there was no key to change.",
      "nothing-readable": "Its log-in keys hold nothing that could be read and changed.",
    },
    ask: {
      question: "How does your server notice that someone changed their log-in key?",
      goodAnswer:
        "The key is signed with a secret only the server has, and the signature is checked on every request. Or the key is a random number that means nothing by itself.",
      weakAnswer: "The key is encoded, so people cannot read it.",
    },
  },
  technical: {
    summary: "Self-contained tokens are verified by signature or MAC before their contents are believed.",
    cwe: [345, 347],
    asvs: ["9.1.1", "9.1.3"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  emptiedBy: ["guessable-secret", "unsigned-token"],
  cell: "shared",
  gather: (world) => tryForgeries(world, changedForms),
  judge(evidence) {
    if (evidence.control === undefined || !showsAccountOf(evidence.control, evidence.attacker)) {
      return notEstablished("no-log-in", { exchanges: [evidence.control] });
    }
    if (evidence.tries.length === 0) return notApplicable("nothing-readable", { exchanges: [evidence.control] });
    const { strangers, own } = openedBy(evidence);
    const [worst] = [...strangers, ...own];
    if (worst === undefined) {
      return pass({ tried: evidence.tries.length }, { exchanges: evidence.tries.map(({ whoAmI }) => whoAmI) });
    }
    const whose = strangers.length > 0 ? "stranger" : "own";
    const shown = [...strangers, ...own].map(({ whoAmI }) => whoAmI);
    return fail({ what: worst.what, whose }, { exchanges: shown }, whose === "own" ? "minor" : undefined);
  },
});

function changedForms(text: string, swap: Swap) {
  const token = readJsonWebToken(text);
  if (token === undefined) {
    const swapped = swapInText(text, swap);
    return swapped === undefined
      ? []
      : [{ what: "another person named inside", aimsAt: "stranger" as const, text: swapped }];
  }
  const { header, signature } = token;
  const aims = [
    { aimsAt: "own" as const, payload: { ...token.payload, assay: "changed" } },
    { aimsAt: "stranger" as const, payload: swapInValue(token.payload, swap) },
  ];
  return aims.flatMap(({ aimsAt, payload }) => {
    if (payload === undefined) return [];
    return [
      { what: "changed, old signature kept", aimsAt, text: writeJsonWebToken({ header, payload, signature }) },
      { what: "changed, signature left out", aimsAt, text: writeJsonWebToken({ header, payload, signature: "" }) },
      { what: "changed, signed with a key of our own", aimsAt, text: signJsonWebToken(header, payload, ownKey) },
      {
        what: "changed, our own key sent along",
        aimsAt,
        text: signJsonWebToken({ ...header, jwk: ownKeyToSend }, payload, ownKey),
      },
    ];
  });
}

/** Nobody else's: drawn once a run, so that no list of known secrets holds it. */
const ownKey = randomBytes(32);
const ownKeyToSend = { kty: "oct", k: ownKey.toString("base64url") };
