import { defineCheck, fail, notEstablished, pass, statusOf, type Attempt, type Exchange } from "@assay/bench";

const crowd = 4;
const rounds = 2;
/** Milliseconds. On a slow machine, hashes that wait for each other outlast the usual one. */
const deadline = 30_000;

/**
 * One of those who sign up with an email at the same instant gets it, and the database stops the others. Minor: the
 * data is whole, but what stopped them comes out as the app's own fault. Who gets it is asked elsewhere.
 */
export default defineCheck({
  id: "sign-up-race-answers",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#errors",
  ofAnyBackend: true,
  words: {
    title: "The second person to sign up with an email hears that it’s taken",
    titleWhenFailed: "The second person to sign up with an email gets an error",
    why: "A double click sends a sign-up twice. The second one should hear that the email is taken, not that the shop broke down.",
    passed:
      "{tried} people signed up with one email at the same instant, {rounds, plural, one {once} other {# times}}. The ones who came too late got a clear answer.",
    failed:
      "{tried} people signed up with one email at the same instant. One got it, and {broken} {how, select, silent {got no answer} other {got an error of the app’s own ({status})}}.",
    reasons: {
      "nobody-signed-up": "None of the people who signed up at the same instant got the account.",
      "no-race": "The ones who came too late were asked to wait, so we did not see what they would hear.",
    },
    ask: {
      question: "Two people sign up with one email in the same moment. What does the second one see?",
      goodAnswer: "That the email is taken: the code turns the refusal of the database into that message.",
      weakAnswer: "That can’t happen, we check first.",
    },
  },
  technical: {
    summary: "A unique violation during a concurrent sign-up becomes 409 (or the usual refusal), not a 500.",
    cwe: [362, 755],
    asvs: ["16.5.1"],
  },
  needs: ["signUp"],
  consequenceOf: ["one-email-one-account", "taken-email", "sign-up-rush", "refusals-in-numbers"],
  cell: "shared",
  async gather(world) {
    const races: { readonly signUps: readonly Attempt[] }[] = [];
    for (let round = 0; round < rounds; round++) {
      const people = world.edge.people(crowd, { sameEmail: true });
      // No write goes through until everyone has looked whether the email is free.
      const signUp = () => world.app.together(people, "signUp", {}, { deadline });
      const { result: signUps } = await world.database.holdingWrites(signUp, { untilWaiting: crowd });
      races.push({ signUps });
    }
    return { races };
  },
  judge({ races }) {
    const exhibits = { exchanges: races.flatMap(({ signUps }) => signUps) };
    const run = races.filter(({ signUps }) => signUps.some(({ accepted }) => accepted));
    if (run.length === 0) return notEstablished("nobody-signed-up", exhibits);
    for (const { signUps } of run) {
      const broken = signUps.filter(({ accepted, exchange }) => !accepted && isOwnFault(exchange));
      const [first] = broken;
      if (first === undefined) continue;
      const status = statusOf(first.exchange);
      const how = status === 0 ? "silent" : "error";
      return fail({ tried: crowd, broken: broken.length, how, status }, { exchanges: signUps });
    }
    const clear = run.filter(({ signUps }) => signUps.filter(({ exchange }) => !isAskedToWait(exchange)).length > 1);
    if (clear.length === 0) return notEstablished("no-race", exhibits);
    return pass({ tried: crowd, rounds: clear.length }, exhibits);
  },
});

function isOwnFault(exchange: Exchange): boolean {
  return exchange.response === undefined || (statusOf(exchange) >= 500 && !isAskedToWait(exchange));
}

/** Too many at this moment. */
function isAskedToWait(exchange: Exchange): boolean {
  return [408, 429, 502, 503, 504].includes(statusOf(exchange)) || exchange.meaning === "limited";
}
