import type {
  Applications,
  AuditLog,
  Database,
  Evaluations,
  Files,
  Home,
  Members,
  Messages,
  openQueue,
  Roles,
  Submissions,
  Tokens,
  Webhooks,
} from "@assay/store";
import type { Operation } from "./configuration.ts";
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
  readonly messages: Messages;
  readonly home: Home;
  readonly files: Files;
  readonly challenges: Challenges;
  readonly changes: Changes;
  readonly auth: Auth;
  readonly mailer: Mailer;
  readonly members: Members;
  readonly tokens: Tokens;
  readonly auditLog: AuditLog;
  readonly webhooks: Webhooks;
  readonly operation: Operation;
  /** By which people reach us: no slash at the end. */
  readonly url: string;
}
