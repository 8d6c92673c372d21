import type { DatabaseInspector } from "../check/world.ts";

/** An email as the canaries make them; what else a check sends as an email is meant as it stands. */
const ordinary = /^\s*([a-z]+)@[a-z]+\.example\.com\s*$/i;

/**
 * The user name of whoever has this email, for backends that know people by one: its first part, as many refuse an @.
 * Two people of one email have one user name too. Pure.
 */
export function userNameOf(email: string): string {
  return ordinary.exec(email)?.[1] ?? email;
}

/** The inspector of a backend whose tables hold user names instead of emails: what is sought as an email is found. */
export function knownByUserName(inspector: DatabaseInspector): DatabaseInspector {
  return {
    ...inspector,
    find: (text) => inspector.find(userNameOf(text)),
    countMentions: (text) => inspector.countMentions(userNameOf(text)),
  };
}
