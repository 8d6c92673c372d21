import {
  defineCheck,
  fail,
  jsonOf,
  notEstablished,
  pass,
  statusOf,
  type Attempt,
  type Exchange,
  type Person,
  type World,
} from "@assay/bench";
import { arrive, harmlessInputs, lookIn, seeAccount, seesAccountOf } from "../actions.ts";

/** A status that no honest answer has, for frameworks that read `status` from an error's options. */
const oddStatus = 510;

/**
 * `__proto__` and `constructor.prototype` in a request must not reach other people's requests. Serious: it can turn
 * into anything, but on its own it mostly confuses. Judged by what others see afterwards: values they never sent,
 * replies of another form, errors with our status, or an app that no longer works for them.
 */
export default defineCheck({
  id: "prototype-pollution",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#attacks",
  ofAnyBackend: true,
  words: {
    title: "One person’s request cannot change how others are served",
    titleWhenFailed: "One person’s request changes how others are served",
    why: "With a special field name, a stranger can change defaults for everyone: rights, names, even whether the service works.",
    passed: "{tried} requests with special field names were sent. Others were served as before.",
    failed:
      "After requests with special field names, {effect, select, value {a field that someone else left out was filled with the stranger’s word} form {everyone’s replies changed their form} status {other people’s mistakes were answered with the stranger’s status} other {other people could no longer sign up or log in}}.",
    reasons: {
      "not-working-before": "Sign-up and log-in did not work before the test, so nothing could be compared.",
      limited: "Afterwards, others were turned away by a limit, so nothing could be compared.",
    },
    ask: {
      question: "Your code merges a request into an object. Which field names are dangerous, and why?",
      goodAnswer:
        "Names such as __proto__ can reach the object all others inherit from. I copy only the fields I know.",
      weakAnswer: "I would check that the body is valid JSON.",
    },
  },
  technical: {
    summary: "__proto__ and constructor.prototype in JSON bodies do not modify Object.prototype.",
    cwe: [1321],
    asvs: ["15.3.6"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  json: ["signUp"],
  cell: {},
  async gather(world) {
    const canary = world.canaries.word();
    const before = await viewOf(world);
    const sent: Exchange[] = [];
    const { person } = await arrive(world);
    for (const body of poisons(canary)) sent.push(...(await poison(world, person, body)));
    return { canary, before, sent, after: await viewOf(world) };
  },
  judge({ canary, before, sent, after }) {
    if (!works(before))
      return notEstablished("not-working-before", { exchanges: [before.signUp, before.logIn, before.whoAmI] });
    const exchanges = [...sent.slice(0, 4), after.signUp, after.logIn, after.whoAmI, after.nameless, after.mistaken];
    const facts = { tried: sent.length };
    const replies = [
      after.signUp.exchange,
      after.logIn.exchange,
      after.whoAmI?.exchange,
      after.nameless,
      after.namelessProfile?.exchange,
    ];
    if (replies.some((reply) => reply?.response?.body.includes(canary)))
      return fail({ effect: "value", ...facts }, { exchanges });
    if (
      after.whoAmI !== undefined &&
      before.whoAmI !== undefined &&
      isSpaced(after.whoAmI) &&
      !isSpaced(before.whoAmI)
    ) {
      return fail({ effect: "form", ...facts }, { exchanges });
    }
    if (statusOf(after.mistaken) === oddStatus && statusOf(before.mistaken) !== oddStatus) {
      return fail({ effect: "status", ...facts }, { exchanges });
    }
    if (works(after)) return pass(facts, { exchanges });
    const asked = [after.signUp, after.logIn, ...(after.whoAmI === undefined ? [] : [after.whoAmI])];
    const isLimited = asked.some(({ exchange }) => [429, 503].includes(statusOf(exchange)));
    return isLimited ? notEstablished("limited", { exchanges }) : fail({ effect: "broken", ...facts }, { exchanges });
  },
});

/** What someone who sends nothing special meets. */
interface View {
  readonly email: string;
  readonly signUp: Attempt;
  readonly logIn: Attempt;
  /** By `seeAccount`. */
  readonly whoAmI?: Attempt;
  /** A sign-up without a name, and the profile that came of it. */
  readonly nameless: Exchange;
  readonly namelessProfile?: Attempt;
  readonly mistaken: Exchange;
}

async function viewOf(world: World): Promise<View> {
  const { person, signUp, logIn, credential } = await arrive(world);
  const someone = world.edge.person();
  const { body: whole, textOf, ...request } = await world.app.requestFor(someone, "signUp");
  const body = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== "name"));
  const nameless = await world.edge.request(someone, { ...request, body: textOf(body) });
  const isMade = statusOf(nameless) >= 200 && statusOf(nameless) < 300;
  const namelessLogIn = isMade ? await world.app.operate(someone, "logIn") : undefined;
  return {
    email: person.email,
    signUp,
    logIn,
    ...(credential === undefined ? {} : { whoAmI: await seeAccount(world, person, credential) }),
    nameless,
    ...(namelessLogIn?.credential === undefined || !world.app.knows("whoAmI")
      ? {}
      : { namelessProfile: await lookIn(world, someone) }),
    mistaken: await world.edge.request(world.edge.person(), { ...request, body: '{"email":' }),
  };
}

function works({ signUp, logIn, whoAmI, email }: View): boolean {
  return signUp.accepted && logIn.accepted && whoAmI !== undefined && seesAccountOf(whoAmI, { email });
}

function isSpaced({ exchange }: Attempt): boolean {
  return typeof jsonOf(exchange) === "object" && /^\{\s*\n\s+/.test(exchange.response?.body ?? "");
}

/** Bodies as text: `JSON.stringify` would leave `__proto__` out. */
function poisons(canary: string): readonly string[] {
  const values = JSON.stringify({
    name: canary,
    bio: canary,
    role: canary,
    isAdmin: true,
    "json spaces": 4,
    status: oddStatus,
    statusCode: oddStatus,
  });
  return [
    `"__proto__":${values}`,
    `"constructor":{"prototype":${values}}`,
    `"profile":{"__proto__":${values}},"a":{"constructor":{"prototype":${values}}}`,
  ];
}

/** Sends the special fields with every operation that takes a body. */
async function poison(world: World, person: Person, special: string): Promise<readonly Exchange[]> {
  const sent: Exchange[] = [];
  for (const operation of ["updateProfile", "signUp", "logIn", "forgotPassword"]) {
    if (!world.app.knows(operation)) continue;
    const inputs = harmlessInputs(world, operation);
    const { body: whole, textOf, ...request } = await world.app.requestFor(person, operation, inputs);
    const body = `{${special},${textOf(whole).slice(1)}`;
    sent.push(await world.edge.request(person, { ...request, body, withCredential: operation === "updateProfile" }));
  }
  return sent;
}
