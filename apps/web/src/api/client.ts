import createClient from "openapi-fetch";
import type { paths } from "./schema.d.ts";

/** What the server says when it can't do what was asked: RFC 9457, with our code. */
export interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
}

/** A request that was refused, or never got through (`offline`). */
export class Refused extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail);
    this.name = "Refused";
    this.body = body;
  }

  /** What is wrong with one field of a form, where that was said. */
  of(path: string): string | undefined {
    return this.body.fields?.find((field) => field.path === path)?.message;
  }
}

/** The whole API, typed from the server's own OpenAPI document. */
export const api = createClient<paths>({ baseUrl: "" });

/** `await done(api.GET("/api/v1/roles"))` is the answer, or throws `Refused`. */
export async function done<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  let answer: Awaited<typeof asked>;
  try {
    answer = await asked;
  } catch {
    throw new Refused({ code: "offline", status: 0, title: "", detail: "" });
  }
  if (answer.data !== undefined && answer.data !== null) return answer.data;
  if (answer.response.ok) return undefined as unknown as NonNullable<T>;
  throw new Refused(problemOf(answer.error, answer.response.status));
}

function problemOf(error: unknown, status: number): ProblemBody {
  if (typeof error === "object" && error !== null && "code" in error) return error as ProblemBody;
  return { code: "our-mistake", status, title: "", detail: "" };
}
