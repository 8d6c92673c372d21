import type { AskOptions, Attempt, Credential, Person, World } from "@assay/bench";
import { logInElsewhere } from "../../actions.ts";

/** One log-in as a list shows it. */
export interface Listed {
  readonly id: string | number;
  readonly beganAt: unknown;
  readonly current: unknown;
}

/** A log-in at a device: who holds it there, and what opens the account. */
export interface Device {
  readonly person: Person;
  readonly credential: Credential;
}

/** Asks for the list from a device. Judge it with `listedIn`. */
export function askForList(world: World, { person, credential }: Device, options: AskOptions = {}): Promise<Attempt> {
  return world.app.operate(person, "listLogIns", {}, { ...options, credential });
}

/** Ends a log-in by its id, from a device. */
export function endFrom(
  world: World,
  { person, credential }: Device,
  logIn: string | number,
  options: AskOptions = {},
): Promise<Attempt> {
  return world.app.operate(person, "endLogIn", { logIn }, { ...options, credential });
}

/** The same account at one more device; undefined where it could not log in. */
export async function deviceOf(world: World, person: Person): Promise<Device | undefined> {
  const { person: there, credential } = await logInElsewhere(world, person);
  return credential === undefined ? undefined : { person: there, credential };
}

/** What a reply lists; undefined where it lists nothing in the contract's form. Pure. */
export function listedIn({ accepted, outputs }: Attempt): readonly Listed[] | undefined {
  const { logIns } = outputs;
  if (!accepted || !Array.isArray(logIns)) return undefined;
  const listed = (logIns as unknown[]).flatMap((item) => {
    if (typeof item !== "object" || item === null) return [];
    const { id, beganAt, current } = item as Readonly<Record<string, unknown>>;
    return (typeof id === "string" && id !== "") || typeof id === "number" ? [{ id, beganAt, current }] : [];
  });
  return listed.length === logIns.length ? listed : undefined;
}

/** The id of the log-in that asked; undefined unless exactly one is marked so. Pure. */
export function ownIdIn(attempt: Attempt | undefined): string | number | undefined {
  const own = (attempt && listedIn(attempt))?.filter(({ current }) => current === true) ?? [];
  return own.length === 1 ? own[0]?.id : undefined;
}

/** An id is listed: a number and its digits are the same, as they are in a path. Pure. */
export function lists(attempt: Attempt, id: string | number | undefined): boolean {
  return listedIn(attempt)?.some((one) => String(one.id) === String(id)) === true;
}
