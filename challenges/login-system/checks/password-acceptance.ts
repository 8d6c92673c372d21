import { defineCheck, fail, notEstablished, pass, type Attempt } from "@assay/bench";
import { answerOf, isDone, isFault, isLimit } from "../answers.ts";
import { opened, tryPassword, type Opening } from "../password-opening.ts";

/**
 * Minor where a good password is refused: the person picks another. Serious where it is taken and then does not
 * open the account.
 */
export default defineCheck({
  id: "password-acceptance",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#passwords",
  words: {
    title: "Every good password is accepted and works",
    titleWhenFailed: "Some good passwords are not accepted or don’t work",
    why: "Password managers make passwords of all lengths with all kinds of signs. People whose password is refused give up.",
    passed: "{tried} good passwords of different lengths were accepted, and each opened its account.",
    failed:
      "{what, select, refused {A good password of {length} letters, digits and signs was refused.} other {A good password of {length} letters, digits and signs was accepted, but it did not open the account.}}",
    reasons: { limited: "The service said “too many tries”, or gave no answer, before all passwords were tried." },
    ask: {
      question: "Which passwords do you refuse, and why?",
      goodAnswer: "Only those that are too short or too common. The kind of signs in it doesn’t matter.",
      weakAnswer: "Those with signs that could be dangerous.",
    },
  },
  technical: {
    summary:
      "Passwords of 12 and 64 printable ASCII characters, with spaces, quotes and backslashes inside, sign up and log in.",
    asvs: ["6.2.5"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const { canaries } = world;
    const middle = ` "'\\<>&%$;{}[]()|~^,./:*\``;
    const passwords = [
      canaries.password(12),
      canaries.password(64),
      `${canaries.password(16)}${middle}${canaries.password(8)}`,
    ];
    const tries: {
      readonly email: string;
      readonly length: number;
      readonly signUp: Attempt;
      readonly opening: Opening;
    }[] = [];
    for (const password of passwords) {
      const person = world.edge.person({ password });
      const signUp = await world.app.operate(person, "signUp");
      tries.push({
        email: person.email,
        length: password.length,
        signUp,
        opening: await tryPassword(world, person, password),
      });
    }
    return { tries };
  },
  judge({ tries }) {
    const exhibits = {
      exchanges: tries.flatMap(({ signUp, opening }) => [signUp, opening.logIn]),
      details: {
        answers: tries.map(({ length, signUp }) => `${String(length)} characters → ${answerOf(signUp.exchange)}`),
      },
    };
    const unclear = ({ exchange }: Attempt) => isLimit(exchange) || isFault(exchange);
    const useless = tries.find(
      ({ email, signUp, opening }) => isDone(signUp.exchange) && !opened(opening, { email }) && !unclear(opening.logIn),
    );
    if (useless !== undefined) return fail({ what: "useless", length: useless.length }, exhibits);
    const refused = tries.find(({ signUp }) => !isDone(signUp.exchange) && !unclear(signUp));
    if (refused !== undefined) return fail({ what: "refused", length: refused.length }, exhibits, "minor");
    if (!tries.every(({ email, opening }) => opened(opening, { email }))) return notEstablished("limited", exhibits);
    return pass({ tried: tries.length }, exhibits);
  },
});
