import { defineCheck, fail, notEstablished, pass, statusOf, tookOf, type Attempt } from "@assay/bench";

const answerWithin = 5_000;
const backWithin = 15_000;

/**
 * Serious: whoever watches the shop is told that all is well while no customer can be served, or the other way round.
 * The deadline is met with room: an answer is counted late only from 6 s on.
 */
export default defineCheck({
  id: "honest-health",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#health",
  words: {
    title: "It tells the truth about its own health",
    titleWhenFailed: "It does not tell the truth about its own health",
    why: "A watchman that always says “all is well” is worse than none. Nobody learns that the shop is closed.",
    passed: "With its database gone it said so after {seconds} s. When the database was back, it said that too.",
    failed:
      "{how, select, lied {Its database was gone, and it still said that all was well.} silent {Its database was gone, and asked about its health it did not answer within 5 seconds.} ended {When its database went away, the whole app ended. Nothing starts it again.} other {Its database was back, and 15 seconds later it still said that it could not work.}}",
    reasons: {
      "never-well": "It did not say that it was well to begin with.",
      unclear: "Its answer was neither well nor unwell.",
    },
    ask: {
      question: "How would you notice at night that customers cannot log in?",
      goodAnswer: "A watcher asks the health page, which really asks the database.",
      weakAnswer: "The health page says OK as long as the program runs.",
    },
  },
  technical: {
    summary: "GET /health must be 503 within 5 s when the database is unreachable, and 200 again afterwards.",
    cwe: [754],
  },
  needs: ["health"],
  requires: ["server"],
  cell: {},
  async gather(world) {
    const person = world.edge.person();
    const ask = () => world.app.operate(person, "health", {}, { freshConnection: true, deadline: 8_000 });
    const before = await ask();
    await world.taps.database?.cutOff();
    const cutAt = world.now();
    const during: Attempt[] = [];
    // Asked the database a moment ago, and says so: right as well, for up to 5 s.
    do {
      await world.sleep(300);
      during.push(await ask());
    } while (during.at(-1)?.accepted === true && world.now() - cutAt < answerWithin + 1_000);
    during.push(await ask());
    const noticedAt = during.find(({ accepted }) => !accepted)?.exchange.at.end ?? null;
    const ended = world.app.exitOf() !== undefined;
    await world.taps.database?.heal();
    const healedAt = world.now();
    let after: Attempt = await ask();
    while (!after.accepted && world.now() - healedAt < backWithin && world.app.exitOf() === undefined) {
      await world.sleep(200);
      after = await ask();
    }
    return {
      before,
      cutAt,
      noticedAt,
      during: during.slice(-3),
      ended: ended || world.app.exitOf() !== undefined,
      after,
    };
  },
  judge({ before, cutAt, noticedAt, during, ended, after }) {
    const exhibits = { exchanges: [before, ...during, after] };
    if (!before.accepted) return notEstablished("never-well", exhibits);
    if (ended) return fail({ how: "ended" }, exhibits);
    if (noticedAt === null || during.at(-1)?.accepted === true) return fail({ how: "lied" }, exhibits);
    const slow = during.some(({ exchange }) => statusOf(exchange) === 0 || tookOf(exchange) > answerWithin + 1_000);
    if (slow) return fail({ how: "silent" }, exhibits);
    const said = during.filter(({ accepted }) => !accepted);
    if (said.some(({ exchange }) => statusOf(exchange) < 500)) return notEstablished("unclear", exhibits);
    if (!after.accepted) return fail({ how: "stuck" }, exhibits);
    const seconds = Math.ceil((noticedAt - cutAt) / 100) / 10;
    return pass({ seconds }, exhibits);
  },
});
