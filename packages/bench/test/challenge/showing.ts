import { attempt, exchange, type Written } from "./secure-1/written-evidence.ts";

/** Who-am-I, answered with these values of an account. */
export function shows(email: string, outputs: Readonly<Record<string, unknown>> = {}) {
  return attempt({ operation: "whoAmI", outputs: { email, ...outputs }, body: { email, ...outputs } });
}

/** Who-am-I, refused. */
export const closed = attempt({ operation: "whoAmI", status: 401, body: { error: { message: "Please log in." } } });

/** A log-in that was refused because there were too many tries. */
export const limited = { logIn: attempt({ status: 429, body: { error: { message: "Slowly." } } }) };

export function broken(operation = "logIn") {
  return attempt({ operation, status: 500, body: { error: { message: "Oops." } } });
}

export function silent(written: Written = {}) {
  return attempt({ ...written, status: 0, accepted: false });
}

export { attempt, exchange };
