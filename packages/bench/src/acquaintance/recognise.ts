import type { Recognition } from "../check/rehearsal.ts";
import { wordsIn, type Member, type Route } from "./route.ts";

/** A route, and how much speaks for it as one operation. */
export interface Candidate {
  readonly route: Route;
  readonly score: number;
}

/** Less than this is a guess that helps nobody. */
const enough = 3;

/** The routes that may be the operation, the likeliest first. Pure. */
export function candidatesFor(recognition: Recognition, routes: readonly Route[]): readonly Candidate[] {
  return routes
    .map((route) => ({ route, score: scoreOf(recognition, route) }))
    .filter(({ score }) => score >= enough)
    .toSorted((one, other) => preference(recognition, other) - preference(recognition, one));
}

/** What is for those without a log-in is looked for among the open routes first. */
function preference({ credential }: Recognition, { route, score }: Candidate): number {
  const isClosed = credential !== true && route.credential === true && route.basic !== true;
  return isClosed ? score - closed : score;
}

/** More than a better name is worth. */
const closed = 4;

function scoreOf(recognition: Recognition, route: Route): number {
  const [path = "", query = ""] = route.path.split("?");
  const segments = path.split("/").filter((segment) => segment !== "");
  const named = segments.filter((segment) => !segment.startsWith("{"));
  const last = wordsIn(named.slice(-2).join("-"));
  const parameters = segments.length - named.length;
  // A name that handles it may say more, and also less, than its path.
  const texts = [last, wordsIn(named.at(-1) ?? ""), wordsIn(`${route.name ?? ""} ${query}`)];
  const at = methodsOf(recognition, texts).indexOf(route.method);
  if (at < 0) return -Infinity;
  const weights = recognition.names.flatMap(([pattern, weight]) =>
    texts.some((text) => pattern.test(text)) ? [weight] : [],
  );
  const speaksFor = Math.max(0, ...weights);
  const speaksAgainst = Math.min(0, ...weights);
  if (speaksFor === 0) return -Infinity;
  return (
    speaksFor +
    speaksAgainst +
    takesScore(recognition, route) +
    (recognition.credential === true && route.credential !== undefined ? (route.credential ? 2 : -3) : 0) -
    0.4 * at -
    parameterCost(recognition) * parameters -
    0.1 * segments.length
  );
}

function methodsOf({ methods, methodsWhere = {} }: Recognition, texts: readonly string[]): readonly string[] {
  const further = Object.entries(methodsWhere).filter(([, pattern]) => texts.some((text) => pattern.test(text)));
  return [...methods, ...further.map(([method]) => method)];
}

/** An address with a parameter is a person's own only where a log-in fills it. */
function parameterCost({ takes, credential }: Recognition): number {
  if (takes?.includes("token") === true) return 0;
  return credential === true ? 1.5 : 2.5;
}

/** Whether what it is known to take fits. */
function takesScore(recognition: Recognition, route: Route): number {
  const members = [...(route.body?.members ?? []), ...(route.query ?? [])];
  if (route.basic === true && recognition.takes?.includes("password") === true) return 2;
  if (members.length === 0) return 0;
  const taken = new Set(members.map((member) => inputFor(recognition, member)?.replace("$inputs.", "")));
  const passwords = members.filter((member) => /pass/i.test(member.path.at(-1) ?? "")).length;
  const has = (input: string) =>
    taken.has(input) ||
    (input === "password" && passwords > 0) ||
    (input === "newPassword" && passwords > 1) ||
    (input === "token" &&
      (/\{[^{}]*token/i.test(route.path) || members.some(({ path }) => /token|code|otp/i.test(path.at(-1) ?? ""))));
  const wanted = recognition.takes ?? [];
  const unwanted = recognition.takesNot ?? [];
  return (
    wanted.reduce((sum, input) => sum + (has(input) ? 2 : -3), 0) -
    unwanted.reduce((sum, input) => sum + (has(input) ? 3 : 0), 0)
  );
}

/** The expression for a member of a request, by its name. Pure. */
export function inputFor({ members = [] }: Recognition, { path, isButton }: Member): string | undefined {
  if (isButton === true) return undefined;
  const name = wordsIn(path.at(-1) ?? "");
  return members.find(([pattern]) => pattern.test(name))?.[1];
}
