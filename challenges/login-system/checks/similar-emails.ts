import {
  defineCheck,
  fail,
  notApplicable,
  notEstablished,
  pass,
  type Attempt,
  type Person,
  type World,
} from "@assay/bench";
import { arrive, seeAccount, seesAccountOf } from "../actions.ts";
import { isLimit, isRefusal, isUnknown } from "../answers.ts";
import { opened, tryPassword, type Opening } from "../password-opening.ts";

/** Each stands for any letter, or for any letters, where a database seeks by a pattern: of a regular expression, or of LIKE. */
const signs = [".", "_", "%"];

/** Plain JSON. */
interface Newcomer {
  readonly email: string;
  readonly signUp: Attempt;
  /** Missing when the sign-up was not accepted. */
  readonly opening?: Opening;
}

/** Somebody whose email is another's but for one sign. Plain JSON. */
interface Twin {
  readonly twin: Newcomer;
  /** With the same sign, and an email like nobody's: where the twin did not get in, it tells whether the sign was why. */
  readonly control?: Newcomer;
}

/**
 * Serious: who has the one email keeps out who has the other. Blocker where a password opens the other's account. Judged
 * by who gets in: an app that takes no such email at all has nothing to mix up.
 */
export default defineCheck({
  id: "similar-emails",
  area: "keeps-data-whole",
  severity: "serious",
  kind: "proof",
  rests: "brief#one-email-one-account",
  ofAnyBackend: true,
  words: {
    title: "Emails that differ by one character make accounts of their own",
    titleWhenFailed: "Two different emails are taken for the same one",
    why: "Some services read a dot in an email as “any letter”. Then one customer gets in the way of another, or lands in their account.",
    passed: "{tried} people had emails that differ by one character. Each got into an account of their own.",
    failed:
      "{first} had an account. {what, select, taken {Then {second} could not sign up, as if it was the same email.} crossed {Then the password of {second} opened that account.} other {{second} signed up too. After that, {shut} could not log in.}}",
    reasons: {
      "no-log-in": "The first person could not log in.",
      refused: "Nobody else with such a sign in their email got in, so there was nothing to compare.",
      "user-names": "People are known by a name of their own there.",
    },
    ask: {
      question:
        "One customer is anna-lee@example.com, another is anna.lee@example.com. How do you look one of them up?",
      goodAnswer: "Emails are compared as whole texts. If we must use a pattern, we escape what is special in it.",
      weakAnswer: "We search with LIKE, or a regular expression, so that capitals don’t matter.",
    },
  },
  technical: {
    summary: "Email used unescaped as a LIKE or regular-expression pattern in look-ups of accounts.",
    cwe: [155, 625],
    asvs: ["1.2.9"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    if (world.app.takes("signUp", "userName")) return null;
    const emailOf = (sign: string, head: string, tail: string): string => `${head}${sign}${tail}@shop.example.com`;
    const { canaries } = world;
    const [head, tail] = [canaries.word(), canaries.word()];
    // A hyphen comes before the signs in most orders: who seeks by a pattern finds the first person first.
    const { person: first, credential } = await arrive(world, world.edge.person({ email: emailOf("-", head, tail) }));
    const before = await seeAccount(world, first, credential);
    const twins: Twin[] = [];
    for (const sign of signs) {
      const twin = await comeNew(world, world.edge.person({ email: emailOf(sign, head, tail) }));
      const stranger = world.edge.person({ email: emailOf(sign, canaries.word(), canaries.word()) });
      twins.push({ twin, ...(isIn(twin) ? {} : { control: await comeNew(world, stranger) }) });
    }
    return { first: first.email, before, twins, afterwards: await tryPassword(world, first, first.password) };
  },
  judge(evidence) {
    if (evidence === null) return notApplicable("user-names");
    const { first, before, twins, afterwards } = evidence;
    const exhibit = (...shown: readonly (Newcomer | undefined)[]) => ({
      exchanges: [
        before,
        ...shown.flatMap((one) => [one?.signUp, one?.opening?.logIn, one?.opening?.whoAmI]),
        afterwards.logIn,
      ],
    });
    if (!seesAccountOf(before, { email: first })) return notEstablished("no-log-in", { exchanges: [before] });
    const everyone = twins.map(({ twin }) => twin);
    const inside = everyone.filter(isIn);
    const crossed = everyone.find((twin) => !isIn(twin) && twin.opening && opened(twin.opening, { email: first }));
    if (crossed !== undefined)
      return fail({ what: "crossed", first, second: crossed.email, shut: first }, exhibit(crossed), "blocker");
    const out = twins.find(({ twin, control }) => isTurnedAway(twin) && control !== undefined && isIn(control));
    if (out !== undefined) {
      const { email: second, opening } = out.twin;
      const what = opening === undefined ? "taken" : "shut";
      return fail({ what, first, second, shut: second }, exhibit(out.twin, out.control));
    }
    const [second] = inside;
    if (second === undefined) return notEstablished("refused", exhibit(...everyone));
    if (isUnknown(afterwards.logIn.exchange))
      return fail({ what: "shut", first, second: second.email, shut: first }, exhibit(second));
    return pass({ tried: inside.length + 1 }, exhibit(...everyone));
  },
});

async function comeNew(world: World, person: Person): Promise<Newcomer> {
  const signUp = await world.app.operate(person, "signUp");
  const opening = signUp.accepted ? await tryPassword(world, person, person.password) : undefined;
  return { email: person.email, signUp, ...(opening === undefined ? {} : { opening }) };
}

/** Got into an account of their own. */
function isIn({ email, opening }: Newcomer): boolean {
  return opening !== undefined && opened(opening, { email });
}

/** A plain no. A limit, a fault or no answer says nothing of the email. */
function isTurnedAway({ signUp, opening }: Newcomer): boolean {
  if (opening !== undefined) return isUnknown(opening.logIn.exchange);
  return isRefusal(signUp.exchange) && !isLimit(signUp.exchange);
}
