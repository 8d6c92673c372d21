import { defineCheck, fail, notEstablished, pass, type Attempt, type World } from "@assay/bench";
import { lookIn } from "../actions.ts";
import { isDone } from "../answers.ts";
import { firstCustomers } from "../first-customers.ts";
import { median } from "../mann-whitney.ts";

const customers = 3;
/** Of each: more than nine hundred accounts, with a log-in each. */
const copies = 300;
/** Further log-ins of one person. */
const moreLogIns = 8;
const lookIns = 5;

/** One more may be housekeeping. */
const tolerated = 1;

/** An app that asks for each of them takes its time. Milliseconds. */
const deadline = 30_000;
/** Work that goes on after an answer belongs to it. Milliseconds. */
const afterwards = 100;

/** Statements of each visit, and what the last of them asked. */
interface Visits {
  readonly attempts: readonly Attempt[];
  readonly counts: readonly number[];
  readonly texts: readonly string[];
}

const none: Visits = { attempts: [], counts: [], texts: [] };

/** Minor: it works, and gets slow with what is stored. How slow is another check's question. */
export default defineCheck({
  id: "statements-per-request",
  area: "fast",
  severity: "minor",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "Each visit asks the database the same number of questions, however much is stored",
    titleWhenFailed: "The more is stored, the more questions each visit asks the database",
    why: "If each log-in or customer costs one more question, every visit gets slower as the shop grows. The bill for the database grows with it.",
    passed:
      "A log-in asked the database {logInBefore, plural, one {# question} other {# questions}} with {few} accounts and {logInAfter} with {more}. The page of a person asked {whoAmIBefore}, then {whoAmIAfter}.",
    failed:
      "{what, select, logIn {A log-in} other {The page of a person}} asked the database {before, plural, one {# question} other {# questions}} with {few} accounts. With {more} accounts, and more log-ins of that person, it asked {after}.",
    reasons: {
      "nobody-arrived": "Nobody could sign up and log in.",
      "not-copied": "We could not fill its database with more accounts.",
      "too-few": "Too few visits were answered to count what they asked.",
    },
    ask: {
      question: "When a person opens their page, how often do you ask the database?",
      goodAnswer: "A fixed number of times. What belongs together is asked for in one question.",
      weakAnswer: "Once for each row that the first question finds.",
    },
  },
  technical: {
    summary:
      "Statements per log-in and per who-am-I, from the server’s own log, are the same (one more is tolerated) with 3 accounts and with 900, and after 8 further log-ins of the person: no N+1.",
    cwe: [1073],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  requires: ["statement-log"],
  cell: {},
  async gather(world) {
    const { people, rows } = await firstCustomers(world, customers);
    const [person] = people;
    const nothing = { few: { logIn: none, whoAmI: none }, more: { logIn: none, whoAmI: none } };
    if (person === undefined) return { people: 0, copied: { made: 0 }, ...nothing };
    const visits = async () => ({
      logIn: await counted(world, 3, () =>
        world.app.operate(world.edge.otherDevice(person), "logIn", {}, { deadline }),
      ),
      whoAmI: await counted(world, lookIns, () => lookIn(world, person, person.credential, { deadline })),
    });
    const few = await visits();
    for (let nth = 0; nth < moreLogIns; nth++) await world.app.operate(world.edge.otherDevice(person), "logIn");
    const copied = await world.database.multiply(rows, copies);
    return { people: people.length, few, copied, more: copied.made === 0 ? nothing.more : await visits() };
  },
  judge({ people, few, copied, more }) {
    if (people === 0) return notEstablished("nobody-arrived");
    if (copied.made === 0) return notEstablished("not-copied", { details: { reason: copied.reason ?? null } });
    const seen = (["logIn", "whoAmI"] as const).map((what) => {
      const [before, after] = [few[what].counts, more[what].counts];
      return {
        what,
        before: median(before),
        after: Math.min(...after),
        isKnown: before.length > 1 && after.length > 1,
      };
    });
    const facts = { few: people, more: people * (1 + copies) };
    const exhibits = {
      exchanges: [more.logIn.attempts[0], more.whoAmI.attempts[0]],
      details: { few: countsOf(few), more: countsOf(more), asked: { few: few.whoAmI.texts, more: more.whoAmI.texts } },
    };
    const worst = seen.find(({ isKnown, before, after }) => isKnown && after > before + tolerated);
    if (worst !== undefined) {
      const { what, before, after } = worst;
      const asked = { few: few[what].texts, more: more[what].texts };
      return fail({ ...facts, what, before, after }, { ...exhibits, details: { ...exhibits.details, asked } });
    }
    const [logIn, whoAmI] = seen;
    if (logIn?.isKnown !== true || whoAmI?.isKnown !== true) return notEstablished("too-few", exhibits);
    return pass(
      {
        ...facts,
        logInBefore: logIn.before,
        logInAfter: logIn.after,
        whoAmIBefore: whoAmI.before,
        whoAmIAfter: whoAmI.after,
      },
      exhibits,
    );
  },
});

/** One after another, each with a pause in which what it began comes to its end. */
async function counted(world: World, times: number, act: () => Promise<Attempt>): Promise<Visits> {
  const attempts: Attempt[] = [];
  const counts: number[] = [];
  let texts: readonly string[] = [];
  for (let nth = 0; nth < times; nth++) {
    const since = world.now();
    const attempt = await act();
    await world.sleep(afterwards);
    const asked = await world.database.statements(since);
    attempts.push(attempt);
    if (!attempt.accepted || !isDone(attempt.exchange)) continue;
    counts.push(asked.length);
    texts = asked.slice(0, 10).map(({ text }) => text.slice(0, 300));
  }
  return { attempts, counts, texts };
}

function countsOf({ logIn, whoAmI }: { readonly logIn: Visits; readonly whoAmI: Visits }) {
  return { logIn: logIn.counts, whoAmI: whoAmI.counts };
}
