import type { Attempt } from "@assay/bench";
import { attempt } from "../secure-1/written-evidence.ts";

export const email = "ada@b.example";

export function signUp(status: number, id?: string): Attempt {
  return attempt({ operation: "signUp", status, outputs: id === undefined ? {} : { id } });
}

/** Who-am-I: the account of this email, or the status that it was refused with. */
export function look(shown: string | number, outputs: Readonly<Record<string, unknown>> = {}): Attempt {
  return typeof shown === "number"
    ? attempt({ operation: "whoAmI", status: shown })
    : attempt({ operation: "whoAmI", outputs: { email: shown, ...outputs } });
}

/** A log-in and what its credential opens. */
export function entering(shown: string | number): { readonly logIn: Attempt; readonly whoAmI: Attempt } {
  return typeof shown === "number"
    ? { logIn: attempt({ status: shown }), whoAmI: look(401) }
    : { logIn: attempt({ token: "t" }), whoAmI: look(shown) };
}
