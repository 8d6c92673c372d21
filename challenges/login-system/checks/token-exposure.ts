import { defineCheck, fail, notEstablished, pass, type Attempt, type World } from "@assay/bench";
import { arrive, askForReset, lookIn, showsAccountOf } from "../actions.ts";
import { placesThatOpen, textsOf } from "../credential-texts.ts";
import { opened, tryPassword, type Opening } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";

/** What one person was given that opens their account, the lines of the log that hold it, and that it still worked then. */
interface Printed {
  readonly email: string;
  readonly logIn: Attempt;
  readonly asked?: Attempt;
  readonly logInLine?: string;
  /** After the line had been printed. */
  readonly whoAmI?: Attempt;
  readonly resetLine?: string;
  /** After the line had been printed: the reset, and a log-in with the password that it set. */
  readonly reset?: { readonly done: Attempt; readonly opening: Opening };
}

/**
 * Serious, as a printed password is: whoever reads the log asks for a reset of anybody's account and takes the link from
 * there. A part of a key, its hash, or one that no longer works opens nothing and is left alone; so is a short code that
 * stands in the log by chance, which does not happen to two people.
 */
export default defineCheck({
  id: "token-exposure",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#secrets",
  words: {
    title: "No key to an account is printed to the log",
    titleWhenFailed: "Keys to people’s accounts are printed to the log",
    why: "What a service prints is stored, copied and read by many people. With a working key or reset link from there, they can take over an account.",
    passed: "Two people logged in and asked for a reset link. Nothing that opens their accounts was printed.",
    failed:
      "{what, select, reset {A reset link was printed to the log while it still worked.} other {The key of a log-in was printed to the log while it still worked.}}",
    reasons: { "no-log-in": "Nobody could log in, so there was no key to look for." },
    ask: {
      question: "What would someone who reads your logs be able to do with them?",
      goodAnswer: "See what happened, and take over nothing: keys and links are never printed.",
      weakAnswer: "Nobody but us reads them.",
    },
  },
  technical: {
    summary: "No log-in token, session cookie, or reset token or code that is still valid in log lines.",
    cwe: [532],
    asvs: ["16.2.5"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: {},
  gather: async (world) => ({ printed: [await lookForKeys(world), await lookForKeys(world)] }),
  judge({ printed }) {
    const exhibits = {
      exchanges: printed.flatMap(({ logIn, asked, whoAmI, reset }) => [logIn, whoAmI, asked, reset?.done]),
    };
    if (printed.some(({ logIn }) => logIn.credential === undefined)) return notEstablished("no-log-in", exhibits);

    const found = (line: string | undefined) => ({ ...exhibits, details: { line: line ?? "" } });
    if (printed.every(isLogInPrinted)) return fail({ what: "logIn" }, found(printed[0]?.logInLine));
    if (printed.every(isResetPrinted)) return fail({ what: "reset" }, found(printed[0]?.resetLine));
    return pass({}, exhibits);
  },
});

function isLogInPrinted({ email, logInLine, whoAmI }: Printed): boolean {
  return logInLine !== undefined && whoAmI !== undefined && showsAccountOf(whoAmI, { email });
}

function isResetPrinted({ email, resetLine, reset }: Printed): boolean {
  return resetLine !== undefined && reset !== undefined && opened(reset.opening, { email });
}

async function lookForKeys(world: World): Promise<Printed> {
  const { app } = world;
  const { person, logIn, credential } = await arrive(world);
  const { email } = person;
  if (credential === undefined) return { email, logIn };
  await lookIn(world, person, credential);
  if (app.knows("updateProfile")) await app.operate(person, "updateProfile", { name: person.name });
  const { asked, token } = app.knows("forgotPassword") ? await askForReset(world, person) : {};

  const places = await placesThatOpen(world, person, credential);
  const keys = textsOf(credential)
    .filter(({ place }) => places.includes(place))
    .flatMap(({ text }) => [text, encodeURIComponent(text)]);
  const log = app.watchLog([...keys, ...(token === undefined ? [] : [token])].filter((text) => text.length >= 6));
  // What is printed may be buffered for a moment.
  await world.sleep(300);
  const lines = log.found();
  const logInLine = lines.find(({ text }) => keys.includes(text))?.line;
  const resetLine = lines.find(({ text }) => text === token)?.line;

  const whoAmI = logInLine === undefined ? undefined : await lookIn(world, person, credential);
  const reset = token === undefined || resetLine === undefined ? undefined : await resetAndOpen(world, person, token);
  return {
    email,
    logIn,
    ...(asked === undefined ? {} : { asked }),
    ...(logInLine === undefined ? {} : { logInLine }),
    ...(whoAmI === undefined ? {} : { whoAmI }),
    ...(resetLine === undefined ? {} : { resetLine }),
    ...(reset === undefined ? {} : { reset }),
  };
}

async function resetAndOpen(
  world: World,
  person: Parameters<typeof resetWith>[1],
  token: string,
): Promise<NonNullable<Printed["reset"]>> {
  const newPassword = world.canaries.password();
  const done = await resetWith(world, person, token, newPassword);
  return { done, opening: await tryPassword(world, person, newPassword) };
}
