import { defineCheck, fail, notEstablished, pass, type Attempt, type World } from "@assay/bench";
import { lookIn, showsAccountOf } from "../actions.ts";
import { isLimit } from "../answers.ts";

/** The brief: within 30 s of the database appearing. */
const within = 30_000;
/** Milliseconds. */
const mostHeldMs = 10_000;
/** How long each copy is asked at least once it listens, in milliseconds. */
const leastAsked = 5_000;

interface Visit {
  readonly copy: number;
  readonly email: string;
  readonly signUp: Attempt;
  /** Missing where the sign-up was not accepted. */
  readonly logIn?: Attempt;
  readonly whoAmI?: Attempt;
}

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
    // The database holds still until both stand before it: then they make their tables in the same moment. Two that
    // start at once take twice as long as one.
    const holdMs = database === undefined ? 0 : Math.min(mostHeldMs, 2 * world.costs.startMs + 1_000);
    await database?.suffer({ kind: "stall" });
    // The machine starts both at once, which takes each of them longer than one alone.
    const startWithin = holdMs + within + world.costs.startMs;
    const starting = [0, 1].map((copy) => world.app.start({ copy, withinMs: startWithin }));
    await world.sleep(holdMs);
    const appeared = world.now();
    const begin = async () => {
      await database?.heal();
      return Promise.all(starting);
    };
    // PostgreSQL lets both find a table missing that both then make.
    const starts =
      world.database.holdingCreations === undefined
        ? await begin()
        : (await world.database.holdingCreations(begin, { untilWaiting: 2 })).result;
    const until = Math.max(appeared + within, world.now() + leastAsked);
    const visits: Visit[] = [];
    for (const { copy } of starts.filter(({ listening }) => listening)) visits.push(await visit(world, copy, until));
    // One that listens first and makes its tables then may end after it has started.
    const endedLater = visits.filter(({ copy }) => world.app.exitOf(copy) !== undefined).length;
    return { starts, visits, endedLater };
  },
  judge({ starts, visits, endedLater }) {
    const exhibits = {
      exchanges: visits.flatMap(({ signUp, logIn, whoAmI }) => [signUp, logIn, whoAmI]),
      details: { starts },
    };
    const ended = starts.filter(({ exit }) => exit !== undefined).length + endedLater;
    if (ended > 0) return fail({ how: "ended", copies: ended }, exhibits);
    const late = starts.filter(({ listening }) => !listening).length;
    if (late > 0) return fail({ how: "late", copies: late }, exhibits);
    const useless = visits.filter((one) => one.whoAmI === undefined || !showsAccountOf(one.whoAmI, one));
    if (
      useless.some(({ signUp, logIn }) => isLimit(signUp.exchange) || (logIn !== undefined && isLimit(logIn.exchange)))
    )
      return notEstablished("limited", exhibits);
    return useless.length > 0 ? fail({ how: "useless", copies: useless.length }, exhibits) : pass({}, exhibits);
  },
});

/** A copy that listens before the tables are there answers 503 for a while, as the brief asks: it is asked again. */
async function visit(world: World, copy: number, until: number): Promise<Visit> {
  for (;;) {
    const person = world.edge.person();
    const signUp = await world.app.operate(person, "signUp", {}, { copy, freshConnection: true });
    const logIn = signUp.accepted ? await world.app.operate(person, "logIn", {}, { copy }) : undefined;
    const whoAmI =
      logIn?.credential === undefined ? undefined : await lookIn(world, person, logIn.credential, { copy });
    const { email } = person;
    const seen: Visit = {
      ...{ copy, email, signUp },
      ...(logIn === undefined ? {} : { logIn }),
      ...(whoAmI === undefined ? {} : { whoAmI }),
    };
    if (whoAmI !== undefined && showsAccountOf(whoAmI, person)) return seen;
    if (world.now() >= until || world.app.exitOf(copy) !== undefined) return seen;
    await world.sleep(250);
  }
}
