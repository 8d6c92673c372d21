import { defineCheck, fail, notEstablished, pass, type Attempt, type Person } from "@assay/bench";
import { opened, tryPassword } from "../password-opening.ts";
import { isUnknown } from "../answers.ts";

const rounds = 10;
const signUpsARound = 2;

/** A blocker: acknowledged data is lost. Serious where nothing is lost but the app does not come back by itself. */
export default defineCheck({
  id: "sign-ups-survive-kill",
  area: "keeps-data-whole",
  severity: "blocker",
  kind: "proof",
  rests: "brief#restarts",
  ofAnyBackend: true,
  words: {
    title: "An account that was confirmed is still there after a crash",
    titleWhenFailed: "Accounts that were confirmed are lost in a crash",
    why: "Your customer reads “Welcome” and the machine stops. Afterwards the account does not exist, and neither does what they bought.",
    passed:
      "We stopped the whole app dead {rounds} times while people signed up. All {acknowledged} confirmed accounts were still there.",
    failed:
      "{how, select, stuck {We stopped the whole app dead while people signed up. It did not start again afterwards.} other {We stopped the whole app dead {rounds} times while people signed up. {lost} of {acknowledged} confirmed accounts were gone.}}",
    reasons: {
      "never-confirmed": "No sign-up was confirmed before the app was stopped, so nothing could be lost.",
      "no-answer": "Afterwards it was not clear whether every confirmed account was there.",
    },
    ask: {
      question:
        "The program dies right after it told someone that they are signed up. Is the account there when it is back?",
      goodAnswer: "Yes. We only answer when the database has it.",
      weakAnswer: "It should be; we write it a moment later.",
    },
  },
  technical: { summary: "Sign-ups acknowledged before SIGKILL of every process must be durable.", cwe: [404] },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  consequenceOf: ["restart-survival"],
  cell: {},
  async gather(world) {
    const acknowledged: { person: Person; signUp: Attempt }[] = [];
    let restarted = 0;
    let lastLines: readonly string[] = [];
    for (let round = 0; round < rounds; round++) {
      const people = world.edge.people(signUpsARound);
      const signUps = people.map((person) =>
        world.app.operate(person, "signUp", {}, { freshConnection: true, deadline: 10_000 }).then((signUp) => {
          if (signUp.accepted) acknowledged.push({ person, signUp });
          return signUp;
        }),
      );
      // As soon as one is confirmed the power goes, some milliseconds later each time.
      await Promise.race([Promise.any(signUps.map(confirmed)), Promise.all(signUps)]).catch(() => undefined);
      await world.sleep(world.canaries.integer(6));
      await world.app.kill();
      await Promise.all(signUps);
      const start = await world.app.start();
      lastLines = start.lastLines;
      if (!start.listening) break;
      restarted++;
    }
    const accounts = [];
    for (const { person, signUp } of acknowledged) {
      accounts.push({ email: person.email, signUp, ...(await tryPassword(world, person, person.password)) });
    }
    return { restarted, lastLines, accounts };
  },
  judge({ restarted, lastLines, accounts }) {
    const lost = accounts.filter((account) => !opened(account, account));
    const gone = lost.filter(({ logIn }) => isUnknown(logIn.exchange));
    const exchanges = gone.flatMap(({ signUp, logIn }) => [signUp, logIn]);
    const facts = { rounds: restarted, acknowledged: accounts.length, lost: gone.length };
    if (gone.length > 0) return fail({ how: "lost", ...facts }, { exchanges });
    if (restarted < rounds) return fail({ how: "stuck", ...facts }, { details: { lastLines } }, "serious");
    if (accounts.length === 0) return notEstablished("never-confirmed", { exchanges }, facts);
    if (lost.length > 0) return notEstablished("no-answer", { exchanges: lost.map(({ logIn }) => logIn) }, facts);
    return pass(facts, { exchanges: accounts.slice(0, 2).flatMap(({ signUp, logIn }) => [signUp, logIn]) });
  },
});

async function confirmed(signUp: Promise<Attempt>): Promise<void> {
  if (!(await signUp).accepted) throw new Error("not confirmed");
}
