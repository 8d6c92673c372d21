import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";

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
      "What happened on one copy counted on the other: sign-up, log-in, log-out, and who was first with an email.",
    failed:
      "{how, select, account {An account made on one copy could not log in on the other.} logIn {Someone logged in on one copy was a stranger on the other.} logOut {Someone logged out on one copy was still logged in on the other.} other {Two people signed up with one email, one on each copy, and both got in.}}",
    reasons: {
      "no-log-in": "Nobody could log in on the first copy.",
      "no-log-out": "Logging out did not work, so we could not see whether it counts on the other copy.",
    },
    ask: {
      question: "What changes when the app runs twice behind one address?",
      goodAnswer: "Nothing: all that both must know is in the database.",
      weakAnswer: "We would need sticky sessions.",
    },
  },
  technical: {
    summary: "Sessions, revocations and uniqueness must live in the shared database, and signing keys in AUTH_SECRET.",
    cwe: [613, 362],
    asvs: ["7.4.1"],
  },
  needs: ["signUp", "logIn", "whoAmI", "logOut"],
  consequenceOf: ["one-email-one-account", "token-after-log-out", "restart-survival"],
  cell: { copies: 2 },
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    const here = await lookIn(world, person, credential, { copy: 0 });
    const there = await lookIn(world, person, credential, { copy: 1 });
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
    const looks = [];
    for (const one of pair) {
      const entered = await world.app.operate(one, "logIn");
      looks.push(await lookIn(world, one, entered.credential ?? null));
    }
    return {
      email: person.email,
      logIn,
      here,
      there,
      logInThere,
      logOut,
      endedHere,
      endedThere,
      signUps,
      pairEmail: pair[0]?.email ?? "",
      looks,
    };
  },
  judge({ email, logIn, here, there, logInThere, logOut, endedHere, endedThere, signUps, pairEmail, looks }) {
    const exchanges = [logIn, here, there, logInThere, logOut, endedHere, endedThere, ...signUps, ...looks];
    if (!showsAccountOf(here, { email })) return notEstablished("no-log-in", { exchanges });
    if ([400, 401, 403, 404].includes(logInThere.exchange.response?.status ?? 0))
      return fail({ how: "account" }, { exchanges });
    if (!showsAccountOf(there, { email })) return fail({ how: "logIn" }, { exchanges });
    if (looks.filter((look) => showsAccountOf(look, { email: pairEmail })).length > 1)
      return fail({ how: "email" }, { exchanges });
    if (!logOut.accepted || showsAccountOf(endedHere, { email })) return notEstablished("no-log-out", { exchanges });
    if (showsAccountOf(endedThere, { email })) return fail({ how: "logOut" }, { exchanges });
    return pass({}, { exchanges });
  },
});
