import { sql, type Kysely } from "kysely";

/**
 * What opens an account is kept by its digest alone, as `digestOf` and better-auth make it: sessions go on, and links for a
 * new password still work. Tokens for programs end; those that are there, in a year. And guesses are counted.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  const digest = (text: string) =>
    sql.raw(`translate(encode(sha256(convert_to(${text}, 'UTF8')), 'base64'), '+/=', '-_')`);
  await sql`UPDATE session SET token = ${digest("token")}`.execute(database);
  await sql`
    UPDATE verification SET identifier = ${digest("identifier")}
    WHERE identifier NOT LIKE 'owner-link:%' AND identifier NOT LIKE 'invitation:%'`.execute(database);
  await database.schema
    .alterTable("api_token")
    .addColumn("expires_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now() + interval '365 days'`))
    .execute();
  await database.schema
    .alterTable("api_token")
    .alterColumn("expires_at", (column) => column.setDefault(sql`now() + interval '90 days'`))
    .execute();
  await database.schema
    .createTable("guess_budget")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("spent", "double precision", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .execute();
  await database.schema.createIndex("guess_budget_by_age").on("guess_budget").column("at").execute();
}
