import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { lookIn, showsAccountOf } from "../actions.ts";
import { openRelay } from "../relay.ts";

/**
 * Serious: the next developer, and the place where it will run, have other settings. The second copy’s port is
 * another than the first one’s, and the database is reached by a relay at another address.
 */
export default defineCheck({
  id: "other-settings",
  area: "well-built",
  severity: "serious",
  kind: "proof",
  rests: "brief#environment",
  words: {
    title: "It runs with other settings",
    titleWhenFailed: "It only runs with one set of settings",
    why: "Your service will run in another place than the developer’s own computer. It must take its settings from there.",
    passed: "Started with another port and another database address, it worked.",
    failed:
      "Started with another port and another database address, {what, select, start {it did not start.} database {it went to the old address of the database.} other {nobody could sign up and log in.}}",
    reasons: { "no-first-start": "It did not start with the usual settings either." },
    ask: {
      question: "What must I change to run this on another server?",
      goodAnswer: "Only settings that it is given when it starts. The README lists them.",
      weakAnswer: "A few lines in the code.",
    },
  },
  technical: { summary: "Starts with another PORT and a DATABASE_URL of another host and port, and uses both." },
  needs: ["signUp", "logIn", "whoAmI"],
  requires: ["server"],
  cell: { copies: 2, startsApp: true },
  async gather(world) {
    const { app } = world;
    const first = await app.start({ copy: 0 });
    await app.stop({ copy: 0 });
    const relay = await openRelay(app.environment["DATABASE_URL"] ?? "");
    try {
      const second = await app.start({ copy: 1, environment: { DATABASE_URL: relay.url } });
      const person = world.edge.person();
      const signUp = await app.operate(person, "signUp", {}, { copy: 1 });
      const logIn = await app.operate(person, "logIn", {}, { copy: 1 });
      const seen = await lookIn(world, person, logIn.credential, { copy: 1 });
      return { email: person.email, first, second, signUp, logIn, seen, relayed: relay.connections() };
    } finally {
      await app.kill();
      await relay.close();
    }
  },
  judge({ email, first, second, signUp, logIn, seen, relayed }) {
    const exhibits = {
      exchanges: [signUp, logIn, seen],
      details: { connections: relayed, lastLines: second.lastLines },
    };
    if (!first.listening) return notEstablished("no-first-start", { details: { lastLines: first.lastLines } });
    if (!second.listening) return fail({ what: "start" }, exhibits);
    if (relayed === 0) return fail({ what: "database" }, exhibits);
    return showsAccountOf(seen, { email }) ? pass({}, exhibits) : fail({ what: "use" }, exhibits);
  },
});
