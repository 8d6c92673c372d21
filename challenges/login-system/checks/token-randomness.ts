import { defineCheck, fail, notApplicable, notEstablished, pass, type Attempt, type Person } from "@assay/bench";
import { askForReset } from "../actions.ts";
import { placesThatOpen, textsOf } from "../credential-texts.ts";
import { bitsOf, countsUp, knownOrigin, repeats, varyingBits, type Known } from "../guessability.ts";
import { readJsonWebToken } from "../json-web-token.ts";

const people = 10;
const each = 2;
const enoughBits = 64;

/**
 * Gross faults in what opens an account: repeats, counters, clocks, digests of known values, too few values. Blocker:
 * a stranger who can foresee a token needs no password. It cannot prove that tokens are random, only that they are not:
 * every fault is a thing that right tokens show less than once in 10¹² runs.
 */
export default defineCheck({
  id: "token-randomness",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#sessions",
  ofAnyBackend: true,
  words: {
    title: "Log-in keys and reset links cannot be foreseen",
    titleWhenFailed: "{of, select, link {Reset links} other {Log-in keys}} can be foreseen",
    why: "A key that follows a pattern can be worked out. Then a stranger needs no password to be someone else.",
    passed:
      "{keys, plural, =0 {} one {One log-in key was compared. } other {# log-in keys were compared. }}{links, plural, =0 {} one {One reset link was compared. } other {# reset links were compared. }}They show no pattern.",
    failed:
      "Among {count} {of, select, link {reset links} other {log-in keys}}, {fault, select, repeats {the same one came more than once} counter {each follows from the one before} known {one could be worked out: it was made from {origin}} other {only {bits} bits differ; 64 is the least}}.",
    reasons: {
      "too-few": "Too few log-ins and mails came to compare.",
      "all-signed": "Its log-in keys and links are signed; whether they can be forged is asked elsewhere.",
    },
    ask: {
      question: "How do you make the random part of a log-in key or a reset link?",
      goodAnswer: "With the system’s secure random source, at least 128 bits.",
      weakAnswer: "From the time, the user’s number or a plain random function.",
    },
  },
  technical: {
    summary: "Opaque tokens come from a CSPRNG with enough entropy.",
    cwe: [330, 331, 340],
    asvs: ["7.2.3", "11.5.1", "6.5.3"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: {},
  async gather(world) {
    const logIns: Sample[] = [];
    const links: Sample[] = [];
    let signed = 0;
    let places: readonly string[] | undefined;
    let mailsCome = world.app.knows("forgotPassword");
    for (let count = 0; count < people; count++) {
      const person = world.edge.person();
      const signUp = await world.app.operate(person, "signUp");
      const values = valuesOf(person, signUp);
      for (let time = 0; time < each; time++) {
        const device = world.edge.otherDevice(person);
        const { result, ...window } = await timed(() => world.app.operate(device, "logIn"));
        if (result.credential === undefined) continue;
        places ??= await placesThatOpen(world, device, result.credential);
        // Cookies that open together are one key: a value in one may be signed in another.
        const texts = textsOf(result.credential).filter(({ place }) => places?.includes(place));
        // A signed token may say the same twice: its secret is what keeps it from being foreseen, and asked elsewhere.
        if (texts.some(({ text }) => readJsonWebToken(text) !== undefined)) signed += 1;
        else
          logIns.push({
            person: person.id,
            token: texts.map(({ text }) => text).join("."),
            known: { values, ...window },
          });
      }
      for (let time = 0; time < each && mailsCome; time++) {
        const { result, ...window } = await timed(() => askForReset(world, person, { withinMs: 5_000 }));
        const { token } = result;
        mailsCome = token !== undefined;
        if (token === undefined) continue;
        if (readJsonWebToken(token) !== undefined) signed += 1;
        else links.push({ person: person.id, token, known: { values, ...window } });
      }
    }
    return { logIns, links, signed };
  },
  judge({ logIns, links, signed }) {
    for (const [of, samples] of [
      ["key", logIns],
      ["link", links],
    ] as const) {
      const fault = faultOf(samples, of);
      if (fault === undefined) continue;
      const facts = { of, count: samples.length, fault: fault.fault, origin: fault.origin, bits: fault.bits };
      return fail(facts, { details: { tokens: samples.slice(0, 5).map(({ token }) => token) } });
    }
    const facts = { keys: logIns.length, links: links.length, signed };
    if (logIns.length + links.length >= people) return pass(facts);
    return signed >= people ? notApplicable("all-signed", {}, facts) : notEstablished("too-few", {}, facts);
  },
});

interface Sample {
  readonly person: string;
  readonly token: string;
  readonly known: Known;
}

interface Fault {
  readonly fault: string;
  readonly origin: string;
  readonly bits: number;
}

function faultOf(samples: readonly Sample[], of: "key" | "link"): Fault | undefined {
  // The same text for the same person twice may be one token that is still good.
  const distinct = samples.filter(
    ({ person, token }, index) =>
      index === samples.findIndex((other) => other.person === person && other.token === token),
  );
  const tokens = distinct.map(({ token }) => token);
  const bits = Math.floor(varyingBits(tokens));
  if (repeats(tokens)) return { fault: "repeats", origin: "", bits };
  const soonest = distinct.toSorted((one, other) => widthOf(one) - widthOf(other)).slice(0, 2);
  for (const { token, known } of soonest) {
    const origin = knownOrigin(token, known);
    if (origin !== undefined) return { fault: "known", origin, bits };
  }
  if (bits >= enoughBits) return undefined;
  if (countsUp(tokens)) return { fault: "counter", origin: "", bits };
  // A code that is short to the eye is held safe by a limit on tries: `reset-code-guessing` asks.
  const isShort = of === "link" && tokens.some((token) => bitsOf(token) < enoughBits);
  return isShort || tokens.length < people ? undefined : { fault: "few", origin: "", bits };
}

function widthOf({ known }: Sample): number {
  return known.until - known.from;
}

/** What a stranger could know of a person. */
function valuesOf(person: Person, signUp: Attempt): readonly string[] {
  const id = signUp.outputs["id"];
  const named = typeof id === "string" || typeof id === "number" ? [String(id)] : [];
  return [person.email, person.name, ...named];
}

/** Runs `act` and tells between which moments (epoch milliseconds) it ran. */
async function timed<T>(
  act: () => Promise<T>,
): Promise<{ readonly result: T; readonly from: number; readonly until: number }> {
  const from = Date.now();
  const result = await act();
  return { result, from, until: Date.now() };
}
