import { sql, type Kysely } from "kysely";

/**
 * Who may log in, and what they may do. The columns are better-auth's own, by the names that it gives them, so that its
 * documentation holds for our tables too.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  const id = sql`gen_random_uuid()`;
  const now = sql`now()`;
  await database.schema
    .alterTable("organization")
    .addColumn("slug", "text", (column) =>
      column
        .notNull()
        .unique()
        .defaultTo(sql`gen_random_uuid()::text`),
    )
    .addColumn("logo", "text")
    .addColumn("metadata", "text")
    .execute();
  await database.schema
    .createTable("user")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("emailVerified", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("image", "text")
    .addColumn("twoFactorEnabled", "boolean", (column) => column.defaultTo(false))
    .addColumn("createdAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("updatedAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema
    .createTable("session")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("userId", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("token", "text", (column) => column.notNull().unique())
    .addColumn("expiresAt", "timestamptz", (column) => column.notNull())
    .addColumn("ipAddress", "text")
    .addColumn("userAgent", "text")
    .addColumn("activeOrganizationId", "uuid", (column) => column.references("organization.id").onDelete("set null"))
    .addColumn("createdAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("updatedAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema.createIndex("session_of_user").on("session").column("userId").execute();
  await database.schema
    .createTable("account")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("userId", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("accountId", "text", (column) => column.notNull())
    .addColumn("providerId", "text", (column) => column.notNull())
    .addColumn("accessToken", "text")
    .addColumn("refreshToken", "text")
    .addColumn("idToken", "text")
    .addColumn("accessTokenExpiresAt", "timestamptz")
    .addColumn("refreshTokenExpiresAt", "timestamptz")
    .addColumn("scope", "text")
    .addColumn("password", "text")
    .addColumn("createdAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("updatedAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema.createIndex("account_of_user").on("account").column("userId").execute();
  await database.schema
    .createTable("verification")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("identifier", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("expiresAt", "timestamptz", (column) => column.notNull())
    .addColumn("createdAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("updatedAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema.createIndex("verification_identifier").on("verification").column("identifier").execute();
  await database.schema
    .createTable("twoFactor")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("userId", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("backupCodes", "text", (column) => column.notNull())
    .addColumn("verified", "boolean", (column) => column.defaultTo(true))
    .addColumn("failedVerificationCount", "integer", (column) => column.defaultTo(0))
    .addColumn("lockedUntil", "timestamptz")
    .execute();
  await database.schema.createIndex("two_factor_of_user").on("twoFactor").column("userId").execute();
  await database.schema
    .createTable("member")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organizationId", "uuid", (column) => column.notNull().references("organization.id").onDelete("cascade"))
    .addColumn("userId", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("createdAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addUniqueConstraint("member_once", ["organizationId", "userId"])
    .execute();
  await database.schema.createIndex("member_of_user").on("member").column("userId").execute();
  await database.schema
    .createTable("invitation")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organizationId", "uuid", (column) => column.notNull().references("organization.id").onDelete("cascade"))
    .addColumn("email", "text", (column) => column.notNull())
    .addColumn("role", "text")
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("inviterId", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("expiresAt", "timestamptz", (column) => column.notNull())
    .addColumn("createdAt", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema.createIndex("invitation_of_organization").on("invitation").column("organizationId").execute();
  await database.schema
    .createTable("rateLimit")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("key", "text", (column) => column.notNull().unique())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("lastRequest", "bigint", (column) => column.notNull())
    .execute();
}
