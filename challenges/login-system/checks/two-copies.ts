import { defineCheck, fail, notEstablished, pass, statusOf, type Attempt } from "@assay/bench";
import { accountsInTables, hasGrown, type Mentions } from "../account-count.ts";
import { lookIn, shows, showsAccountOf } from "../actions.ts";
import { isUnknown } from "../answers.ts";

/** A copy may remember a profile for a few seconds, milliseconds. */
const rememberedMs = 5_000;

/** Serious: the shop breaks, or lets a logged-out visitor go on, as soon as it grows to a second copy. */
export default defineCheck({
  id: "two-copies",
  area: "keeps-data-whole",
  severity: "serious",
  kind: "proof",
  rests: "brief#copies",
  words: {
    title: "Two copies of the app act as one",
    titleWhenFailed: "Two copies of the app do not know of each other",
    why: "When the shop grows, it runs twice, side by side. A customer must not be a stranger every second click.",
    passed:
      "What happened on one copy counted on the other: sign-up, log-in, log-out, a new profile, and who was first with an email.",
    failed:
      "{how, select, account {An account made on one copy could not log in on the other.} logIn {Someone logged in on one copy was a stranger on the other.} logOut {Someone logged out on one copy was still logged in on the other.} profile {Someone changed their profile on one copy. The other still showed the old one.} other {Two people signed up with one email, one on each copy. Now there are two accounts.}}",
    reasons: {
      "no-log-in": "Nobody could log in on the first copy.",
      "no-answer": "The other copy gave no clear answer.",
      "no-log-out": "Logging out did not work, so we could not see whether it counts on the other copy.",
    },
    ask: {
      question: "What changes when the app runs twice behind one address?",
      goodAnswer: "Nothing: all that both must know is in the database.",
      weakAnswer: "We would tie each visitor to one copy (“sticky sessions”).",
    },
  },
  technical: {
    summary:
      "Sessions, revocations, profiles and uniqueness must live in the shared database, and signing keys in AUTH_SECRET.",
    cwe: [613, 362],
    asvs: ["7.4.1"],
  },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile", "logOut"],
  consequenceOf: ["one-email-one-account", "token-after-log-out", "restart-survival", "profile-persistence"],
  cell: { copies: 2 },
  async gather(world) {
    const person = world.edge.person();
    await world.app.operate(person, "signUp", {}, { copy: 0 });
    const lone = await world.database.countMentions(person.email);
    const again = await world.app.operate(world.edge.person({ email: person.email }), "signUp", {}, { copy: 1 });
    const loneAndRefused = await world.database.countMentions(person.email);
    const logIn = await world.app.operate(person, "logIn", {}, { copy: 0 });
    const { credential } = logIn;
    // Read there first: a copy that remembers what it read would not see the change.
    await lookIn(world, person, credential, { copy: 1 });
    const word = world.canaries.word();
    const update = await world.app.operate(person, "updateProfile", { name: word, bio: word }, { copy: 0 });
    const here = await lookIn(world, person, credential, { copy: 0 });
    let there = await lookIn(world, person, credential, { copy: 1 });
    if (update.accepted && there.accepted && there.outputs["name"] !== word) {
      await world.sleep(rememberedMs);
      there = await lookIn(world, person, credential, { copy: 1 });
    }
    const device = world.edge.otherDevice(person);
    const logInThere = await world.app.operate(device, "logIn", {}, { copy: 1 });
    const logOut = await world.app.operate(
      person,
      "logOut",
      {},
      { copy: 0, ...(credential === undefined ? {} : { credential }) },
    );
    const endedHere = await lookIn(world, person, credential, { copy: 0 });
    const endedThere = await lookIn(world, person, credential, { copy: 1 });

    const pair = world.edge.people(2, { sameEmail: true });
    const { result: signUps } = await world.database.holdingWrites(
      () => world.app.together(pair, "signUp", {}, (_person, copy) => ({ copy })),
      { untilWaiting: 2 },
    );
    const mentions = await world.database.countMentions(pair[0]?.email ?? "");
    const looks = [];
    for (const one of pair) {
      const entered = await world.app.operate(one, "logIn");
      looks.push(await lookIn(world, one, entered.credential ?? null));
    }
    return {
      email: person.email,
      lone,
      again,
      loneAndRefused,
      mentions,
      logIn,
      here,
      there,
      word,
      update,
      logInThere,
      logOut,
      endedHere,
      endedThere,
      signUps,
      pairEmail: pair[0]?.email ?? "",
      looks,
    };
  },
  judge(evidence) {
    const { email, again, logIn, here, there, logInThere, logOut, endedHere, endedThere, signUps, looks } = evidence;
    const { word, update } = evidence;
    const exchanges = [
      again,
      logIn,
      update,
      here,
      there,
      logInThere,
      logOut,
      endedHere,
      endedThere,
      ...signUps,
      ...looks,
    ];
    if (!showsAccountOf(here, { email })) return notEstablished("no-log-in", { exchanges });
    if (isUnknown(logInThere.exchange)) return fail({ how: "account" }, { exchanges });
    if (isUnknown(there.exchange)) return fail({ how: "logIn" }, { exchanges });
    if (hasTwoAccounts(evidence)) return fail({ how: "email" }, { exchanges });
    if (!showsAccountOf(there, { email })) return notEstablished("no-answer", { exchanges });
    const profile = { name: word, bio: word };
    if (update.accepted && shows(here, profile) && !shows(there, profile))
      return fail({ how: "profile" }, { exchanges });
    if (!logOut.accepted || showsAccountOf(endedHere, { email })) return notEstablished("no-log-out", { exchanges });
    if (showsAccountOf(endedThere, { email })) return fail({ how: "logOut" }, { exchanges });
    return pass({}, { exchanges });
  },
});

interface SignUps {
  readonly lone: Mentions;
  readonly again: Attempt;
  readonly loneAndRefused: Mentions;
  readonly mentions: Mentions;
  readonly pairEmail: string;
  readonly looks: readonly Attempt[];
}

/** One email, one sign-up on each copy: one after the other, or both at the same instant. */
function hasTwoAccounts({ lone, again, loneAndRefused, mentions, pairEmail, looks }: SignUps): boolean {
  if (statusOf(again.exchange) === 201 && hasGrown(lone, loneAndRefused)) return true;
  if (looks.filter((look) => showsAccountOf(look, { email: pairEmail })).length > 1) return true;
  return accountsInTables(mentions, lone, loneAndRefused) > 1;
}
