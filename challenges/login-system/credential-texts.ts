import type { Credential, Person, World } from "@assay/bench";
import { opens } from "./actions.ts";

/** One text that a log-in consists of: the bearer token, or the value of one cookie. */
export interface CredentialText {
  /** `bearer`, or the cookie's name. */
  readonly place: string;
  /** As the server wrote it before any percent-encoding. */
  readonly text: string;
}

export function textsOf(credential: Credential): readonly CredentialText[] {
  if (credential.kind === "bearer") return [{ place: "bearer", text: credential.token }];
  return credential.cookies.map(({ name, value }) => ({ place: name, text: decoded(value) }));
}

/** The same log-in with another text in one place. A cookie that was percent-encoded stays so. */
export function withText(credential: Credential, place: string, text: string): Credential {
  if (credential.kind === "bearer") return { ...credential, token: text };
  const cookies = credential.cookies.map((cookie) =>
    cookie.name === place
      ? { ...cookie, value: decoded(cookie.value) === cookie.value ? text : encodeURIComponent(text) }
      : cookie,
  );
  return { ...credential, cookies };
}

/**
 * The places without which the log-in opens nothing: a cookie for the language, say, is none of them. All places, where
 * nothing shows what it opens.
 */
export async function placesThatOpen(world: World, person: Person, credential: Credential): Promise<readonly string[]> {
  if (credential.kind === "bearer") return ["bearer"];
  if (!world.app.knows("whoAmI")) return credential.cookies.map(({ name }) => name);
  const places: string[] = [];
  for (const { name } of credential.cookies) {
    const others = credential.cookies.filter((cookie) => cookie.name !== name);
    if (!(await opens(world, person, { kind: "cookie", cookies: others }))) places.push(name);
  }
  return places;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
