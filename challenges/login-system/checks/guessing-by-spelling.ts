import { defineCheck, notEstablished, type Person, type World } from "@assay/bench";
import { arrive, lookIn } from "../actions.ts";
import { gotIn, guess, judgeTries, mostWrong, rightExchanges, twiceIfStopped } from "../guessing.ts";
import { opened, type Opening } from "../password-opening.ts";

type Spelling = "capitalsAndSpaces" | "capitals";

/** Serious, as no limit is: an email of ten letters has a thousand spellings. Where only one of them logs in, there is nothing to get around. */
export default defineCheck({
  id: "guessing-by-spelling",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#guessing",
  words: {
    title: "Spelling the email another way doesn’t get around the limit on guessing",
    titleWhenFailed: "The limit on guessing passwords can be got around by spelling the email another way",
    why: "ANNA@shop and anna@shop are one account. If wrong passwords are counted for each spelling by itself, a guesser spells it anew each time and is never stopped.",
    passed:
      "A guesser spelled the email another way each time. After {wrong, plural, one {# wrong password} other {# wrong passwords}}, even the right one did not get them in at once.",
    failed:
      "A guesser spelled the email another way each time, {spelling, select, capitals {with other capitals} other {with other capitals and spaces}}. After {wrong} wrong passwords they got in with the right one.",
    reasons: {
      "no-log-in": "The owner could not log in before we began to guess.",
      "one-spelling": "The owner could log in only with the email as they first typed it.",
      "too-few-tries": "We could not try often enough within a minute.",
    },
    ask: {
      question: "You count wrong passwords for an email. What exactly do you count by?",
      goodAnswer: "By the account, or by the email in the one form that it is stored in.",
      weakAnswer: "By what stands in the request.",
    },
  },
  technical: {
    summary:
      "The limit on wrong passwords is keyed on the account, or on the normalised email, rather than on the email as sent.",
    cwe: [307, 178],
    asvs: ["6.3.1"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  consequenceOf: ["guessing-limit"],
  provokes: ["logIn"],
  cell: {},
  async gather(world) {
    const { person: owner, logIn } = await arrive(world);
    const { email } = owner;
    const spellings: { spelling: Spelling; opening: Opening }[] = [];
    for (const spelling of ["capitalsAndSpaces", "capitals"] as const) {
      const opening = await openBy(world, owner, respelled[spelling](email, mostWrong));
      spellings.push({ spelling, opening });
      if (!opened(opening, { email })) continue;
      const respell = respelled[spelling];
      return { logIn, spellings, spelling, rounds: await twiceIfStopped(() => guess(world, { respell }), gotIn) };
    }
    return { logIn, spellings };
  },
  judge({ logIn, spellings, spelling, rounds }) {
    const exchanges = [logIn, ...spellings.flatMap(({ opening }) => [opening.logIn, opening.whoAmI])];
    if (logIn.credential === undefined) return notEstablished("no-log-in", { exchanges });
    if (spelling === undefined) return notEstablished("one-spelling", { exchanges });
    const judgement = judgeTries(rounds, gotIn, rightExchanges);
    return { ...judgement, facts: { ...judgement.facts, spelling } };
  },
});

/** Another for each turn up to the number of wrong tries; the case alone, and the spaces alone, differ as well. */
export const respelled: Readonly<Record<Spelling, (email: string, turn: number) => string>> = {
  capitals: capitalised,
  capitalsAndSpaces: (email, turn) =>
    " ".repeat(turn % 7) + capitalised(email, turn) + " ".repeat(1 + Math.floor(turn / 7)),
};

/** The letters in the places of the ones of the next turn's number, written in binary, are in upper case: never as typed. */
function capitalised(email: string, turn: number): string {
  let bits = turn + 1;
  return [...email.toLowerCase()]
    .map((character) => {
      if (!/[a-z]/.test(character)) return character;
      const isUpper = bits % 2 === 1;
      bits = Math.floor(bits / 2);
      return isUpper ? character.toUpperCase() : character;
    })
    .join("");
}

async function openBy(world: World, owner: Person, email: string): Promise<Opening> {
  const device = world.edge.otherDevice(owner);
  const logIn = await world.app.operate(device, "logIn", { email });
  return logIn.credential === undefined ? { logIn } : { logIn, whoAmI: await lookIn(world, device, logIn.credential) };
}
