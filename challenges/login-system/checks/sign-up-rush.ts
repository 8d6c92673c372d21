import { defineCheck, fail, notEstablished, pass, statusOf, type Exchange } from "@assay/bench";
import { openAccount, opened } from "../password-opening.ts";
import { isFault, isLimit } from "../answers.ts";

const crowd = 64;
/** The brief lets a crowd wait for its hashes: as long as they all take one after another, within these bounds. Milliseconds. */
const patience = { least: 30_000, most: 60_000 };

/** Serious: a busy hour, or one person with a script, closes the shop, and nothing starts it again. */
export default defineCheck({
  id: "sign-up-rush",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "64 people can sign up at once",
    titleWhenFailed: "64 sign-ups at once are too much for it",
    why: "After an ad or a mail to all customers, many people come at once. The shop may be slow then, but it must not fall over.",
    passed:
      "64 people signed up at once. {done, plural, =0 {All were asked to try again later.} =64 {All of them got in.} other {# got in at once, the others were asked to try again.}} It went on afterwards.",
    failed:
      "{how, select, memory {64 people signed up at once. The app used up all its memory and was ended. Nothing starts it again.} ended {64 people signed up at once. The app ended. Nothing starts it again.} silent {64 people signed up at once, and {unanswered} of them never got an answer.} broken {64 people signed up at once. {broken} of them got an error instead of an account. The app did not ask them to try again.} other {64 people signed up at once. Afterwards nobody new could sign up and log in.}}",
    reasons: { limited: "Afterwards the app asked a new visitor to wait, so we could not see whether it still works." },
    ask: {
      question: "Keeping a password safe takes time and memory. What happens when 64 people sign up at once?",
      goodAnswer: "They wait in a line of limited length. Whoever does not fit is asked to try again.",
      weakAnswer: "The server handles them all at the same time.",
    },
  },
  technical: {
    summary:
      "64 concurrent POST /signup with 64 emails within 1 GB: each is done, or told to wait (429, 503); no OOM kill, no exit, and the app serves afterwards.",
    cwe: [400, 770],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  provokes: ["signUp", "logIn"],
  cell: { timed: true },
  async gather(world) {
    const deadline = Math.min(patience.most, Math.max(patience.least, 2 * crowd * world.costs.hashMs));
    const signUps = await world.app.together(world.edge.people(crowd), "signUp", {}, { deadline });
    const exit = world.app.exitOf() ?? null;
    // Room for hashes that nobody waits for any more.
    const tries = [];
    for (let round = 0; round < 4 && exit === null; round++) {
      const person = world.edge.person();
      const signUp = await world.app.operate(person, "signUp");
      const opening = await openAccount(world, person);
      tries.push({ email: person.email, signUp, ...opening });
      if (opening.whoAmI?.accepted === true) break;
      await world.sleep(2_000);
    }
    return { signUps, exit: exit ?? world.app.exitOf() ?? null, tries };
  },
  judge({ signUps, exit, tries }) {
    const unanswered = signUps.filter(({ exchange }) => exchange.failure !== undefined);
    const last = tries.at(-1);
    const exhibits = {
      exchanges: [...unanswered.slice(0, 3), ...signUps.slice(0, 3), last?.signUp, last?.logIn, last?.whoAmI],
      details: { statuses: countsOf(signUps.map(({ exchange }) => statusOf(exchange))), exit },
    };
    const done = signUps.filter(({ accepted }) => accepted).length;
    const broken = signUps.filter((signUp) => !signUp.accepted && !isAskedToWait(signUp.exchange));
    const facts = { done, unanswered: unanswered.length, broken: broken.length };
    if (exit !== null) return fail({ how: exit.outOfMemory ? "memory" : "ended", ...facts }, exhibits);
    if (unanswered.length > 0) return fail({ how: "silent", ...facts }, exhibits);
    if (broken.length > 0) {
      return fail(
        { how: "broken", ...facts },
        { ...exhibits, exchanges: [...broken.slice(0, 5), ...exhibits.exchanges] },
      );
    }
    if (last !== undefined && opened(last, last)) return pass(facts, exhibits);
    const wasLimited = last !== undefined && [last.signUp, last.logIn].some(({ exchange }) => isLimit(exchange));
    if (wasLimited && !isFault(last.signUp.exchange)) return notEstablished("limited", exhibits, facts);
    return fail({ how: "stuck", ...facts }, exhibits);
  },
});

/**
 * Too many at this moment, by whoever says it: the app (429, 503), or a web server before it that has no worker left
 * (502, 504) or waited for the request for too long (408). Anything else tells an honest visitor that it will not work.
 */
function isAskedToWait(exchange: Exchange): boolean {
  return isLimit(exchange) || [408, 502, 503, 504].includes(statusOf(exchange));
}

function countsOf(statuses: readonly number[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
