/** Every way in which a request can be refused: its status, and what a person is told. One place, so that codes stay. */
export const problems = {
  "not-valid": { status: 400, title: "Something in what was sent is not right" },
  "common-password": { status: 400, title: "This password is easy to guess" },
  "not-logged-in": { status: 401, title: "Please log in first" },
  "token-expired": { status: 401, title: "This API token has expired" },
  "link-not-valid": { status: 401, title: "This link is not valid, or no longer" },
  "link-revoked": { status: 401, title: "This link no longer works" },
  "not-allowed": { status: 403, title: "You may not do this" },
  "other-origin": { status: 403, title: "This request came from another site" },
  "not-found": { status: 404, title: "There is nothing here" },
  "too-slow": { status: 408, title: "This took too long to arrive" },
  "already-done": { status: 409, title: "This has been done already" },
  "not-now": { status: 409, title: "This can't be done now" },
  "changed-meanwhile": { status: 412, title: "This was changed after you opened it" },
  "too-large": { status: 413, title: "This is too large" },
  "wrong-type": { status: 415, title: "This kind of content is not taken here" },
  "not-fetched": { status: 422, title: "We couldn't fetch that repository" },
  "wrong-host": { status: 421, title: "Assay isn’t known by this name" },
  "too-many": { status: 429, title: "Too many at once" },
  "too-many-guesses": { status: 429, title: "Too many tries" },
  "our-mistake": { status: 500, title: "Something went wrong on our side" },
  "away-for-a-moment": { status: 503, title: "The database can't be reached right now" },
  "no-room": { status: 507, title: "This server has no room left" },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof problems;

/** What is wrong with one thing that was sent. */
export interface FieldProblem {
  /** Such as `people.0.email`. */
  readonly path: string;
  readonly message: string;
}

/** Thrown wherever a request can't be done as asked. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** What happened, and what to do. */
  readonly detail: string;
  readonly fields: readonly FieldProblem[];

  constructor(code: ProblemCode, detail: string, fields: readonly FieldProblem[] = []) {
    super(detail);
    this.name = "Problem";
    this.code = code;
    this.detail = detail;
    this.fields = fields;
  }
}

/** The body of a refusal, as RFC 9457 has it, with our code beside. */
export function bodyOf({ code, detail, fields }: Problem) {
  const { status, title } = problems[code];
  return { type: `/problems/${code}`, title, status, detail, code, ...(fields.length === 0 ? {} : { fields }) };
}

/** `found(await roles.find(…), "role")` is the role, or the request ends. */
export function found<T>(thing: T | undefined, what: string): T {
  if (thing !== undefined) return thing;
  throw new Problem("not-found", `There is no such ${what}, or it isn't yours to see.`);
}
