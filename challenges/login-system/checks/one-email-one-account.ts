import { theBrief, defineCheck, fail, notEstablished, pass, statusOf, type Attempt, type World } from "@assay/bench";
import { lifeOf } from "../actions.ts";
import { accountsInTables, hasGrown, tablesCount, type Mentions } from "../account-count.ts";
import { isUnseen, openAccount, opened, type Opening } from "../password-opening.ts";

interface Crowd {
  readonly size: number;
  readonly email: string;
  readonly signUps: readonly Attempt[];
  readonly mentions: Mentions;
  /** Log-ins with the password that each of up to three accepted people chose. */
  readonly logIns: readonly Opening[];
}

/** Few: guessing may be limited, and each costs a hash. */
const logInsTried = 3;

/**
 * A blocker: the account of one person becomes another's too. What counts is the effect: passwords of two people both
 * open, or the tables hold more than one lone sign-up leaves.
 */
export default defineCheck({
  id: "one-email-one-account",
  area: "keeps-data-whole",
  severity: "blocker",
  kind: "proof",
  rests: "brief#one-email-one-account",
  ofAnyBackend: true,
  words: {
    title: "One email makes one account, even at the same instant",
    titleWhenFailed:
      "{how, select, ended {Sign-ups at the same instant end the app} later {The same email in capital letters makes a second account} other {One email can make two accounts}}",
    why: "{how, select, later {Phones often begin a word with a capital letter. A customer who comes back that way gets a second, empty account, and the order is in the first.} other {A customer who taps twice on a slow phone may end up with two accounts. The order lands in one. The customer looks in the other.}}",
    passed:
      "{rounds, plural, one {{tried} people tried with one email at the same instant, and one account was made.} other {Up to {tried} people tried with one email at the same instant, in # rounds. Each time, one account was made.}}",
    failed:
      "{how, select, ended {Several people tried with one email at the same instant, and the app ended.} later {A second person signed up with an email that was taken, in capital letters. Now there are two accounts.} other {{tried} people tried with one email at the same instant, and {accounts} accounts were made.}}",
    reasons: {
      "nobody-signed-up": "Nobody could sign up while others tried with the same email.",
      unseen: "Any password seems to log in, and we know of nothing that shows what that opens.",
      uncounted:
        "Several sign-ups with one email were accepted, and nothing we could read shows how many accounts that made.",
    },
    ask: {
      question: "What stops two people from signing up with the same email at the same moment?",
      goodAnswer: "The database itself refuses the second one; the code turns that refusal into a clear message.",
      weakAnswer: "We check first whether the email exists.",
    },
  },
  technical: {
    summary: "Concurrent sign-ups with one email need a unique constraint; checking first leaves a window.",
    cwe: [362, 367],
    asvs: ["15.4.2"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: {},
  async gather(world) {
    const lone = world.edge.person();
    const first = await world.app.operate(lone, "signUp");
    const afterFirst = await world.database.countMentions(lone.email);
    // What a refusal leaves in the tables: with the very same email, as another backend may tell capitals apart.
    await world.app.operate(world.edge.person({ email: lone.email }), "signUp");
    const afterTaken = await world.database.countMentions(lone.email);
    const second = world.edge.person({ email: lone.email.toUpperCase() });
    const again = await world.app.operate(second, "signUp");
    const afterAgain = await world.database.countMentions(lone.email);
    const laterLogIns = [await openAccount(world, lone), await openAccount(world, second)];

    const crowds = [await crowdOf(world, 8, true), await crowdOf(world, 64, false)];
    return {
      email: lone.email,
      first,
      again,
      afterFirst,
      afterTaken,
      afterAgain,
      laterLogIns,
      crowds,
      ...(await lifeOf(world)),
    };
  },
  judge(
    { email, first, again, afterFirst, afterTaken, afterAgain, laterLogIns, crowds, alive = true },
    { byBrief } = theBrief,
  ) {
    const bothOpen = laterLogIns.every((logIn) => opened(logIn, { email }));
    const [firstId, againId] = [first, again].map((signUp) =>
      statusOf(signUp.exchange) === 201 ? signUp.outputs["id"] : undefined,
    );
    const saysTwo = firstId !== undefined && againId !== undefined && firstId !== againId;
    // Whether capitals make another name is the brief’s to say.
    if (byBrief && (bothOpen || (saysTwo && hasGrown(afterTaken, afterAgain)))) {
      return fail(
        { how: "later", tried: 2, accounts: 2 },
        { exchanges: [first, again, ...laterLogIns.map(({ logIn }) => logIn)], details: { afterFirst, afterAgain } },
      );
    }

    const counted = crowds.map((crowd) => ({ crowd, accounts: accountsOf(crowd, afterFirst, afterTaken) }));
    const worst = counted.reduce((most, one) => (one.accounts > most.accounts ? one : most));
    const exhibits = {
      exchanges: [
        ...worst.crowd.signUps.filter(({ accepted }) => accepted),
        ...worst.crowd.logIns.map(({ logIn }) => logIn),
      ],
      details: { lone: afterFirst, mentions: crowds.map(({ size, mentions }) => ({ size, mentions })) },
    };
    if (worst.accounts > 1)
      return fail({ how: "together", tried: worst.crowd.size, accounts: worst.accounts }, exhibits);
    if (!alive) return fail({ how: "ended", tried: worst.crowd.size, accounts: worst.accounts }, exhibits, "serious");
    if (crowds.some(({ logIns }) => logIns.some(isUnseen))) return notEstablished("unseen", exhibits);
    if (worst.accounts === 0) return notEstablished("nobody-signed-up", exhibits);
    // An app may say yes to each and keep one; where nothing counts them, nothing shows that it did.
    const areMany = crowds.some(({ signUps }) => signUps.filter(({ accepted }) => accepted).length > 1);
    if (areMany && !tablesCount(afterFirst, afterTaken)) return notEstablished("uncounted", exhibits);
    const seen = counted.filter(({ accounts }) => accounts === 1);
    return pass({ tried: Math.max(...seen.map(({ crowd }) => crowd.size)), rounds: seen.length }, exhibits);
  },
});

async function crowdOf(world: World, size: number, held: boolean): Promise<Crowd> {
  const people = world.edge.people(size, { sameEmail: true });
  const signUp = () => world.app.together(people, "signUp");
  // Held: the tables take no write until everyone has looked, so that a window is open wide.
  const signUps = held ? (await world.database.holdingWrites(signUp, { untilWaiting: size })).result : await signUp();
  const email = people[0]?.email ?? "";
  const mentions = await world.database.countMentions(email);
  const accepted = people.filter((_person, index) => signUps[index]?.accepted === true);
  const logIns = [];
  for (const person of accepted.slice(0, logInsTried)) logIns.push(await openAccount(world, person));
  return { size, email, signUps, mentions, logIns };
}

/**
 * How many accounts the crowd's email has, by what its people can open and by what the tables hold. Where no table
 * counts, by the ids that were given out: the second of two accounts may be one that no log-in reaches.
 */
function accountsOf(crowd: Crowd, lone: Mentions, loneAndRefused: Mentions): number {
  const entered = crowd.logIns.filter((logIn) => opened(logIn, crowd)).length;
  if (tablesCount(lone, loneAndRefused))
    return Math.max(entered, accountsInTables(crowd.mentions, lone, loneAndRefused));
  const ids = crowd.signUps.flatMap(({ accepted, outputs }) => (accepted ? (outputs["id"] ?? []) : []));
  return Math.max(entered, new Set(ids).size);
}
