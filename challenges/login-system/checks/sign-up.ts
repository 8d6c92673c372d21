import { defineCheck, fail, notEstablished, pass, type Attempt, type Person } from "@assay/bench";
import { lifeOf } from "../actions.ts";

import { answerOf, isLimit } from "../answers.ts";
import { isUnseen, openAccount, opened } from "../password-opening.ts";

/** Blocker: without accounts there is nothing to log in to. Its reply is judged by `sign-up-reply`. */
export default defineCheck({
  id: "sign-up",
  area: "works-as-asked",
  severity: "blocker",
  kind: "proof",
  rests: "brief#sign-up",
  ofAnyBackend: true,
  words: {
    title: "People can sign up",
    titleWhenFailed: "Nobody can sign up",
    why: "Without an account nobody can use your shop.",
    passed: "Someone new signed up, and the account was there.",
    failed:
      "Someone new tried to sign up {tried, plural, one {once} other {# times}}. {what, select, ended {The app ended.} other {No account was made. The last answer was: {answer}.}}",
    reasons: {
      unseen: "It said yes, but any password seems to log in, and nothing we could read shows an account.",
      limited: "The service said “too many tries” to someone who signed up for the first time.",
    },
    ask: {
      question: "How do you check that sign-up works before you hand over?",
      goodAnswer: "A test signs up through the real service and then logs in.",
      weakAnswer: "I tried it by hand when I wrote it.",
    },
  },
  technical: { summary: "POST /signup makes an account (success status, and a row or a log-in to show for it)." },
  needs: [],
  cell: "shared",
  public: true,
  async gather(world) {
    const tries: {
      readonly person: Pick<Person, "email">;
      readonly signUp: Attempt;
      readonly rows: number;
      readonly logIn?: Attempt;
      readonly whoAmI?: Attempt;
      readonly control?: Attempt;
    }[] = [];
    for (let round = 0; round < 2; round++) {
      const person = world.edge.person();
      const { result: signUp, rows } = await world.database.written(() => world.app.operate(person, "signUp"));
      const opening = await openAccount(world, person);
      tries.push({ person: { email: person.email }, signUp, rows: rows.length, ...opening });
      if (signUp.accepted) break;
    }
    return { tries, ...(await lifeOf(world)) };
  },
  judge({ tries, alive = true }) {
    const exhibits = { exchanges: tries.flatMap(({ signUp, logIn, whoAmI }) => [signUp, logIn, whoAmI]) };
    const works = tries.some(
      ({ person, signUp, rows, ...opening }) => (signUp.accepted && rows > 0) || opened(opening, person),
    );
    if (works) return pass({}, exhibits);
    if (!alive) return fail({ tried: tries.length, answer: "none", what: "ended" }, exhibits);
    if (tries.some(({ signUp, ...opening }) => signUp.accepted && isUnseen(opening)))
      return notEstablished("unseen", exhibits);
    if (tries.every(({ signUp }) => isLimit(signUp.exchange))) return notEstablished("limited", exhibits);
    const last = tries.at(-1)?.signUp.exchange;
    return fail(
      { tried: tries.length, answer: last === undefined ? "none" : answerOf(last), what: "refused" },
      exhibits,
    );
  },
});
