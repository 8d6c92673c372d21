import { sql, type Transaction } from "kysely";
import type { Database } from "./open-database.ts";
import type { Tables } from "./tables.ts";

/** The database role of workers, unless an operator names another. */
export const workerRole = "assay_worker";

/** Everything a worker reads and writes in the tables. What's not listed here, it can't see: people, sessions, tokens, links. */
const privileges: Readonly<Partial<Record<keyof Tables | "kysely_migration", readonly string[]>>> = {
  kysely_migration: ["SELECT"],
  submission: ["SELECT (id, organization_id, name, file_key, application_id, kind, follow_up)"],
  evaluation: [
    "SELECT",
    "UPDATE (state, attempt, worker, started_at, ended_at, verdict, result, evidence_key, problem)",
  ],
  evaluation_event: ["SELECT", "INSERT"],
  overrule: ["SELECT"],
  role: ["SELECT (id, organization_id)"],
  application: ["SELECT (id, role_id, stage)", "UPDATE (stage)"],
  application_alias: ["INSERT (application_id, alias)"],
  audit: ["INSERT"],
  webhook: ["SELECT (id, organization_id, removed_at)"],
  webhook_delivery: ["INSERT (webhook_id, event, payload)"],
};

/** In which pg-boss keeps its queues: workers take jobs from them, and bring back those of workers that died. */
const queueSchema = "queue";

export type WorkerRoleState =
  /** It has what workers need, and nothing else. */
  | "limited"
  /** There is no such role, and the server's own role can't make it. */
  | "missing"
  /** It can read sessions all the same: it is a superuser, or someone granted it more. */
  | "too-powerful";

/**
 * Gives the workers' role what workers need, and takes back what they don't. Makes the role where the server's own role can.
 * Call it after the tables and the queue are up to date.
 */
export async function prepareWorkerRole(
  database: Database,
  { role, password }: { readonly role: string; readonly password: string },
): Promise<WorkerRoleState> {
  await makeRole(database, role, password);
  return database.transaction().execute(async (transaction) => {
    // Two servers that grant at the same moment would get in each other's way.
    await sql`SELECT pg_advisory_xact_lock(hashtext('assay worker role'))`.execute(transaction);
    if (!(await exists(transaction, role))) return "missing";
    await grant(transaction, role);
    const { rows } = await sql<{ reads: boolean }>`
      SELECT has_table_privilege(${role}, 'session', 'SELECT') AS reads`.execute(transaction);
    return rows[0]?.reads === true ? "too-powerful" : "limited";
  });
}

async function makeRole(database: Database, role: string, password: string): Promise<void> {
  const { rows } = await sql<{ may: boolean; own: string }>`
    SELECT rolsuper OR rolcreaterole AS may, rolname AS own FROM pg_roles WHERE rolname = current_user`.execute(
    database,
  );
  if (rows[0]?.own === role) throw new Error(`workers need a database role other than the server's own, "${role}"`);
  if (rows[0]?.may !== true) return;
  const verb = sql.raw((await exists(database, role)) ? "ALTER" : "CREATE");
  try {
    await sql`${verb} ROLE ${sql.id(role)} LOGIN PASSWORD ${sql.lit(password)}`.execute(database);
  } catch (error) {
    // An administrator made it, and sets its password. Or another server made it a moment ago.
    if (!["42501", "42710"].includes(codeOf(error))) throw error;
  }
}

async function exists(database: Database | Transaction<Tables>, role: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM pg_roles WHERE rolname = ${role}`.execute(database);
  return rows.length > 0;
}

async function grant(transaction: Transaction<Tables>, role: string): Promise<void> {
  const to = sql.id(role);
  const queue = sql.id(queueSchema);
  const statements = [
    sql`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${to}`,
    sql`GRANT USAGE ON SCHEMA public, ${queue} TO ${to}`,
    ...Object.entries(privileges).flatMap(([table, rights]) =>
      rights.map((right) => sql`GRANT ${sql.raw(right)} ON TABLE ${sql.id("public", table)} TO ${to}`),
    ),
    sql`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${queue} TO ${to}`,
    sql`GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${queue} TO ${to}`,
  ];
  for (const statement of statements) await statement.execute(transaction);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
