import {
  defineCheck,
  fail,
  notEstablished,
  pass,
  type Attempt,
  type Credential,
  type Judgement,
  type Person,
  type World,
} from "@assay/bench";
import { lookIn, showsAccountOf } from "../actions.ts";
import { textsOf, withText } from "../credential-texts.ts";
import { isSignedWith, readJsonWebToken, signJsonWebToken } from "../json-web-token.ts";
import { momentsIn, momentsInToken } from "../moments.ts";
import { readSealedToken, withMomentsMoved } from "../sealed-token.ts";
import { areHeldBy, valuesIn } from "../stored-texts.ts";

const minute = 60_000;
const day = 86_400_000;
/** Longer than any log-in that anyone would call limited. */
const age = 400 * day;

/**
 * A log-in must end by itself some day. Minor: it hurts only who lost a key long ago.
 * An end counts wherever it is: in the token, in its row, or in the cookie.
 */
export default defineCheck({
  id: "log-in-expiry",
  area: "secure",
  severity: "minor",
  kind: "proof",
  rests: "brief#sessions",
  ofAnyBackend: true,
  words: {
    title: "A log-in expires on its own",
    titleWhenFailed: "A log-in never ends",
    why: "Devices get lost and sold. If a log-in never ends, a key that leaks today still opens the account years from now.",
    passed:
      "The log-in has an end{how, select, token { written into its key} row {: after 400 days it was refused} other { set on the device}}.",
    failed:
      "{how, select, ignored {A log-in key whose time was over still opened the account.} long {The log-in is good for {days} days.} other {After 400 days, the log-in still opened the account.}}",
    reasons: {
      "no-log-in": "Nobody could log in.",
      "time-not-moved": "We could not move this log-in’s time forward to see whether it ends.",
    },
    ask: {
      question: "How long does a log-in last, and what ends it?",
      goodAnswer: "It has an end, a few weeks at most, that the server checks.",
      weakAnswer: "Until the customer logs out.",
    },
  },
  technical: {
    summary: "Sessions have an absolute or idle lifetime enforced by the server.",
    cwe: [613],
    asvs: ["7.3.1", "7.3.2", "9.2.1"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const person = world.edge.person();
    await world.app.operate(person, "signUp");
    // All that may touch the log-in's row happens before its time is moved: a row is known by its place.
    const { result, rows } = await world.database.written(async () => {
      const logIn = await world.app.operate(person, "logIn");
      if (logIn.credential === undefined) return { logIn, tokens: [] };
      const tokens: TokenTries[] = [];
      if (!world.app.knows("whoAmI")) return { logIn, tokens: textsOf(logIn.credential).map(readAlone) };
      for (const text of textsOf(logIn.credential)) tokens.push(await tryToken(world, person, logIn.credential, text));
      return { logIn, tokens, control: await lookIn(world, person, logIn.credential) };
    });
    const { logIn, control } = result;
    const { credential } = logIn;
    const now = Date.now();
    const secret = world.app.environment["AUTH_SECRET"];
    const tokens = result.tokens.map(({ text, ...tries }) => ({
      ...tries,
      length: text.length,
      isHeld: areHeldBy(rows, text, secret),
    }));
    if (credential === undefined) return { person: { email: person.email }, logIn, now, tokens };
    const cookieLifetimes =
      credential.kind === "cookie" ? credential.cookies.map((cookie) => cookie.maxAgeSeconds ?? null) : [];
    if (control === undefined)
      return { person: { email: person.email }, logIn, now, tokens, cookieLifetimes, isUnseen: true };
    const { moved } = await world.database.moveBack(rows, age);
    const aged = await lookIn(world, person, credential);
    return {
      person: { email: person.email },
      logIn,
      now,
      control,
      tokens,
      moments: momentsIn(
        rows.flatMap(({ row }) => valuesIn(row)),
        now,
      ).length,
      moved,
      aged,
      cookieLifetimes,
    };
  },
  judge({ person, logIn, now, control, tokens, moments, moved, aged, cookieLifetimes, isUnseen }) {
    if (isUnseen === true) return judgeUnseen(logIn, tokens, cookieLifetimes ?? [], now);
    if (control === undefined || aged === undefined || !showsAccountOf(control, person)) {
      return notEstablished("no-log-in", { exchanges: [logIn, control] });
    }
    const exchanges = [logIn, control, aged];
    const opensAfterwards = showsAccountOf(aged, person);
    if ((moved ?? 0) > 0 && !opensAfterwards) return pass({ how: "row" }, { exchanges });

    // An end that anyone may change is looked at by nobody: no end at all.
    const dated = tokens.find(
      ({ exp, tampered }) => exp !== undefined && (tampered === undefined || !showsAccountOf(tampered, person)),
    );
    if (dated?.exp !== undefined) {
      const ignored =
        dated.resigned !== undefined && dated.expired !== undefined && showsAccountOf(dated.expired, person);
      if (ignored && dated.resigned !== undefined && showsAccountOf(dated.resigned, person)) {
        return fail({ how: "ignored" }, { exchanges: [dated.resigned, dated.expired] });
      }
      const days = Math.round((dated.exp * 1000 - now) / day);
      return days > age / day ? fail({ how: "long", days }, { exchanges }) : pass({ how: "token" }, { exchanges });
    }
    const aging = tokens.find(({ resigned, expired }) => resigned !== undefined && expired !== undefined);
    if (aging?.resigned !== undefined && aging.expired !== undefined && showsAccountOf(aging.resigned, person)) {
      if (!showsAccountOf(aging.expired, person)) return pass({ how: "token" }, { exchanges: [aging.expired] });
    }
    if (cookieLifetimes?.some((seconds) => seconds !== null && seconds * 1000 <= age))
      return pass({ how: "cookie" }, { exchanges });

    // A short one may carry a sealed end of its own, too: only a token that a row holds has its time there.
    const isStored = tokens.some((token) => token.isHeld);
    const areAllMoved = (moments ?? 0) <= (moved ?? 0);
    const wasAged = isStored && (moved ?? 0) > 0 && areAllMoved;
    // Neither its age in the token nor any moment in the rows, such as those of a refresh token, ended it.
    const isTimeless = aging?.resigned !== undefined && showsAccountOf(aging.resigned, person) && areAllMoved;
    if (wasAged || isTimeless) return fail({ how: "never" }, { exchanges: [...exchanges, aging?.expired] });
    return notEstablished("time-not-moved", { exchanges, details: { moved, moments } });
  },
});

/** Nothing shows whether a log-in still opens the account: its end can be read, and the lack of one proves nothing. */
function judgeUnseen(
  logIn: Attempt,
  tokens: readonly Pick<TokenTries, "exp">[],
  cookieLifetimes: readonly (number | null)[],
  now: number,
): Judgement {
  const exhibits = { exchanges: [logIn] };
  const dated = tokens.find(({ exp }) => exp !== undefined);
  if (dated?.exp !== undefined) {
    const days = Math.round((dated.exp * 1000 - now) / day);
    return days > age / day ? fail({ how: "long", days }, exhibits) : pass({ how: "token" }, exhibits);
  }
  if (cookieLifetimes.some((seconds) => seconds !== null && seconds * 1000 <= age))
    return pass({ how: "cookie" }, exhibits);
  return notEstablished("time-not-moved", exhibits);
}

interface TokenTries {
  readonly text: string;
  /** Epoch seconds, as the token claims, or as can be read in it. */
  readonly exp?: number;
  /** The same token signed again by us with AUTH_SECRET: shows that our signature is taken. */
  readonly resigned?: Attempt;
  /** Its end was moved, where that can be read in a form of the app's own, and its seal left as it was. */
  readonly tampered?: Attempt;
  /** Signed by us, but long over (or, without an end, issued 400 days ago). */
  readonly expired?: Attempt;
}

/** What can be read in a token without trying it. An end in a form of the app's own may be one that nobody looks at. */
function readAlone({ text }: { readonly text: string }): TokenTries {
  const exp = readJsonWebToken(text)?.payload["exp"];
  return { text, ...(typeof exp === "number" ? { exp } : {}) };
}

async function tryToken(
  world: World,
  person: Person,
  credential: Credential,
  { place, text }: { readonly place: string; readonly text: string },
): Promise<TokenTries> {
  const { AUTH_SECRET: secret = "" } = world.app.environment;
  const token = readJsonWebToken(text);
  if (token === undefined) return trySealed(world, person, credential, { place, text });
  const exp = typeof token.payload["exp"] === "number" ? { exp: token.payload["exp"] } : {};
  if (!isSignedWith(text, secret)) return { text, ...exp };
  const tryPayload = (payload: Readonly<Record<string, unknown>>) =>
    lookIn(world, person, withText(credential, place, signJsonWebToken(token.header, payload, secret)));
  const issued = Math.floor((Date.now() - age) / 1000);
  const old = { ...token.payload, iat: issued, nbf: issued, ...("exp" in exp ? { exp: issued + 3600 } : {}) };
  const resigned = await tryPayload({ ...token.payload, again: true });
  return { text, ...exp, resigned, expired: await tryPayload(old) };
}

/** A token in a form of the app's own. Where nothing can be read in it, nothing can be said. */
async function trySealed(
  world: World,
  person: Person,
  credential: Credential,
  { place, text }: { readonly place: string; readonly text: string },
): Promise<TokenTries> {
  const now = Date.now();
  const ends = momentsInToken(text, now).filter((moment) => moment > now);
  const exp = ends.length === 0 ? {} : { exp: Math.max(...ends) / 1000 };
  const tryText = (changed: string) => lookIn(world, person, withText(credential, place, changed));
  const sealed = readSealedToken(text, world.app.environment["AUTH_SECRET"] ?? "", now);
  if (sealed !== undefined) {
    const resigned = await tryText(sealed.movedBack(minute));
    return { text, ...exp, resigned, expired: await tryText(sealed.movedBack(age)) };
  }
  const changed = withMomentsMoved(text, -day, now);
  return changed === undefined ? { text, ...exp } : { text, ...exp, tampered: await tryText(changed) };
}
