import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { lookIn, showsAccountOf } from "../actions.ts";
import { isLimit } from "../answers.ts";

/** The brief: within 30 s of the database appearing. */
const within = 30_000;
/** Milliseconds. */
const mostHeldMs = 10_000;

/**
 * Two copies that make their tables at the same moment on an empty database. Serious: one of them ends, and nothing
 * starts it again.
 */
export default defineCheck({
  id: "copies-started-together",
  area: "stable",
  severity: "serious",
  kind: "proof",
  rests: "brief#copies",
  words: {
    title: "Two copies can start together on an empty database",
    titleWhenFailed: "Two copies that start together get in each other’s way",
    why: "On the day you go online, both copies start at once and find an empty database. If one of them gives up, half of your visitors see an error.",
    passed: "Two copies started at the same moment on an empty database. People could sign up and log in on both.",
    failed:
      "Two copies started at the same moment on an empty database. {how, select, ended {{copies, plural, one {One of them} other {Both}} gave up, and nothing starts it again.} late {{copies, plural, one {One of them} other {Both}} did not answer within 30 seconds.} other {On {copies, plural, one {one of them} other {both}}, nobody could sign up and log in.}}",
    reasons: {
      limited: "A copy asked us to wait, so we could not see whether it works.",
    },
    ask: {
      question: "Two copies of your app start on an empty database in the same second. Who makes the tables?",
      goodAnswer: "The first one; the other waits for it at a lock and then finds them there.",
      weakAnswer: "Each makes them if they are not there.",
    },
  },
  technical: {
    summary:
      "Schema creation by two processes at once: CREATE TABLE IF NOT EXISTS is no lock in PostgreSQL (23505 on pg_type), so it needs an advisory lock or a retry.",
    cwe: [362],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: { copies: 2, startsApp: true },
  async gather(world) {
    const { database } = world.taps;
    // The database holds still until both stand before it: then they make their tables in the same moment.
    const holdMs = database === undefined ? 0 : Math.min(mostHeldMs, world.costs.startMs + 500);
    await database?.suffer({ kind: "stall" });
    const starting = [0, 1].map((copy) => world.app.start({ copy, withinMs: holdMs + within }));
    await world.sleep(holdMs);
    await database?.heal();
    const starts = await Promise.all(starting);
    const visits = [];
    for (const { copy } of starts.filter(({ listening }) => listening)) {
      const person = world.edge.person();
      const signUp = await world.app.operate(person, "signUp", {}, { copy });
      const logIn = await world.app.operate(person, "logIn", {}, { copy });
      const whoAmI = await lookIn(world, person, logIn.credential ?? null, { copy });
      visits.push({ copy, email: person.email, signUp, logIn, whoAmI });
    }
    return { starts, visits };
  },
  judge({ starts, visits }) {
    const exhibits = {
      exchanges: visits.flatMap(({ signUp, logIn, whoAmI }) => [signUp, logIn, whoAmI]),
      details: { starts },
    };
    const ended = starts.filter(({ exit }) => exit !== undefined).length;
    if (ended > 0) return fail({ how: "ended", copies: ended }, exhibits);
    const late = starts.filter(({ listening }) => !listening).length;
    if (late > 0) return fail({ how: "late", copies: late }, exhibits);
    const useless = visits.filter((visit) => !showsAccountOf(visit.whoAmI, visit));
    if (useless.some(({ signUp, logIn }) => isLimit(signUp.exchange) || isLimit(logIn.exchange)))
      return notEstablished("limited", exhibits);
    return useless.length > 0 ? fail({ how: "useless", copies: useless.length }, exhibits) : pass({}, exhibits);
  },
});
