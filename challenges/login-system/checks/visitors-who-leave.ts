import { defineCheck, fail, notEstablished, pass, statusOf, type Person } from "@assay/bench";
import { arriveInTurn, logInElsewhere, lookOnce, showsAccountOf } from "../actions.ts";
import { isUnknown } from "../answers.ts";
import { seeAfterwards } from "../own-end.ts";

const people = 8;
const rounds = 5;
/** Of each person in each round; half of it reads, half of it writes. */
const visits = 4;
/** Milliseconds. The database answers so late that the visitor is gone by then. */
const late = 600;
const patience = 250;
const settling = 2_500;
/** As long as the brief gives for getting well again, and a little for us. */
const wellWithin = 12_000;
/** More than any pool of connections has to spare. */
const enough = 100;

/** Serious: it stops for everyone, on an evening when nothing was wrong but slow telephones. */
export default defineCheck({
  id: "visitors-who-leave",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "Visitors who leave before their page comes leave nothing behind",
    titleWhenFailed: "Visitors who leave before their page comes bring the service down",
    why: "People close a page that is slow. If each of them keeps a place inside, soon there is none for the others.",
    passed: "{left} visitors left before their page came. Soon after, the others were served as always.",
    failed:
      "{left} visitors left before their page came. {how, select, ended {The service ended.} other {Afterwards, {unserved} of {asked} others did not get their page, although nothing was slow any more.}}",
    reasons: {
      "no-log-in": "Nobody could log in.",
      "not-left": "Too few of the visitors left before they had their page.",
    },
    ask: {
      question:
        "A visitor closes the page while your service is still at work on it. What happens to what it holds for them?",
      goodAnswer: "It is given back whatever happens to the visitor. I tried it by closing connections halfway.",
      weakAnswer: "Nothing special. They can load the page again.",
    },
  },
  technical: {
    summary:
      "While the database answers 600 ms late, 160 requests are aborted by their clients after 250 ms; then a cheap request of each of eight people must succeed within 12 s: connections, locks and slots go back when the response is closed, not only when it is finished.",
    cwe: [404, 772],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  requires: ["server"],
  cell: { timed: true },
  async gather(world) {
    const { app, taps } = world;
    const sinceMs = world.now();
    const arrived = await arriveInTurn(world, world.edge.people(people));
    const crowd = arrived.filter(({ credential }) => credential !== undefined).map(({ person }) => person);
    const writes = app.knows("updateProfile");
    if (crowd.length === 0) return { left: 0, looks: [], ended: false };
    await taps.database?.suffer({ kind: "delay", ms: late });
    let left = 0;
    for (let round = 0; round < rounds; round++) {
      const asked = await Promise.all(
        crowd.flatMap((person) =>
          Array.from({ length: visits }, (_none, at) =>
            app.operate(
              person,
              writes && at % 2 === 1 ? "updateProfile" : "whoAmI",
              {},
              { deadline: patience, freshConnection: true },
            ),
          ),
        ),
      );
      left += asked.filter(({ exchange }) => statusOf(exchange) === 0).length;
    }
    await taps.database?.heal();
    // What it still does for those who have left comes to its end first, and takes along what it will.
    await world.sleep(settling);
    const until = world.now() + wellWithin;
    for (;;) {
      const looks = await Promise.all(
        crowd.map(async (person) => ({
          person,
          look: await lookOnce(world, person, person.credential, { deadline: 5_000, freshConnection: true }),
        })),
      );
      const seen = looks.map(({ person, look }) => ({ isServed: showsAccountOf(look, person), look }));
      const isOver = seen.every(({ isServed }) => isServed) || world.now() > until || app.exitOf() !== undefined;
      if (isOver) {
        const outcome = { left, ended: app.exitOf() !== undefined };
        const shut = looks.find(({ look }) => isUnknown(look.exchange));
        if (outcome.ended || shut === undefined) return { ...outcome, looks: seen };
        // Log-ins may be shorter than all this took.
        const { person } = shut;
        const afterwards = await seeAfterwards(world, person, person.credential, sinceMs);
        if (!showsAccountOf(afterwards, person)) return { ...outcome, looks: seen };
        return { ...outcome, looks: await Promise.all(crowd.map((one) => lookAfresh(one))) };
      }
      await world.sleep(500);
    }

    async function lookAfresh(one: Person) {
      const again = await logInElsewhere(world, one);
      const look = await lookOnce(world, again.person, again.credential, { deadline: 5_000, freshConnection: true });
      return { isServed: showsAccountOf(look, one), look };
    }
  },
  judge({ left, looks, ended }) {
    const exhibits = { exchanges: looks.map(({ look }) => look), details: { left } };
    if (looks.length === 0) return notEstablished("no-log-in");
    if (left < enough) return notEstablished("not-left", exhibits);
    const unserved = looks.filter(({ isServed }) => !isServed).length;
    const facts = { left, asked: looks.length, unserved };
    if (ended) return fail({ how: "ended", ...facts }, exhibits);
    return unserved > looks.length / 2 ? fail({ how: "unserved", ...facts }, exhibits) : pass(facts, exhibits);
  },
});
