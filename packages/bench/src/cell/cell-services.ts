import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { users } from "../sandbox/users.ts";
import { mailSocketIn, startMail, type MailServer } from "../services/mail/mail.ts";
import type { CellDatabase, DatabasePlan } from "../services/database.ts";
import type { ServerOwner } from "../services/launch-server.ts";
import { mysqlSocketIn } from "../services/mysql/socket.ts";
import { postgresIn } from "../services/postgres/database.ts";
import { postgresSocketIn } from "../services/postgres/server.ts";
import { openTap, type OpenTap } from "../tap/tap.ts";
import { now } from "./clock.ts";
import { createLimits, type Limits } from "./limits.ts";
import type { CellPlan } from "./protocol.ts";

const databaseLimits = { memoryBytes: 1024 * 1024 * 1024, cpus: 2, processes: 256 };

/** What a submission finds in its cell: each server behind its tap. */
export interface CellServices {
  readonly database: { readonly server: CellDatabase; readonly tap?: OpenTap; readonly limits?: Limits };
  readonly mail: { readonly server: MailServer; readonly tap: OpenTap };
}

/**
 * Starts all of them at once, taps too: the slowest decides how long a cell takes to be ready. A tap may be open before
 * its server is, as nothing connects until the cell is ready.
 */
export async function startServices(plan: CellPlan): Promise<CellServices> {
  // At once, before the rest of the agent is read: the servers take the time that reading takes.
  mkdirSync(plan.directory, { recursive: true });
  const [database, mail] = await Promise.all([startDatabase(plan), startMailService(plan)]);
  return { database, mail };
}

async function startDatabase(plan: CellPlan): Promise<CellServices["database"]> {
  const { database } = plan;
  if (database.engine === "sqlite") {
    const { sqliteIn } = await import("../services/sqlite/database.ts");
    return { server: await sqliteIn({ folder: dataFolderOf(plan), ...userOf(users.submission) }) };
  }
  const lateBy = plan.need === "shared" ? undefined : plan.need.databaseLateBy;
  const limits = plan.sandbox === "none" ? undefined : await createLimits(`${plan.id}-database`, databaseLimits);
  const directory = join(plan.directory, "database");
  const [server, tap] = await Promise.all([
    serverIn(database, {
      directory,
      ...userOf(users.database),
      ...(limits === undefined ? {} : { limits }),
    }),
    openTap({
      port: plan.ports.database,
      target: database.engine === "mysql" ? mysqlSocketIn(directory) : postgresSocketIn(directory),
      name: "database",
      open: lateBy === undefined,
    }),
  ]);
  return { server, tap, ...(limits === undefined ? {} : { limits }) };
}

async function serverIn(
  plan: Exclude<DatabasePlan, { engine: "sqlite" }>,
  options: ServerOwner & { readonly directory: string },
): Promise<CellDatabase> {
  if (plan.engine === "postgres") return postgresIn({ template: plan.template, ...options });
  // Read only where it is used: a cell waits for what is read.
  const { mysqlIn } = await import("../services/mysql/database.ts");
  return mysqlIn({ template: plan.template, ...options });
}

async function startMailService(plan: CellPlan): Promise<CellServices["mail"]> {
  const directory = join(plan.directory, "mail");
  const [server, tap] = await Promise.all([
    startMail({ directory, now, ...userOf(users.mail) }),
    openTap({ port: plan.ports.mail, target: mailSocketIn(directory), name: "mail" }),
  ]);
  return { server, tap };
}

/** Where the submission may write, as we see it. */
export function dataFolderOf(plan: Pick<CellPlan, "directory">): string {
  return join(plan.directory, "data");
}

/** As options take it: nothing where we cannot act as another user. */
export function userOf(user: number | undefined): { readonly user?: number } {
  return user === undefined ? {} : { user };
}
