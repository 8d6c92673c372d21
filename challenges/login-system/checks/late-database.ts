import { defineCheck, fail, pass } from "@assay/bench";
import { lookOnce, showsAccountOf } from "../actions.ts";

const lateBy = 5_000;
/** The brief: within 30 s of the database appearing. */
const within = 30_000;
/** How long it is asked at least once it listens, in milliseconds. */
const leastAsked = 5_000;

/** Serious: nothing starts the app again, so whoever gives up stays down until somebody notices. */
export default defineCheck({
  id: "late-database",
  area: "stable",
  severity: "serious",
  kind: "proof",
  rests: "brief#database",
  words: {
    title: "It starts when its database comes up late",
    titleWhenFailed: "It gives up when its database comes up late",
    why: "After a power cut all machines start at once, in any order. If the app gives up, the shop stays closed until somebody wakes up.",
    passed: "Its database came up 5 seconds late. {seconds} s later people could sign up and log in.",
    failed:
      "{how, select, ended {Its database came up 5 seconds late. By then the app had given up, and nothing starts it again.} other {Its database came up 5 seconds late. 30 seconds later nobody could log in yet.}}",
    ask: {
      question: "What does the app do when it starts before its database?",
      goodAnswer: "It waits and tries again, and tells me so in its log.",
      weakAnswer: "It stops; we start it again by hand.",
    },
  },
  technical: {
    summary: "The database refuses connections for 5 s after start; the app must retry rather than exit.",
    cwe: [754],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  requires: ["server"],
  cell: { startsApp: true, databaseLateBy: lateBy },
  async gather(world) {
    const appears = world.now() + lateBy;
    const start = await world.app.start({ withinMs: lateBy + within });
    // Where the machine made its start slow, it is asked all the same.
    const until = Math.max(appears + within, world.now() + leastAsked);
    const tries = [];
    while (world.now() < until) {
      const person = world.edge.person();
      const signUp = await world.app.operate(person, "signUp", {}, { freshConnection: true, deadline: 5_000 });
      const logIn = signUp.accepted ? await world.app.operate(person, "logIn") : undefined;
      const whoAmI = logIn === undefined ? undefined : await lookOnce(world, person, logIn.credential ?? null);
      tries.push({ email: person.email, signUp, logIn, whoAmI });
      if (whoAmI?.accepted === true || world.app.exitOf() !== undefined) break;
      await world.sleep(250);
    }
    return { appears, start, exit: world.app.exitOf() ?? null, tries: tries.slice(-3) };
  },
  judge({ appears, start, exit, tries }) {
    const last = tries.at(-1);
    const exchanges = last === undefined ? [] : [last.signUp, last.logIn, last.whoAmI];
    const exhibits = { exchanges, details: { start, exit } };
    if (last?.whoAmI !== undefined && showsAccountOf(last.whoAmI, last)) {
      const seconds = Math.max(0, Math.round((last.whoAmI.exchange.at.end - appears) / 100) / 10);
      return pass({ seconds }, exhibits);
    }
    return fail({ how: exit !== null || start.exit !== undefined ? "ended" : "late" }, exhibits);
  },
});
