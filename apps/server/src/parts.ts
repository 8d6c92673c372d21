import type { Applications, Database, Evaluations, Files, openQueue, Roles, Submissions } from "@assay/store";
import type { Auth } from "./auth/auth.ts";
import type { Challenges } from "./challenges/challenges.ts";
import type { Changes } from "./live/changes.ts";
import type { Mailer } from "./mail/mailer.ts";

/** What routes are made of. */
export interface Parts {
  readonly database: Database;
  readonly queue: Awaited<ReturnType<typeof openQueue>>;
  readonly roles: Roles;
  readonly applications: Applications;
  readonly evaluations: Evaluations;
  readonly submissions: Submissions;
  readonly files: Files;
  readonly challenges: Challenges;
  readonly changes: Changes;
  readonly auth: Auth;
  readonly mailer: Mailer;
  /** By which people reach us: no slash at the end. */
  readonly url: string;
}
