import { Refused } from "./client.ts";

interface Fault {
  readonly code?: string | undefined;
  readonly status: number;
  readonly message?: string | undefined;
}

/**
 * What better-auth's client answers, or throws `Refused`.
 *
 * @param refused what is said where it was refused for what was typed; else its own words
 */
export async function answered<T>(
  asked: Promise<{ readonly data: T; readonly error: null } | { readonly data: null; readonly error: Fault }>,
  refused?: string,
): Promise<NonNullable<T>> {
  let answer: Awaited<typeof asked>;
  try {
    answer = await asked;
  } catch {
    throw new Refused({ code: "offline", status: 0, title: "", detail: "" });
  }
  const { data, error } = answer;
  if (error === null) return data as NonNullable<T>;
  // What is wrong with a new password, the server says best.
  const isTyped = (error.status === 400 || error.status === 401) && error.code !== "common-password";
  throw new Refused({
    ...{ code: error.status >= 500 ? "our-mistake" : (error.code ?? "not-valid"), status: error.status, title: "" },
    detail: (isTyped ? refused : undefined) ?? error.message ?? "",
  });
}
