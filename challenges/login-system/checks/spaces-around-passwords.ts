import { defineCheck, fail, notEstablished, pass, theBrief, type Attempt } from "@assay/bench";
import { isDone } from "../answers.ts";
import { opened, refused, tryPassword, type Opening } from "../password-opening.ts";

interface Round {
  readonly where: "signUp" | "changePassword";
  readonly email: string;
  readonly set: Attempt;
  /** With exactly the same password. Missing where it was not taken. */
  readonly exact?: Opening;
  /** Without the spaces, where the same one was refused. */
  readonly trimmed?: Opening;
}

/** Minor: the person is locked out with the right password, and a reset or a guess at what went wrong gets them in. */
export default defineCheck({
  id: "spaces-around-passwords",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#passwords",
  ofAnyBackend: true,
  words: {
    title: "A password that begins and ends with a space lets its owner in",
    titleWhenFailed: "A password that begins and ends with a space locks its owner out",
    why: "Some people use spaces, and some copy one by accident. If one part of an app cuts them off and another keeps them, the right password never works again.",
    passed:
      "{taken, plural, =0 {Passwords with a space at both ends were refused from the start.} other {Someone whose password begins and ends with a space could log in with it.}}",
    failed:
      "Someone {where, select, signUp {signed up with} other {changed to}} a password that begins and ends with a space, and could not log in with it.{trimmed, select, true { Without the spaces, they could.} other {}}",
    reasons: {
      "no-clear-answer": "The password was accepted, but the log-in with it neither worked nor was refused.",
      "nobody-signed-up": "Nobody could sign up, with spaces at the ends of the password or without.",
    },
    ask: {
      question: "What does your app do with spaces at the ends of what people type?",
      goodAnswer: "It trims emails and names. A password stays as it was typed.",
      weakAnswer: "It trims everything, to be safe.",
    },
  },
  technical: {
    summary: "A password with leading and trailing spaces is refused, or compared as it was set.",
    asvs: ["6.2.8"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const { app, edge, canaries } = world;
    const spaced = () => ` ${canaries.password(20)} `;
    const rounds: Round[] = [];
    const person = edge.person({ password: spaced() });
    const signUp = await app.operate(person, "signUp");
    rounds.push({ where: "signUp", email: person.email, set: signUp, ...(await openedBy(person.password, signUp)) });

    const another = edge.person();
    const plain = await app.operate(another, "signUp");
    const logIn = await app.operate(another, "logIn");
    if (app.knows("changePassword") && logIn.credential !== undefined) {
      const newPassword = spaced();
      const set = await app.operate(another, "changePassword", { newPassword });
      const { email } = another;
      rounds.push({ where: "changePassword", email, set, ...(await openedBy(newPassword, set, another)) });
    }
    return { rounds, plain };

    async function openedBy(password: string, { exchange }: Attempt, owner = person) {
      if (!isDone(exchange)) return {};
      const exact = await tryPassword(world, owner, password);
      if (opened(exact, owner)) return { exact };
      return { exact, trimmed: await tryPassword(world, owner, password.trim()) };
    }
  },
  judge({ rounds, plain }, { byBrief } = theBrief) {
    const exhibits = {
      exchanges: rounds.flatMap(({ set, exact, trimmed }) => [set, exact?.logIn, exact?.whoAmI, trimmed?.logIn]),
    };
    const shut = rounds.find(({ exact }) => exact !== undefined && refused(exact));
    if (shut !== undefined) {
      const trimmed = shut.trimmed !== undefined && opened(shut.trimmed, shut);
      // A sign-up that is answered alike whatever was wrong with it says nothing of what it took.
      if (trimmed || byBrief) return fail({ where: shut.where, trimmed }, exhibits);
      return notEstablished("no-clear-answer", exhibits);
    }
    const taken = rounds.filter(({ exact }) => exact !== undefined);
    if (taken.some((round) => round.exact !== undefined && !opened(round.exact, round)))
      return notEstablished("no-clear-answer", exhibits);
    if (taken.length === 0 && !plain.accepted) return notEstablished("nobody-signed-up", exhibits);
    return pass({ taken: taken.length }, exhibits);
  },
});
