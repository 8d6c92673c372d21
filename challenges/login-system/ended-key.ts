import type { Attempt, Credential, Person, World } from "@assay/bench";
import { lookIn, sentIn, showsAccountOf } from "./actions.ts";
import { readJsonWebToken } from "./json-web-token.ts";
import { textsOf } from "./credential-texts.ts";
import { opened, refused, tryPassword, type Opening } from "./password-opening.ts";

/** Everything that a log-in key was tried for once it had ended, and what its owner saw afterwards. Plain JSON. */
export interface EndedKeyTries {
  readonly read: Attempt;
  /** Missing where the backend has no such operation. */
  readonly update?: Attempt;
  readonly change?: Attempt;
  readonly deletion?: Attempt;
  readonly renewal?: Renewal;
  /** The name and text that the update would have written. */
  readonly word: string;
  /** The owner's own log-in, after the update. */
  readonly owner: Opening;
  /** By the password that the change would have set. */
  readonly byNew?: Opening;
  /** By the owner's password, after the deletion. */
  readonly afterDeletion?: Opening;
}

/** Another key that was asked for with what came along with the ended one, a refresh token. */
export interface Renewal {
  readonly attempt: Attempt;
  /** With the key that was granted. */
  readonly whoAmI?: Attempt;
}

/** What an ended key still did. */
export type Deed = "read" | "update" | "renewal" | "change" | "deletion";

/**
 * Tries an ended key for every operation that wants one. `password` is the owner's, which must open the account. Some
 * five password hashes.
 */
export async function tryEndedKey(
  world: World,
  person: Person,
  credential: Credential,
  password: string,
): Promise<EndedKeyTries> {
  const { app, canaries } = world;
  const has = (operation: string) => app.knows(operation);
  const options = { credential };
  const read = await lookIn(world, person, credential);
  const word = canaries.word();
  const update = has("updateProfile")
    ? await app.operate(person, "updateProfile", sentIn(world, { name: word, bio: word }), options)
    : undefined;
  const renewal = has("refresh") ? await renew(world, person, credential) : undefined;
  const owner = await tryPassword(world, person, password);

  const newPassword = canaries.password();
  const current = app.takes("changePassword", "currentPassword") ? { currentPassword: password } : {};
  const change = has("changePassword")
    ? await app.operate(person, "changePassword", { ...current, newPassword }, options)
    : undefined;
  const byNew = change?.accepted === true ? await tryPassword(world, person, newPassword) : undefined;

  const deletion = has("deleteAccount") ? await app.operate(person, "deleteAccount", {}, options) : undefined;
  const isPasswordKept = byNew === undefined || !opened(byNew, person);
  const afterDeletion =
    deletion?.accepted === true ? await tryPassword(world, person, isPasswordKept ? password : newPassword) : undefined;
  return {
    read,
    word,
    owner,
    ...(update === undefined ? {} : { update }),
    ...(renewal === undefined ? {} : { renewal }),
    ...(change === undefined ? {} : { change }),
    ...(byNew === undefined ? {} : { byNew }),
    ...(deletion === undefined ? {} : { deletion }),
    ...(afterDeletion === undefined ? {} : { afterDeletion }),
  };
}

async function renew(world: World, person: Person, credential: Credential): Promise<Renewal> {
  const attempt = await world.app.operate(person, "refresh", {}, { credential });
  if (attempt.credential === undefined) return { attempt };
  return { attempt, whoAmI: await lookIn(world, person, attempt.credential) };
}

/** What the key still did, by its effects: what was only answered as done is none. Pure. */
export function deedsOf(tries: EndedKeyTries, person: Pick<Person, "email">): readonly Deed[] {
  const { read, renewal, word, owner, byNew, afterDeletion } = tries;
  const seen = owner.whoAmI?.outputs;
  const isRenewed = renewal?.whoAmI !== undefined && showsAccountOf(renewal.whoAmI, person);
  const deeds: readonly (readonly [Deed, boolean])[] = [
    ["read", showsAccountOf(read, person)],
    ["update", seen?.["name"] === word || seen?.["bio"] === word],
    ["renewal", isRenewed],
    ["change", byNew !== undefined && opened(byNew, person)],
    // The owner got in before it, and was plainly refused after it.
    ["deletion", afterDeletion !== undefined && opened(owner, person) && refused(afterDeletion)],
  ];
  return deeds.flatMap(([deed, isDone]) => (isDone ? [deed] : []));
}

/** The fact `did` of a check's words; the first is the one that says most. Pure. */
export function saidOf(deeds: readonly Deed[]): "both" | "read" | "update" | "renewal" | "change" | "deletion" {
  const [first = "read", second] = deeds;
  return first === "read" && second === "update" ? "both" : first;
}

/** The fact `did` as it stands in a message, after "still" and before what it was done to. */
export const whatItDid =
  "{did, select, read {opened} update {changed} both {opened and changed} renewal {got another key to} change {set a new password for} other {deleted}}";

/** How many operations were tried. Pure. */
export function triedOf({ update, change, deletion, renewal }: EndedKeyTries): number {
  return [update, change, deletion, renewal].filter((attempt) => attempt !== undefined).length + 1;
}

/** What shows it. Pure. */
export function exchangesOf(tries: EndedKeyTries): readonly (Attempt | undefined)[] {
  const { read, update, renewal, change, byNew, deletion, afterDeletion, owner } = tries;
  return [
    ...[read, update, renewal?.attempt, renewal?.whoAmI, owner.logIn, owner.whoAmI],
    ...[change, byNew?.logIn, deletion, afterDeletion?.logIn],
  ];
}

/** How a log-in key ends where nobody ends it. Plain JSON. */
export interface KeyLifetime {
  /** From now until the end that a signed key names itself; missing where it names none. */
  readonly minutes?: number;
  /** It came with something that gets its holder another key. */
  readonly isRenewable: boolean;
}

/** Longest that a key may live on by itself for whoever counts on its end. */
const shortMinutes = 60;

export function lifetimeOf(credential: Credential, now = Date.now()): KeyLifetime {
  const ends = textsOf(credential).flatMap(({ text }) => {
    const exp = readJsonWebToken(text)?.payload["exp"];
    return typeof exp === "number" ? [exp * 1_000] : [];
  });
  const isRenewable = Object.keys(credential.more ?? {}).length > 0 || ends.length > 1;
  if (ends.length === 0) return { isRenewable };
  return { minutes: Math.max(0, Math.ceil((Math.min(...ends) - now) / 60_000)), isRenewable };
}

/** It soon ends by itself, so that nobody need end it. Pure. */
export function isShortLived({ minutes }: KeyLifetime): boolean {
  return minutes !== undefined && minutes <= shortMinutes;
}
