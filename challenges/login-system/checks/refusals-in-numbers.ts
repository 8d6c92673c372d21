import { defineCheck, fail, notEstablished, pass, type Attempt, type Person, type World } from "@assay/bench";
import { arrive, seeAccount, seesAccountOf } from "../actions.ts";
import { isFault, isLimit } from "../answers.ts";

/** More than the connections that anyone keeps to a database of one small service, a few at a time. */
const times = { signUp: 36, logIn: 24, resetPassword: 24, changePassword: 12 };
const atOnce = 6;
/** Who changes a password mistypes three times, and no more: nobody is stopped for that. */
const mistypings = 3;
/** Long enough for what was only busy. Milliseconds. */
const patience = { answer: 8_000, pause: 3_000, rounds: 4 };

type Kind = keyof typeof times;

interface Refused {
  readonly kind: Kind;
  readonly tried: number;
  /** Refused or done, as the service likes: an answer of its own. */
  readonly answered: number;
  /** Nobody of the last few got such an answer, so that the rest was left out. */
  readonly isStuck: boolean;
  readonly last: readonly Attempt[];
}

/**
 * A no must give back what it took. Serious: a connection to the database that is lost with each refusal is missed by
 * nobody, until the last one is gone and nobody is served. The wrong requests of a storm never get as far.
 */
export default defineCheck({
  id: "refusals-in-numbers",
  area: "stable",
  severity: "serious",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "It can say no a hundred times and still work",
    titleWhenFailed: "Each time it says no, it loses a little, until it stops",
    why: "People try an email that is taken, or an old link, every day. If each of them costs the app something for good, the shop stands still some evening.",
    passed:
      "It said no {tried} times: to taken emails, wrong passwords and wrong links. Someone new could sign up after that.",
    failed:
      "{what, select, ended {The app ended} other {Nobody new could sign up and log in any more}} after {kind, select, signUp {people tried to sign up with a taken email} logIn {people tried to log in with a wrong email} resetPassword {people tried a wrong link for a new password} changePassword {people gave a wrong current password} other {it had said no {tried} times}}.",
    reasons: {
      "no-log-in": "Nobody could sign up and log in before it began.",
      limited: "Afterwards the app asked new visitors to wait, so we could not see whether it still works.",
      "none-refused": "The app asked everyone to wait, so it never came to a no.",
    },
    ask: {
      question: "A sign-up fails at the database because the email is taken. What becomes of the connection it used?",
      goodAnswer:
        "It is rolled back and released, whatever happened: that stands in one place, in a “finally” or “defer”.",
      weakAnswer: "The function returns.",
    },
  },
  technical: {
    summary:
      "Some hundred well-formed but refused requests (taken email, unknown account, bad reset token, wrong current password); pooled connections and locks are released each time.",
    cwe: [772, 404, 459],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: {},
  async gather(world) {
    const { app, edge, canaries } = world;
    const before = await arrive(world);
    const seenBefore = await seeAccount(world, before.person, before.credential);
    const taken = before.person.email;
    const owners: Person[] = [];
    for (let count = 0; count < times.changePassword / mistypings; count++) owners.push((await arrive(world)).person);

    const refused: Refused[] = [];
    const askEach: Readonly<Record<Kind, (index: number) => Promise<Attempt>>> = {
      signUp: () => app.operate(edge.person({ email: taken }), "signUp", {}, { deadline: patience.answer }),
      logIn: () => app.operate(edge.person(), "logIn", {}, { deadline: patience.answer }),
      resetPassword: () => {
        const token = `${canaries.word()}${canaries.word()}`;
        return app.operate(edge.person({ email: taken }), "resetPassword", { token }, { deadline: patience.answer });
      },
      changePassword: (index) => {
        const owner = owners[index % owners.length] ?? before.person;
        const inputs = { currentPassword: canaries.password() };
        return app.operate(owner, "changePassword", inputs, { deadline: patience.answer });
      },
    };
    for (const kind of Object.keys(times) as Kind[]) {
      // A backend that asks for no current password can't refuse a wrong one.
      if (!app.knows(kind) || (kind === "changePassword" && !app.takes(kind, "currentPassword"))) continue;
      if (refused.some(({ isStuck }) => isStuck)) break;
      refused.push(await refuse(kind, askEach[kind]));
    }

    const newcomers: Newcomer[] = [];
    for (let round = 0; round < patience.rounds && !newcomers.some(isIn); round++) {
      if (round > 0) await world.sleep(patience.pause);
      newcomers.push(...(await Promise.all([comeNew(world), comeNew(world)])));
    }
    return { email: taken, seenBefore, refused, newcomers, alive: await app.alive() };
  },
  judge({ email, seenBefore, refused, newcomers, alive }) {
    const tried = refused.reduce((sum, { answered }) => sum + answered, 0);
    const stuck = refused.find(({ isStuck }) => isStuck);
    const last = newcomers.at(-1);
    const exhibits = {
      exchanges: [seenBefore, ...(stuck?.last ?? []), last?.signUp, last?.logIn, last?.whoAmI],
      details: { refused: refused.map(({ kind, tried, answered }) => ({ kind, tried, answered })) },
    };
    if (!seesAccountOf(seenBefore, { email })) return notEstablished("no-log-in", exhibits);
    const facts = { tried, kind: stuck?.kind ?? "all" };
    if (!alive) return fail({ ...facts, what: "ended" }, exhibits);
    if (newcomers.some(isIn)) return tried > 0 ? pass(facts, exhibits) : notEstablished("none-refused", exhibits);
    // A limit speaks of the newcomer; whoever is only told to wait may be served later.
    if (
      newcomers.some(({ signUp, logIn, whoAmI }) =>
        [signUp, logIn, whoAmI].some((one) => one !== undefined && isLimit(one.exchange)),
      )
    )
      return notEstablished("limited", exhibits);
    return fail({ ...facts, what: "newcomer" }, exhibits);
  },
});

interface Newcomer {
  readonly email: string;
  readonly signUp: Attempt;
  readonly logIn?: Attempt;
  /** By `seeAccount`. */
  readonly whoAmI?: Attempt;
}

async function comeNew(world: World): Promise<Newcomer> {
  const { app, edge } = world;
  const person = edge.person();
  const { email } = person;
  const signUp = await app.operate(person, "signUp", {}, { deadline: patience.answer });
  if (!signUp.accepted) return { email, signUp };
  const logIn = await app.operate(person, "logIn", {}, { deadline: patience.answer });
  if (logIn.credential === undefined) return { email, signUp, logIn };
  const whoAmI = await seeAccount(world, person, logIn.credential, { deadline: patience.answer });
  return { email, signUp, logIn, whoAmI };
}

function isIn({ email, whoAmI }: Newcomer): boolean {
  return whoAmI !== undefined && seesAccountOf(whoAmI, { email });
}

/** Asks for what must be refused, a few at a time, until nobody gets an answer any more. */
async function refuse(kind: Kind, ask: (index: number) => Promise<Attempt>): Promise<Refused> {
  let tried = 0;
  let answered = 0;
  for (;;) {
    const from = tried;
    const last = await Promise.all(Array.from({ length: atOnce }, (_one, at) => ask(from + at)));
    tried += last.length;
    const faults = last.filter(({ exchange }) => isFault(exchange)).length;
    answered += last.filter(({ exchange }) => !isFault(exchange) && !isLimit(exchange)).length;
    const isStuck = faults === last.length;
    if (isStuck || tried >= times[kind]) return { kind, tried, answered, isStuck, last: last.slice(0, 2) };
  }
}
