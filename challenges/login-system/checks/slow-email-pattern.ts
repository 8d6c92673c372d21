import {
  defineCheck,
  fail,
  notEstablished,
  pass,
  statusOf,
  tookOf,
  type Exchange,
  type Person,
  type World,
} from "@assay/bench";

/** Longer than anyone waits for a page without wondering. */
const stallMs = 2_000;
const pauseMs = 100;
/** How long one crafted email may keep others waiting before we have seen enough. */
const patienceMs = 6_000;

/** Emails on which patterns with more than one way to match go astray: short ones for exponential, long ones for quadratic. */
const crafted: readonly { readonly what: string; readonly email: string }[] = [
  { what: "letters without an end", email: `${"a".repeat(45)}!` },
  { what: "words without an end", email: `${"a.".repeat(28)}!` },
  { what: "a domain without an end", email: `a@${"a".repeat(45)}!` },
  { what: "a domain of many parts", email: `a@a.${"a".repeat(45)}!` },
  { what: "a domain of many dots", email: `a@${"a.".repeat(28)}!` },
  { what: "a domain of many dashes", email: `a@${"a-".repeat(28)}!` },
  { what: "many letters", email: `${"a".repeat(60_000)}!` },
  { what: "many ats", email: `${"@".repeat(60_000)}!` },
  { what: "a long domain", email: `a@${"a.".repeat(40_000)}!` },
  { what: "many spaces", email: `a@b.c${" ".repeat(60_000)}!` },
];

/**
 * One crafted email must not keep the service busy: others, who ask for something cheap meanwhile, are the measure.
 * Serious: one visitor stops it for all.
 */
export default defineCheck({
  id: "slow-email-pattern",
  area: "secure",
  severity: "serious",
  kind: "measurement",
  rests: "brief#attacks",
  ofAnyBackend: true,
  words: {
    title: "No odd email keeps the service busy",
    titleWhenFailed: "One odd email stops the service for everyone",
    why: "Some ways to check an email take ages on a crafted one. A single request can then stop the shop for all.",
    passed: "{tried} crafted emails were sent. Others waited {longest} ms at most.",
    failed: "While one crafted email ({what}) was checked, others waited {longest} ms or more.",
    reasons: {
      "not-answering": "The service did not answer before the test began.",
      unclear: "Others waited long, but not only while a crafted email was checked.",
    },
    ask: {
      question: "How do you check that an email looks right, and how long can that take?",
      goodAnswer: "First its length, then a simple pattern that cannot take long, or no pattern at all.",
      weakAnswer: "With a long pattern from the internet.",
    },
  },
  technical: {
    summary: "ReDoS in email validation, by the stall of unrelated cheap requests.",
    cwe: [1333],
    asvs: ["1.3.12"],
  },
  needs: ["signUp"],
  cell: { timed: true },
  async gather(world) {
    const neighbour = world.edge.person();
    const idle = await watched(world, neighbour, () => world.sleep(500));
    const tries = [];
    for (const { what, email } of crafted) {
      for (const operation of ["signUp", "logIn", "forgotPassword"].filter((name) => world.app.knows(name))) {
        const attacker = world.edge.person({ email });
        const during = await watched(world, neighbour, () =>
          world.app.operate(attacker, operation, {}, { deadline: patienceMs }),
        );
        tries.push({ what, operation, longestMs: during.longestMs, waited: during.waited });
        if (during.longestMs >= stallMs) return { hashMs: world.costs.hashMs, idle, tries };
      }
    }
    return { hashMs: world.costs.hashMs, idle, tries };
  },
  judge({ hashMs, idle, tries }) {
    if (!idle.answered) return notEstablished("not-answering", { exchanges: [idle.waited] });
    const longest = Math.round(Math.max(...tries.map(({ longestMs }) => longestMs)));
    const worst = tries.find(({ longestMs }) => longestMs >= stallMs);
    if (worst === undefined) return pass({ tried: tries.length, longest });
    // A hash that blocks, and a machine that stalls by itself, are no pattern's fault.
    const isOwn = idle.longestMs < stallMs / 4 && worst.longestMs >= 5 * hashMs;
    const facts = { what: worst.what, operation: worst.operation, longest };
    return isOwn
      ? fail(facts, { exchanges: [worst.waited] })
      : notEstablished("unclear", { exchanges: [worst.waited] });
  },
});

interface Watch {
  readonly answered: boolean;
  readonly longestMs: number;
  /** The neighbour's slowest request. */
  readonly waited?: Exchange;
}

/** A neighbour asks for something cheap, again and again, while `act` runs. */
async function watched(world: World, neighbour: Person, act: () => Promise<unknown>): Promise<Watch> {
  let isOver = false;
  const acting = act().then(() => (isOver = true));
  const exchanges: Exchange[] = [];
  do {
    const asked = { method: "GET", path: "/", credential: null, deadline: patienceMs } as const;
    const exchange = world.app.knows("health")
      ? (await world.app.operate(neighbour, "health", {}, { deadline: patienceMs })).exchange
      : await world.edge.request(neighbour, asked);
    exchanges.push(exchange);
    if (!isOver) await Promise.race([world.sleep(pauseMs), acting]);
  } while (!isOver);
  await acting;
  const [waited] = exchanges.toSorted((one, other) => tookOf(other) - tookOf(one));
  return {
    answered: exchanges.some((exchange) => statusOf(exchange) > 0),
    longestMs: waited === undefined ? 0 : tookOf(waited),
    ...(waited === undefined ? {} : { waited }),
  };
}
