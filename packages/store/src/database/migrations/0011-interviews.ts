import { sql, type Kysely } from "kysely";

/** What is noted in a talk, by which rule ratings are put together, and what came of talking about them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const now = sql`now()`;
  // Until now there were four points. What was given stays as it was given, with the scale that it was given on.
  await database.schema
    .alterTable("rating")
    .addColumn("out_of", "smallint", (column) => column.notNull().defaultTo(4))
    .addColumn("first_scores", "jsonb")
    .execute();
  await sql`ALTER TABLE rating ALTER COLUMN out_of SET DEFAULT 5`.execute(database);
  await sql`UPDATE rating SET first_scores = scores`.execute(database);
  await database.schema
    .alterTable("rating")
    .addCheckConstraint("rating_scale", sql`out_of IN (4, 5)`)
    .execute();
  await sql`ALTER TABLE rating ALTER COLUMN first_scores SET NOT NULL`.execute(database);

  await database.schema
    .createTable("interview_note")
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("person_id", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("choice", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("version", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("changed_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addPrimaryKeyConstraint("interview_note_once", ["application_id", "person_id", "place"])
    .execute();

  await database.schema
    .createTable("rating_talk")
    .addColumn("application_id", "uuid", (column) =>
      column.primaryKey().references("application.id").onDelete("cascade"),
    )
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("person_id", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("person_name", "text", (column) => column.notNull())
    .addColumn("changed_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();

  await database.schema
    .createTable("rating_rule")
    .addColumn("role_id", "uuid", (column) => column.primaryKey().references("role.id").onDelete("cascade"))
    .addColumn("weights", "jsonb", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("person_id", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("person_name", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("locked_at", "timestamptz")
    .execute();
  // Where people have rated already, the rule is the one that nobody had to choose.
  await sql`
    INSERT INTO rating_rule (role_id, weights, locked_at)
    SELECT role_id, ${JSON.stringify(equalWeights)}::jsonb, min(rating.made_at)
    FROM rating JOIN application ON application.id = rating.application_id
    GROUP BY role_id`.execute(database);
}

/** As they were when this landed. */
const equalWeights = {
  ...{ "solves-problems": 1, "prevents-problems": 1, "explains-clearly": 1, "works-with-others": 1 },
  "owns-the-outcome": 1,
};
