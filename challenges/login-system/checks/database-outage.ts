import { defineCheck, fail, notEstablished, pass, statusOf, tookOf, theBrief } from "@assay/bench";
import { arrive, logInElsewhere, lookOnce, showsAccountOf, profileFields, visibleFields } from "../actions.ts";
import { isFault } from "../answers.ts";

const answerWithin = 5_000;
const backWithin = 15_000;

/** Serious: for as long as the database is away, and perhaps for good, nobody is served or told why. */
export default defineCheck({
  id: "database-outage",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#database",
  ofAnyBackend: true,
  words: {
    title: "When its database goes away, it says so and comes back",
    titleWhenFailed: "When its database goes away, it does not cope",
    why: "Databases are updated and moved. The app should say “try again soon” and go on by itself afterwards.",
    passed: "With its database gone, people got a clear answer within {seconds} s. When it was back, they could go on.",
    failed:
      "{how, select, silent {With its database gone, people got no answer within 5 seconds.} ended {When its database went away, the whole app ended. Nothing starts it again.} lied {With its database gone, it said that a change was saved. It was not.} other {Its database was back, and 15 seconds later people still could not log in.}}",
    reasons: { "no-log-in": "Nobody could log in before the database went away." },
    ask: {
      question: "What does a visitor see while the database is down, and who has to do something afterwards?",
      goodAnswer: "Within a few seconds a message to try again. Afterwards nobody has to do anything.",
      weakAnswer: "The page just loads. Then we restart it.",
    },
  },
  technical: {
    summary:
      "Connections cut and new ones refused: every request is answered within 5 s, the process survives, the pool reconnects.",
    cwe: [754],
  },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  consequenceOf: ["honest-health"],
  requires: ["server"],
  cell: {},
  async gather(world) {
    const { person, credential } = await arrive(world);
    const before = await lookOnce(world, person, credential);
    const lost = world.canaries.word();
    const field = visibleFields(world).at(-1) ?? profileFields(world).at(-1) ?? "bio";
    const options = { deadline: 8_000, freshConnection: true, ...(credential === undefined ? {} : { credential }) };
    await world.taps.database?.cutOff();
    const [look, update, logIn] = await Promise.all([
      world.app.operate(person, "whoAmI", {}, options),
      world.app.operate(person, "updateProfile", { [field]: lost }, options),
      world.app.operate(world.edge.otherDevice(person), "logIn", {}, { deadline: 8_000, freshConnection: true }),
    ]);
    const endedDuring = world.app.exitOf() !== undefined;
    await world.taps.database?.heal();
    const healedAt = world.now();
    // By the log-in that is there already: many tries to log in again may be taken for guessing.
    const isOut = () => world.now() - healedAt >= backWithin || world.app.exitOf() !== undefined;
    while (!(await lookOnce(world, person, credential)).accepted && !isOut()) await world.sleep(300);
    let back = await logInElsewhere(world, person);
    while (isFault(back.logIn.exchange) && !isOut()) {
      await world.sleep(1_500);
      back = await logInElsewhere(world, person);
    }
    // Where logging in is limited by now, the old log-in still shows whether the service works.
    const seen = await (back.credential === undefined
      ? lookOnce(world, person, credential)
      : lookOnce(world, back.person, back.credential));
    return {
      email: person.email,
      before,
      during: [look, update, logIn],
      update,
      lost,
      field,
      ...(world.app.reads("whoAmI", field) ? {} : { isShown: false }),
      ended: endedDuring || world.app.exitOf() !== undefined,
      back: back.logIn,
      seen,
    };
  },
  judge({ email, before, during, update, lost, field, isShown, ended, back, seen }, { byBrief } = theBrief) {
    const exhibits = { exchanges: [before, ...during, back, seen] };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    if (ended) return fail({ how: "ended" }, exhibits);
    const slow = during.some(({ exchange }) => statusOf(exchange) === 0 || tookOf(exchange) > answerWithin + 1_000);
    if (slow && byBrief) return fail({ how: "silent" }, exhibits);
    // The five seconds are the brief's, but any backend should answer: here no request got one.
    if (during.every(({ exchange }) => statusOf(exchange) === 0)) return fail({ how: "silent" }, exhibits, "minor");
    if (!showsAccountOf(seen, { email }) || isFault(back.exchange)) return fail({ how: "stuck" }, exhibits);
    if (isShown !== false && update.accepted && seen.outputs[field] !== lost)
      return fail({ how: "lied" }, exhibits, "blocker");
    const seconds = Math.ceil(Math.max(...during.map(({ exchange }) => tookOf(exchange))) / 100) / 10;
    return pass({ seconds }, exhibits);
  },
});
