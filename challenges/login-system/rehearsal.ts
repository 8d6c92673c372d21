import { statusOf, userNameOf } from "@assay/bench";
import type { Exchange, Person, Rehearsed, World } from "@assay/bench";
import { lookIn, showsAccountOf, showsSomeone } from "./actions.ts";
import {
  changePassword,
  deleteAccount,
  forgotPassword,
  logOut,
  resetPassword,
  updateProfile,
} from "./rehearsal-account.ts";
import { adviceFor, answerIn, blameFor, refused, withoutPlace, type Told } from "./rehearsal-words.ts";

/** Exercises a binding operation by operation, each with its effect, as the checks will. */
export async function rehearse(world: World, since: () => readonly Exchange[]): Promise<readonly Rehearsed[]> {
  const told: Rehearsed[] = [];
  const person = world.edge.person();
  const steps: readonly (readonly [
    operation: string,
    act: (world: World, person: Person) => Promise<Told | undefined>,
  ])[] = [
    ["health", health],
    ["signUp", signUp],
    ["logIn", logIn],
    ["whoAmI", whoAmI],
    ["logIn", wrongPassword],
    ["signUp", sameAgain],
    ["updateProfile", updateProfile],
    ["changePassword", changePassword],
    ["logOut", logOut],
    ["forgotPassword", forgotPassword],
    ["resetPassword", resetPassword],
    ["deleteAccount", deleteAccount],
  ];
  const failed = new Set<string>();
  for (const [operation, act] of steps) {
    if (!world.app.knows(operation) || failed.has(operation)) continue;
    const missing = (needs[operation] ?? []).find((needed) => failed.has(needed));
    if (missing !== undefined) {
      told.push({ operation, outcome: "not-tried", seen: `It needs ${missing}, which did not work.`, exchanges: [] });
      failed.add(operation);
      continue;
    }
    const unplaced = (carries[operation] ?? []).find((input) => !world.app.takes(operation, input));
    if (unplaced !== undefined) {
      told.push({ operation, ...withoutPlace(unplaced), exchanges: [] });
      failed.add(operation);
      continue;
    }
    const began = world.now();
    since();
    const one = await act(world, person);
    if (one === undefined) continue;
    if (one.outcome === "fails") failed.add(operation);
    const exchanges = since();
    const isBroken = exchanges.some((exchange) => statusOf(exchange) >= 500 || exchange.failure !== undefined);
    const lines = isBroken ? world.app.logLines(began).map(({ text }) => text) : [];
    told.push({ operation, ...one, exchanges, ...(lines.length === 0 ? {} : { lastLines: lines.slice(-12) }) });
  }
  return told;
}

const needs: Readonly<Record<string, readonly string[]>> = {
  logIn: ["signUp"],
  whoAmI: ["logIn"],
  updateProfile: ["logIn"],
  changePassword: ["logIn"],
  logOut: ["logIn"],
  forgotPassword: ["signUp"],
  resetPassword: ["signUp", "forgotPassword"],
  deleteAccount: ["logIn"],
};

/** What an operation must send to do what it is for. */
const carries: Readonly<Record<string, readonly string[]>> = {
  changePassword: ["newPassword"],
  resetPassword: ["token", "newPassword"],
};

async function health(world: World): Promise<Told> {
  const attempt = await world.app.operate(world.edge.person(), "health", {}, { credential: null });
  return attempt.accepted ? { outcome: "works", seen: `It answers ${answerIn(attempt.exchange)}.` } : refused(attempt);
}

async function signUp(world: World, person: Person): Promise<Told> {
  const attempt = await world.app.operate(person, "signUp");
  if (!attempt.accepted) return refused(attempt);
  return {
    outcome: "said",
    seen: `It says that an account was made (${answerIn(attempt.exchange)}). The log-in shows whether that is so.`,
  };
}

async function logIn(world: World, person: Person): Promise<Told> {
  const attempt = await world.app.operate(person, "logIn");
  if (!attempt.accepted) return refused(attempt);
  if (attempt.credential === undefined) {
    return {
      outcome: "fails",
      seen: `It says yes (${answerIn(attempt.exchange)}), but no token was found in its reply and no cookie was set.`,
      advice:
        "Say where the token is: `grants: $response.body#/…`, or `$response.header.…`; or, where cookies carry a log-in, `grants: cookies`.",
    };
  }
  const what = attempt.credential.kind === "cookie" ? "a cookie" : "a token";
  if (world.app.knows("whoAmI")) return { outcome: "works", seen: `It gave ${what}.` };
  return {
    outcome: "said",
    seen: `It gave ${what}. Without whoAmI nobody can see that it opens anything.`,
    advice: "Bind whoAmI to any address that opens only to those who are logged in: most questions need it.",
  };
}

async function whoAmI(world: World, person: Person): Promise<Told> {
  const own = await lookIn(world, person);
  if (!own.accepted) {
    const { advice } = adviceFor(own);
    const carried = "See how the token is to be sent: `token: { header: …, scheme: … }`.";
    return {
      outcome: "fails",
      seen: `With the log-in it was answered with ${answerIn(own.exchange)}.`,
      ...blameFor(own),
      advice: statusOf(own.exchange) === 401 || statusOf(own.exchange) === 403 ? carried : (advice ?? carried),
    };
  }
  const stranger = await lookIn(world, world.edge.person(), null, { about: person });
  if (stranger.accepted && (stranger.namesNobody === true || showsSomeone(stranger))) {
    return {
      outcome: "fails",
      seen: `It answers a stranger just as well (${answerIn(stranger.exchange)}).`,
      // A page for everybody is no who-am-I; one that names the person to a stranger is a finding.
      ...(showsAccountOf(stranger, person) ? {} : { isMisbound: true }),
      advice:
        "Bind an address that opens only to those who are logged in; or, where a stranger gets a page with 200, say by what it is known: `refusal: { status: 200, body: … }`.",
    };
  }
  if (own.namesNobody === true) {
    return {
      outcome: "said",
      seen: "It opens with the log-in and not without. The binding does not say where it names the person.",
      advice: "Where its reply holds the email or the user name, add `outputs: { email: $response.body#/… }`.",
    };
  }
  if (showsAccountOf(own, person)) return { outcome: "works", seen: "It opens with the log-in, and names the person." };
  return {
    outcome: "fails",
    isMisbound: true,
    seen: `It opens with the log-in, but neither ${person.email} nor ${userNameOf(person.email)} was found where the binding says.`,
    advice: "Correct `outputs`: `email` or `userName`, as they stand in the reply.",
  };
}

async function wrongPassword(world: World, person: Person): Promise<Told | undefined> {
  const stranger = world.edge.otherDevice(person);
  stranger.password = `Wrong-1${world.canaries.word()}`;
  const attempt = await world.app.operate(stranger, "logIn");
  if (!attempt.accepted) return undefined;
  const opens = attempt.credential !== undefined && (await lookInIfKnown(world, stranger));
  if (opens) {
    return {
      outcome: "doubtful",
      seen: "A wrong password opened the account.",
      advice: "If that is so, run it all the same: it is found.",
    };
  }
  return {
    outcome: "doubtful",
    seen: `A wrong password was taken for a log-in (${answerIn(attempt.exchange)}).`,
    advice:
      "Say by what a refusal is known, such as `refusal: { status: 200, body: wrong password }`, or be narrower in `success`.",
  };
}

async function lookInIfKnown(world: World, person: Person): Promise<boolean> {
  return world.app.knows("whoAmI") && showsAccountOf(await lookIn(world, person), person);
}

async function sameAgain(world: World, person: Person): Promise<Told | undefined> {
  const attempt = await world.app.operate(world.edge.otherDevice(person), "signUp");
  if (!attempt.accepted) return undefined;
  return {
    outcome: "doubtful",
    seen: `A second sign-up of the same person was taken for done (${answerIn(attempt.exchange)}).`,
    advice:
      "If its reply turns the person away in words, say by which: `refusal: { status: 200, body: … }`. If not, it is a finding.",
  };
}
