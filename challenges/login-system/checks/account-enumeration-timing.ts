import { defineCheck, fail, notEstablished, pass, tookOf, type Attempt } from "@assay/bench";
import { logInBy, logsInByUserName, whatTheyLogInBy } from "../actions.ts";
import { isLimit, isRefusal } from "../answers.ts";
import { gapBetween, isNearEdge, tells, type TimingGap } from "../timing-gap.ts";

interface Pair {
  readonly known: Attempt;
  readonly unknown: Attempt;
}

const leastPairs = 20;
/** Asked for where the first say neither yes nor no. */
const mostPairs = 60;

/**
 * Minor, as for the words of the reply. Only a gap of hashes counts: unknown emails answered faster or slower, by more
 * than half of the app's own hash time. Smaller gaps are told in the pass.
 */
export default defineCheck({
  id: "account-enumeration-timing",
  area: "secure",
  severity: "minor",
  kind: "measurement",
  rests: "brief#privacy",
  ofAnyBackend: true,
  words: {
    title: "How long a failed log-in takes doesn’t tell who has an account",
    titleWhenFailed: "A stopwatch tells strangers who your customers are",
    why: "If someone unknown is refused much faster or slower, a thief needs only a clock to sort a long list into customers and others.",
    passed: `{pairs} pairs of failed log-ins took about as long: {knownMs} ms for known ${whatTheyLogInBy}s, {unknownMs} ms for unknown ones.`,
    failed: `Unknown ${whatTheyLogInBy}s were refused in {unknownMs} ms, known ones in {knownMs} ms, over {pairs} pairs.`,
    reasons: {
      "too-few-pairs": "Too few pairs of failed log-ins were answered to compare their times.",
    },
    ask: {
      question: "Does your log-in do the same work when it does not know who it is?",
      goodAnswer: "Yes, it checks the password against a ready stand-in hash, so both take as long.",
      weakAnswer: "It stops as soon as no user is found.",
    },
  },
  technical: {
    summary:
      "Log-in takes as long for an unknown email as for a wrong password (two-sided Mann-Whitney, p < 0.001, gap over half of one hash and 10 ms).",
    cwe: [208],
    asvs: ["6.3.8"],
  },
  needs: ["signUp", "logIn"],
  cell: { timed: true },
  async gather(world) {
    const { app, edge, canaries, costs } = world;
    const pairs: Pair[] = [];
    // Two more than needed: the first warms up, and one may be lost.
    const enough = leastPairs + 2;
    while (pairs.length < enough || (pairs.length < mostPairs && isNearEdge(compare(pairs.slice(1), costs.hashMs)))) {
      const person = edge.person();
      await app.operate(person, "signUp");
      // Another device: both sides of a pair arrive from an address and on a connection not used before.
      const [owner, stranger] = [edge.otherDevice(person), edge.person()];
      const logIn = (who: typeof owner): Promise<Attempt> =>
        app.operate(who, "logIn", { password: canaries.password() });
      if (canaries.integer(2) === 0) {
        const known = await logIn(owner);
        pairs.push({ known, unknown: await logIn(stranger) });
      } else {
        const unknown = await logIn(stranger);
        pairs.push({ known: await logIn(owner), unknown });
      }
    }
    return { pairs: pairs.slice(1), hashMs: costs.hashMs, byUserName: logsInByUserName(world) };
  },
  judge({ pairs, hashMs, byUserName }) {
    const exhibits = { exchanges: pairs.slice(0, 4).flatMap(({ known, unknown }) => [known, unknown]) };
    const gap = compare(pairs, hashMs);
    const { known, unknown, knownMs, unknownMs, gapMs, chance } = gap;
    if (known.length < leastPairs) return notEstablished("too-few-pairs", exhibits, { pairs: known.length });
    const facts = {
      pairs: known.length,
      knownMs: Math.round(knownMs),
      unknownMs: Math.round(unknownMs),
      gapMs: Math.round(gapMs * 10) / 10,
      hashMs: Math.round(hashMs),
      by: logInBy(byUserName),
    };
    const shown = {
      ...exhibits,
      details: { chance, knownMs: known.map(Math.round), unknownMs: unknown.map(Math.round) },
    };
    return tells(gap) ? fail(facts, shown) : pass(facts, shown);
  },
});

function compare(pairs: readonly Pair[], hashMs: number): TimingGap {
  const answered = pairs.filter(({ known, unknown }) => wasRefused(known) && wasRefused(unknown));
  return gapBetween(
    answered.map(({ known }) => tookOf(known.exchange)),
    answered.map(({ unknown }) => tookOf(unknown.exchange)),
    hashMs,
  );
}

/** Refused for the credentials; a limit or a fault takes a time of its own. */
function wasRefused({ accepted, exchange }: Attempt): boolean {
  return !accepted && isRefusal(exchange) && !isLimit(exchange);
}
