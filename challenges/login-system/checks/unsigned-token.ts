import { defineCheck, fail, notApplicable, notEstablished, pass } from "@assay/bench";
import { showsAccountOf } from "../actions.ts";
import { readJsonWebToken, writeJsonWebToken, type JsonWebToken } from "../json-web-token.ts";
import { swapInValue, type Swap } from "../swapped-identity.ts";
import { openedBy, tryForgeries } from "../token-forging.ts";

/**
 * A signed token may say by itself how it is signed. A server that believes "not at all" lets anyone write their own.
 * Blocker when a stranger's account opens. When the token also names a secret of the server's, so that only the
 * forger's own account opens, nobody else is hurt: minor.
 */
export default defineCheck({
  id: "unsigned-token",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#sessions",
  ofAnyBackend: true,
  words: {
    title: "A log-in key without our signature opens nothing",
    titleWhenFailed: "A home-made log-in key is taken for a real one",
    why: "After log-in, each customer holds a key that the server has signed. If a key works without a signature, anyone can write one and be any customer.",
    passed: "{tried, plural, one {One unsigned key was} other {# unsigned keys were}} tried. None opened an account.",
    failed:
      "A key with no signature ({what}) opened {whose, select, stranger {another person’s account} other {an account}}.",
    reasons: {
      "no-log-in": "Nobody could log in, so there was no key to change.",
      "no-signed-token": "Its log-in keys are not of the kind that can say how they are signed.",
    },
    ask: {
      question: "What does your server look at before it believes a log-in key?",
      goodAnswer: "It accepts one way of signing, the one we chose, and checks the signature first.",
      weakAnswer: "It reads the key and looks up the user in it.",
    },
  },
  technical: {
    summary: "JWTs whose header says alg none (in any case) must be refused.",
    cwe: [347],
    asvs: ["9.1.1", "9.1.2"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  consequenceOf: ["changed-token-payload"],
  cell: "shared",
  gather: (world) => tryForgeries(world, unsignedForms),
  judge(evidence) {
    const exchanges = evidence.tries.map(({ whoAmI }) => whoAmI);
    if (evidence.control === undefined || !showsAccountOf(evidence.control, evidence.attacker)) {
      return notEstablished("no-log-in", { exchanges: [evidence.control] });
    }
    if (evidence.tries.length === 0) return notApplicable("no-signed-token", { exchanges: [evidence.control] });
    const { strangers, own } = openedBy(evidence);
    const [worst] = [...strangers, ...own];
    if (worst === undefined) return pass({ tried: evidence.tries.length }, { exchanges });
    const whose = strangers.length > 0 ? "stranger" : "own";
    const shown = [...strangers, ...own].map(({ whoAmI }) => whoAmI);
    return fail({ what: worst.what, whose }, { exchanges: shown }, whose === "own" ? "minor" : undefined);
  },
});

function unsignedForms(text: string, swap: Swap) {
  const token = readJsonWebToken(text);
  if (token === undefined) return [];
  const strangers = swapInValue(token.payload, swap);
  const forged: { what: string; aimsAt: "own" | "stranger"; text: string }[] = [];
  const add = (what: string, aimsAt: "own" | "stranger", changed: JsonWebToken) =>
    forged.push({ what, aimsAt, text: writeJsonWebToken(changed) });
  for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
    const header = { ...token.header, alg };
    const what = alg === "" ? "no algorithm" : `alg ${alg}`;
    add(what, "own", { header, payload: token.payload, signature: "" });
    if (strangers !== undefined) add(what, "stranger", { header, payload: strangers, signature: "" });
  }
  return forged;
}
