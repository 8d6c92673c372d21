import { sql, type Kysely } from "kysely";

/** Roles, who applies for them, what they hand in, and what people say and decide about it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const id = sql`gen_random_uuid()`;
  const now = sql`now()`;
  await database.schema
    .createTable("role")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("challenge", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull().defaultTo("open"))
    .addColumn("pays", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("days", "integer", (column) => column.notNull().defaultTo(7))
    .addColumn("ai_policy", "text", (column) => column.notNull().defaultTo("welcome"))
    .addColumn("decider", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("keep_months", "integer", (column) => column.notNull().defaultTo(6))
    .addColumn("place", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("is_demo", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("closed_at", "timestamptz")
    .addCheckConstraint("role_state", sql`state IN ('open', 'closed') AND (state = 'closed') = (closed_at IS NOT NULL)`)
    .execute();
  await database.schema
    .createIndex("role_of_organization")
    .on("role")
    .columns(["organization_id", "made_at"])
    .execute();
  await database.schema
    .createTable("candidate")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("email", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("source", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema
    .createIndex("candidate_of_organization")
    .on("candidate")
    .columns(["organization_id", "made_at"])
    .execute();
  await database.schema
    .createTable("application")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("role_id", "uuid", (column) => column.notNull().references("role.id").onDelete("cascade"))
    .addColumn("candidate_id", "uuid", (column) => column.notNull().references("candidate.id").onDelete("cascade"))
    .addColumn("code_name", "text", (column) => column.notNull())
    .addColumn("stage", "text", (column) => column.notNull().defaultTo("added"))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("invited_at", "timestamptz")
    .addColumn("opened_at", "timestamptz")
    .addColumn("agreed_at", "timestamptz")
    .addColumn("due_at", "timestamptz")
    .addColumn("submitted_at", "timestamptz")
    .addColumn("told", "jsonb")
    .addColumn("released_at", "timestamptz")
    .addUniqueConstraint("application_once", ["role_id", "candidate_id"])
    .addUniqueConstraint("application_code_name", ["role_id", "code_name"])
    .addCheckConstraint(
      "application_stage",
      sql`stage IN ('added', 'invited', 'working', 'testing', 'report', 'interview', 'decided')`,
    )
    .execute();
  await database.schema.createIndex("application_of_role").on("application").columns(["role_id", "made_at"]).execute();
  await database.schema.createIndex("application_of_candidate").on("application").column("candidate_id").execute();
  await database.schema
    .createTable("application_link")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema.createIndex("link_of_application").on("application_link").column("application_id").execute();
  await database.schema
    .alterTable("submission")
    .addColumn("application_id", "uuid", (column) => column.references("application.id").onDelete("cascade"))
    .addColumn("kind", "text", (column) => column.notNull().defaultTo("final"))
    .addColumn("commit", "text")
    .execute();
  await database.schema
    .alterTable("submission")
    .addCheckConstraint("submission_kind", sql`kind IN ('draft', 'final')`)
    .execute();
  await database.schema
    .createIndex("submission_of_application")
    .on("submission")
    .columns(["application_id", "made_at"])
    .execute();
  await database.schema
    .createTable("message")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("person_id", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("by_candidate", "boolean", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema
    .createIndex("message_of_application")
    .on("message")
    .columns(["application_id", "made_at"])
    .execute();
  await database.schema
    .createTable("rating")
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("person_id", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("scores", "jsonb", (column) => column.notNull())
    .addColumn("note", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addPrimaryKeyConstraint("rating_once", ["application_id", "person_id"])
    .execute();
  await database.schema
    .createTable("report_opening")
    .addColumn("evaluation_id", "uuid", (column) => column.notNull().references("evaluation.id").onDelete("cascade"))
    .addColumn("person_id", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addPrimaryKeyConstraint("report_opening_once", ["evaluation_id", "person_id"])
    .execute();
  await database.schema
    .createTable("decision")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("role_id", "uuid", (column) => column.references("role.id").onDelete("set null"))
    .addColumn("application_id", "uuid", (column) => column.references("application.id").onDelete("set null"))
    // What remains when the candidate's data is gone: who was meant, what was decided, by whom and why.
    .addColumn("role_title", "text", (column) => column.notNull())
    .addColumn("candidate_name", "text", (column) => column.notNull())
    .addColumn("choice", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("person_id", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("person_name", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("undone_at", "timestamptz")
    .addColumn("erase_at", "timestamptz")
    .addCheckConstraint("decision_choice", sql`choice IN ('hire', 'no', 'ask-for-a-fix')`)
    .execute();
  await database.schema.createIndex("decision_of_application").on("decision").column("application_id").execute();
  await database.schema
    .createTable("overrule")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("role_id", "uuid", (column) => column.notNull().references("role.id").onDelete("cascade"))
    .addColumn("evaluation_id", "uuid", (column) => column.references("evaluation.id").onDelete("cascade"))
    .addColumn("check_id", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("only_here_because", "text")
    .addColumn("person_id", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("person_name", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("undone_at", "timestamptz")
    // For everyone in the role, or for one evaluation with the reason why not for all.
    .addCheckConstraint("overrule_reach", sql`(evaluation_id IS NULL) = (only_here_because IS NULL)`)
    .execute();
  await database.schema.createIndex("overrule_of_role").on("overrule").column("role_id").execute();
  await database.schema
    .createTable("dispute")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("evaluation_id", "uuid", (column) => column.notNull().references("evaluation.id").onDelete("cascade"))
    .addColumn("check_id", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("answer", "text")
    .addColumn("answered_by", "text")
    .addColumn("answered_at", "timestamptz")
    .execute();
  await database.schema.createIndex("dispute_of_evaluation").on("dispute").column("evaluation_id").execute();
  await database.schema
    .createTable("comment")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("evaluation_id", "uuid", (column) => column.notNull().references("evaluation.id").onDelete("cascade"))
    .addColumn("check_id", "text", (column) => column.notNull())
    .addColumn("person_id", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("person_name", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema.createIndex("comment_of_evaluation").on("comment").column("evaluation_id").execute();
  await database.schema
    .createTable("share")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("evaluation_id", "uuid", (column) => column.notNull().references("evaluation.id").onDelete("cascade"))
    .addColumn("digest", "text", (column) => column.notNull().unique())
    .addColumn("person_id", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("revoked_at", "timestamptz")
    .execute();
  await database.schema
    .createTable("api_token")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("user_id", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull().unique())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("used_at", "timestamptz")
    .addColumn("revoked_at", "timestamptz")
    .execute();
  await database.schema
    .createTable("webhook")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("removed_at", "timestamptz")
    .execute();
  await database.schema
    .createTable("webhook_delivery")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("webhook_id", "uuid", (column) => column.notNull().references("webhook.id").onDelete("cascade"))
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("payload", "jsonb", (column) => column.notNull())
    .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("last_answer", "text")
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("delivered_at", "timestamptz")
    .execute();
  await database.schema
    .createTable("notice")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("for_candidate", "boolean", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("facts", "jsonb", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("seen_at", "timestamptz")
    .execute();
  await database.schema.createIndex("notice_of_application").on("notice").column("application_id").execute();
}
