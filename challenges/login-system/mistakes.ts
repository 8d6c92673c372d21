import {
  fail,
  notEstablished,
  pass,
  type Attempt,
  type Exchange,
  type Judgement,
  type Person,
  type RawRequest,
  type World,
} from "@assay/bench";
import { arrive, seeAccount, seesAccountOf } from "./actions.ts";
import { seeAfterwards } from "./own-end.ts";
import { answerOf, isDone, isFault, isLimit, isRefusal } from "./answers.ts";

/** A request that is wrong on purpose, and its answer. Plain JSON. */
export interface Mistake {
  /** What was wrong, for the engineer: "logIn: password is a number". */
  readonly label: string;
  readonly exchange: Exchange;
}

/** Someone who was logged in before the mistakes were made, and looks in afterwards. Plain JSON. */
export interface Witness {
  readonly email: string;
  readonly before: Attempt;
  readonly after: Attempt;
  readonly alive: boolean;
}

export interface Mistakes {
  readonly mistakes: readonly Mistake[];
}

export interface MistakeEvidence extends Mistakes {
  readonly witness: Witness;
}

/** Lets `make` make mistakes, as a person who is logged in, between two looks of that person at their account. */
export async function withWitness<Made extends object>(
  world: World,
  make: (person: Person) => Promise<Made>,
): Promise<Made & { readonly witness: Witness }> {
  const sinceMs = world.now();
  const { person, credential } = await arrive(world);
  const before = await seeAccount(world, person, credential);
  const made = await make(person);
  const after = await seeAfterwards(world, person, credential, sinceMs, { freshConnection: true });
  return { ...made, witness: { email: person.email, before, after, alive: await world.app.alive() } };
}

/**
 * The request of an operation with another body. Each comes from a visitor of their own unless a person is given.
 * Nothing where the backend does not have the operation.
 */
export async function mistake(
  world: World,
  label: string,
  operation: string,
  change: Pick<RawRequest, "body" | "headers" | "deadline" | "freshConnection"> & {
    readonly person?: Person;
    readonly method?: string;
  },
): Promise<readonly Mistake[]> {
  if (!world.app.knows(operation)) return [];
  const { person, ...request } = change;
  const sender = person ?? world.edge.person();
  const { method, path, headers } = await world.app.requestFor(sender, operation);
  const exchange = await world.edge.request(sender, {
    ...{ operation, method, path, withCredential: person !== undefined, ...request },
    headers: { ...headers, ...request.headers },
  });
  return [{ label: `${operation}: ${label}`, exchange }];
}

/** The service still does for the witness what it did before. Undefined when it never did. */
export function isWell({ email, before, after, alive }: Witness): boolean | undefined {
  if (!seesAccountOf(before, { email })) return undefined;
  return alive && seesAccountOf(after, { email });
}

/** Words for `judgeMistakes`, where a check has nothing of its own to say. */
export const mistakeWords = {
  failed:
    "{what, select, down {After that, the service no longer worked.} fault {{count, plural, one {One request of {tried} made} other {# requests of {tried} made}} the service break instead of saying no.} other {{count, plural, one {One wrong request of {tried} was} other {# wrong requests of {tried} were}} taken as if nothing was wrong.}}",
  reasons: {
    "no-log-in": "Nobody could log in, so we could not see if the service went on.",
    limited: "The service said “too many tries” before we could ask.",
  },
};

/**
 * A mistake must be refused (a 4xx, whichever), unless `mayBeDone` says that doing something sensible is right too.
 * Down afterwards is serious; breaking, or taking the mistake for right, weighs what the check says.
 */
export function judgeMistakes(
  { witness, mistakes }: MistakeEvidence,
  mayBeDone: (mistake: Mistake) => boolean = () => false,
): Judgement {
  const well = isWell(witness);
  if (well === undefined) return notEstablished("no-log-in", { exchanges: [witness.before] });
  const tried = mistakes.length;
  const faults = mistakes.filter(({ exchange }) => isFault(exchange));
  const taken = mistakes.filter(
    (made) => !isFault(made.exchange) && !isRefusal(made.exchange) && !(isDone(made.exchange) && mayBeDone(made)),
  );
  if (!well)
    return fail({ what: "down", count: faults.length, tried }, shown([...faults, ...mistakes], witness), "serious");
  if (faults.length > 0) return fail({ what: "fault", count: faults.length, tried }, shown(faults));
  if (taken.length > 0) return fail({ what: "taken", count: taken.length, tried }, shown(taken));
  if (mistakes.every(({ exchange }) => isLimit(exchange))) return notEstablished("limited", shown(mistakes));
  return pass({ tried }, shown(mistakes));
}

function shown(mistakes: readonly Mistake[], witness?: Witness) {
  return {
    exchanges: [...mistakes.slice(0, 10), ...(witness === undefined ? [] : [witness.after])],
    details: { mistakes: mistakes.slice(0, 20).map(({ label, exchange }) => `${label} → ${answerOf(exchange)}`) },
  };
}
