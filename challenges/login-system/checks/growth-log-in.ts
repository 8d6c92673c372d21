import { pbkdf2Sync } from "node:crypto";
import {
  defineCheck,
  fail,
  notApplicable,
  notEstablished,
  pass,
  tookOf,
  type Attempt,
  type Person,
  type World,
} from "@assay/bench";
import { lookOnce } from "../actions.ts";
import { isDone, isFault, isLimit, isRefusal } from "../answers.ts";
import { firstCustomers } from "../first-customers.ts";
import { median } from "../mann-whitney.ts";

/** Sign up themselves; their rows make the rest. */
const customers = 10;
/** Copies of each: a hundred accounts, then a hundred thousand. */
const copies = { few: 9, more: 9_990 };

/** What a person notices, whatever it took before. A log-in takes a hash, so what it may grow by grows with it. */
const noticed = { ms: 50, share: 0.5 };

/** Without as many answers their median says little. */
const leastAnswers = 5;
/** No longer for each kind of visit, milliseconds: an app that has become slow is known by its first answers. */
const longest = 20_000;

/** The database writes down what was added, milliseconds. */
const settling = 3_000;

const kinds = ["logIn", "unknown", "whoAmI"] as const;
type Kind = (typeof kinds)[number];

interface Visits {
  readonly attempts: readonly Attempt[];
  /** What the same piece of work of our own took after each visit, milliseconds. */
  readonly ownMs: readonly number[];
}
type AllVisits = Readonly<Record<Kind, Visits>>;

const none: Visits = { attempts: [], ownMs: [] };

/** Serious: it works when it is bought, and stops for everyone when the shop has grown. */
export default defineCheck({
  id: "growth-log-in",
  area: "fast",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "With a thousand times more accounts, logging in takes as long",
    titleWhenFailed: "The more customers there are, the slower it gets",
    why: "A shop gains customers every week. If the service looks through all of them for each one who comes, it gets slower with every new one.",
    passed:
      "With {few, number} accounts a log-in took {logInBefore} ms. With {more, number} it took {logInAfter} ms. The page of a person took {whoAmIBefore} ms, then {whoAmIAfter} ms.",
    failed:
      "{what, select, logIn {A log-in} unknown {A log-in with an unknown email} other {The page of a person}} took {before} ms with {few, number} accounts. With {more, number} it {broken, select, true {often failed} other {took {after} ms}}.",
    reasons: {
      "nobody-arrived": "Nobody could sign up and log in.",
      "not-copied": "We could not fill its database with more accounts.",
      "stand-in":
        "We have no MongoDB here. What takes its place gets slow by itself when there are many accounts, so its times say nothing.",
      "too-few": "Too few visits were answered to compare their times.",
    },
    ask: {
      question: "How does the service find one customer among a hundred thousand?",
      goodAnswer: "By an index on what is looked for: the email as it is compared, and the key of the log-in.",
      weakAnswer: "It looks through the list until it finds the right one.",
    },
  },
  technical: {
    summary:
      "Medians of log-in (right password; unknown email) and who-am-I grow by at most 50 ms, or half, from 100 accounts with a log-in each to 100,000, nine in ten taking longer than the median did, and after what our own work took longer (rows copied in the database, new keys, statistics up to date).",
    cwe: [407],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: { timed: true },
  async gather(world) {
    const { people, rows } = await firstCustomers(world, customers);
    const nothing: AllVisits = { logIn: none, unknown: none, whoAmI: none };
    const unseen = { people: people.length, few: nothing, more: nothing };
    if (people.length === 0) return { ...unseen, copied: { made: 0 } };
    const first = await world.database.multiply(rows, copies.few);
    if (first.made === 0 || first.ignoresIndexes === true) return { ...unseen, copied: first };
    const few = await visit(world, people);
    const copied = await world.database.multiply(rows, copies.more);
    if (copied.made === 0) return { ...unseen, few, copied };
    await world.sleep(settling);
    return { people: people.length, few, copied, more: await visit(world, people) };
  },
  judge({ people, few, copied, more }) {
    if (people === 0) return notEstablished("nobody-arrived");
    if (copied.ignoresIndexes === true) return notApplicable("stand-in");
    if (copied.made === 0) return notEstablished("not-copied", { details: { reason: copied.reason ?? null } });
    const seen = kinds.map((what) => ({ what, ...growthOf(what, few[what], more[what]) }));
    const exhibits = {
      exchanges: kinds.flatMap((what) => [...few[what].attempts.slice(0, 1), ...more[what].attempts.slice(0, 2)]),
      details: { times: seen.map(({ what, times, own }) => ({ what, ...times, own })) },
    };
    const facts = { few: people * (1 + copies.few), more: people * (1 + copies.few + copies.more) };
    // What one question costs shows best where no hash is in it.
    const worst = seen
      .filter(({ isSlower, isBroken }) => isSlower || isBroken)
      .toSorted((one, other) => other.after - other.before - (one.after - one.before))[0];
    if (worst !== undefined) {
      const { what, before, after, isBroken } = worst;
      return fail(
        { ...facts, what, before: Math.round(before), after: Math.round(after), broken: isBroken },
        { ...exhibits, exchanges: [...few[what].attempts.slice(0, 2), ...more[what].attempts.slice(0, 4)] },
      );
    }
    if (seen.some(({ isKnown }) => !isKnown)) return notEstablished("too-few", exhibits);
    const [logIn, , whoAmI] = seen;
    return pass(
      {
        ...facts,
        logInBefore: Math.round(logIn?.before ?? 0),
        logInAfter: Math.round(logIn?.after ?? 0),
        whoAmIBefore: Math.round(whoAmI?.before ?? 0),
        whoAmIAfter: Math.round(whoAmI?.after ?? 0),
      },
      exhibits,
    );
  },
});

/** Each person comes a few times, and as many strangers. Log-ins are right, so that no limit on guessing is met. */
async function visit(world: World, people: readonly Person[]): Promise<AllVisits> {
  const { app, edge } = world;
  const again = (times: number): readonly Person[] => Array<readonly Person[]>(times).fill(people).flat();
  return {
    // The log-in that who-am-I is asked with stays the one of which there are copies.
    logIn: await inTime(world, again(2), (person) => app.operate(edge.otherDevice(person), "logIn")),
    unknown: await inTime(world, edge.people(customers), (stranger) => app.operate(stranger, "logIn")),
    // Last, for it costs least: what the database still writes down shows most in it.
    whoAmI: await inTime(world, again(3), (person) => lookOnce(world, person)),
  };
}

/** One after another. The first wakes up what has slept, and does not count. */
async function inTime(
  world: World,
  people: readonly Person[],
  act: (person: Person) => Promise<Attempt>,
): Promise<Visits> {
  const attempts: Attempt[] = [];
  const ownMs: number[] = [];
  const end = world.now() + longest;
  for (const person of people) {
    if (attempts.length > leastAnswers && world.now() > end) break;
    attempts.push(await act(person));
    ownMs.push(ownWork());
  }
  return { attempts: attempts.slice(1), ownMs: ownMs.slice(1) };
}

/** A few milliseconds on an idle machine: tells one that has become busy from an app that does more. */
function ownWork(): number {
  const start = performance.now();
  pbkdf2Sync("always", "the same", 20_000, 32, "sha256");
  return performance.now() - start;
}

function growthOf(what: Kind, few: Visits, more: Visits) {
  const times = { few: timesOf(what, few), more: timesOf(what, more) };
  const [before, after] = [median(times.few), median(times.more)];
  // A busier machine makes everything slower, our own work too.
  const expected = before * Math.max(1, median(more.ownMs) / Math.max(1, median(few.ownMs)));
  // Reading more takes longer every time; a machine that was busy for a while doesn't.
  const quickest = times.more.toSorted((one, other) => one - other)[Math.floor(times.more.length / 10)] ?? 0;
  const isKnown = times.few.length >= leastAnswers && times.more.length >= leastAnswers;
  // All went well before, and now it breaks down for every second visitor.
  const faults = more.attempts.filter(({ exchange }) => isFault(exchange)).length;
  return {
    before,
    after,
    isKnown,
    isSlower: isKnown && quickest > before && after - expected > Math.max(noticed.ms, noticed.share * expected),
    isBroken:
      times.few.length === few.attempts.length && times.few.length >= leastAnswers && faults * 2 > more.attempts.length,
    times: { few: times.few.map(Math.round), more: times.more.map(Math.round) },
    own: { few: Math.round(median(few.ownMs)), more: Math.round(median(more.ownMs)) },
  };
}

/** Answered as it should be: a limit or a fault takes a time of its own. */
function isRight(what: Kind): (attempt: Attempt) => boolean {
  return ({ accepted, exchange }) =>
    what === "unknown" ? !accepted && isRefusal(exchange) && !isLimit(exchange) : accepted && isDone(exchange);
}

function timesOf(what: Kind, { attempts }: Visits): readonly number[] {
  return attempts.filter(isRight(what)).map(took);
}

function took({ exchange }: Attempt): number {
  return tookOf(exchange);
}
