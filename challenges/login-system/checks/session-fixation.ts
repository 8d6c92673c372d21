import {
  defineCheck,
  fail,
  headersOf,
  notApplicable,
  notEstablished,
  pass,
  type CookieFact,
  type Credential,
  type Person,
  type World,
} from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";

/**
 * Someone who can plant a cookie in a victim's browser must not get in by it once the victim has logged in. Serious:
 * the planting needs another hole (a sister site, a shared computer).
 */
export default defineCheck({
  id: "session-fixation",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#sessions",
  ofAnyBackend: true,
  words: {
    title: "Logging in gives a fresh cookie",
    titleWhenFailed: "A cookie planted before log-in opens the account after it",
    why: "On a shared computer someone can leave a cookie they know in the browser. If log-in keeps that cookie, they are in as soon as the customer is.",
    passed:
      "{tried, plural, one {One planted cookie was} other {# planted cookies were}} tried. None opened the account of who then logged in.",
    failed: "A cookie that was planted ({what}) opened the account of the person who logged in with it.",
    reasons: {
      bearer: "It hands out a key in the reply, not a cookie: there is nothing to plant.",
      "no-log-in": "Nobody could log in with a planted cookie in their browser.",
    },
    ask: {
      question: "What happens to a visitor’s cookie at the moment they log in?",
      goodAnswer: "They get a new one with a new random value; the old one is worth nothing.",
      weakAnswer: "The same one is marked as logged in.",
    },
  },
  technical: {
    summary: "The session identifier is regenerated on authentication, and unknown identifiers are not adopted.",
    cwe: [384],
    asvs: ["7.2.4"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const attacker = await arrive(world);
    const kind = world.credentialKind === "unknown" ? attacker.credential?.kind : world.credentialKind;
    if (kind !== "cookie" || attacker.credential?.kind !== "cookie") {
      return { kind: kind ?? "unknown", email: "", logIn: attacker.logIn, tries: [] };
    }
    const victim = await arrive(world);
    const tries = [];
    for (const { what, cookies } of await plantedCookies(world, attacker.person, attacker.credential)) {
      const planted: Credential = { kind: "cookie", cookies };
      const logIn = await logInWith(world, victim.person, planted);
      const owner = logIn.credential === undefined ? undefined : await lookIn(world, victim.person, logIn.credential);
      tries.push({
        what,
        logIn,
        owner,
        thief: await lookIn(world, attacker.person, planted, { about: victim.person }),
      });
    }
    return { kind, email: victim.person.email, logIn: victim.logIn, tries };
  },
  judge({ kind, email, logIn, tries }) {
    if (kind === "bearer") return notApplicable("bearer", { exchanges: [logIn] });
    const stolen = tries.find(({ thief }) => showsAccountOf(thief, { email }));
    if (stolen !== undefined) return fail({ what: stolen.what }, { exchanges: [stolen.logIn, stolen.thief] });
    const loggedIn = tries.filter(({ owner }) => owner !== undefined && showsAccountOf(owner, { email }));
    const exchanges = tries.flatMap((one) => [one.logIn, one.thief]);
    return loggedIn.length > 0
      ? pass({ tried: tries.length }, { exchanges })
      : notEstablished("no-log-in", { exchanges: [logIn, ...exchanges] });
  },
});

/** Cookies that a thief could know: one the server gave a stranger, an invented one, and the thief's own log-in. */
async function plantedCookies(world: World, attacker: Person, own: Credential & { readonly kind: "cookie" }) {
  const visitor = world.edge.person();
  const visits = [await lookIn(world, visitor, null, { about: attacker }), await world.app.operate(visitor, "logIn")];
  const given = visits.flatMap(({ exchange }) => headersOf(exchange, "set-cookie"));
  const invented = own.cookies.map((cookie) => ({ ...cookie, value: world.canaries.word().repeat(3) }));
  const fromVisit = given.flatMap((line): readonly CookieFact[] => {
    const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value, line, httpOnly: true, secure: true }];
  });
  return [
    ...(fromVisit.length === 0 ? [] : [{ what: "one from a visit", cookies: fromVisit }]),
    { what: "an invented one", cookies: invented },
    { what: "the thief’s own", cookies: own.cookies },
  ];
}

/** The victim logs in from a browser that already holds the planted cookies, which go along. */
function logInWith(world: World, victim: Person, planted: Credential) {
  return world.app.operate(world.edge.otherDevice(victim), "logIn", {}, { credential: planted });
}
