import { sql, type Kysely } from "kysely";

/**
 * What a role is for, what its test pays and how it is told of; and that a contract has started, where a market place
 * wants one before any work is asked for.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("role")
    .addColumn("about", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("needs", "jsonb")
    .addColumn("test_paid", "text")
    .addColumn("post", "jsonb")
    .execute();
  // Whoever said what it pays has said that it pays.
  await sql`UPDATE role SET test_paid = 'yes' WHERE pays <> ''`.execute(database);
  await database.schema
    .alterTable("role")
    .addCheckConstraint("role_test_paid", sql`test_paid IN ('yes', 'no') AND (test_paid = 'yes' OR pays = '')`)
    .execute();
  await database.schema
    .alterTable("application")
    .addColumn("contract_started_at", "timestamptz")
    .addColumn("contract_started_by", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .execute();
}
