import { sql, type Transaction } from "kysely";
import { record, type Actor } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import type { Access } from "../database/people-tables.ts";
import type { Tables } from "../database/tables.ts";
import { digestOf, makeToken } from "../links/token.ts";

export interface MemberRow {
  /** The person's id. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly access: Access;
  readonly since: Date;
  /** Whether a code from an app is asked at the log-in. */
  readonly second_factor: boolean;
}

export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly access: Access;
  readonly made_at: Date;
  readonly expires_at: Date;
}

/** What an invitation opens, for whoever holds its link. */
export interface Invited {
  readonly id: string;
  readonly organization: string;
  readonly organization_name: string;
  readonly email: string;
  readonly access: Access;
}

export type Changed = "changed" | "last-owner" | undefined;

const goodForDays = 7;
const prefix = "invitation:";

/** Who works together in an organization, what each may do, and the way in. There is always an owner. */
export class Members {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** By name. */
  async list(organization: string): Promise<readonly MemberRow[]> {
    return this.#database
      .selectFrom("member")
      .innerJoin("user", "user.id", "member.userId")
      .select(["user.id", "user.name", "user.email", "member.role as access", "member.createdAt as since"])
      .select(sql<boolean>`coalesce("user"."twoFactorEnabled", false)`.as("second_factor"))
      .where("organizationId", "=", organization)
      .orderBy("user.name")
      .orderBy("user.id")
      .execute();
  }

  /** Undefined where nobody of that id is in it. */
  async change(person: string, organization: string, access: Access, by: Actor): Promise<Changed> {
    return this.#withoutLosingOwners(organization, person, access === "owner", async (transaction, before) => {
      await transaction
        .updateTable("member")
        .set({ role: access })
        .where("organizationId", "=", organization)
        .where("userId", "=", person)
        .execute();
      await record(transaction, {
        ...{ organization, by, action: "member.changed", subject: person },
        details: { from: before, to: access },
      });
    });
  }

  /** Ends every way in that the person has. What they wrote stays, under their name. */
  async remove(person: string, organization: string, by: Actor): Promise<Changed> {
    return this.#withoutLosingOwners(organization, person, false, async (transaction) => {
      await transaction
        .deleteFrom("member")
        .where("organizationId", "=", organization)
        .where("userId", "=", person)
        .execute();
      await transaction.deleteFrom("session").where("userId", "=", person).execute();
      await transaction
        .updateTable("api_token")
        .set({ revoked_at: sql<Date>`now()` })
        .where("organization_id", "=", organization)
        .where("user_id", "=", person)
        .where("revoked_at", "is", null)
        .execute();
      await record(transaction, { organization, by, action: "member.removed", subject: person });
    });
  }

  /** Ends the person's sessions. They stay a member, and can log in again. False where nobody of that id is in it. */
  async endSessions(person: string, organization: string, by: Actor): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const member = await transaction
        .selectFrom("member")
        .select("id")
        .where("organizationId", "=", organization)
        .where("userId", "=", person)
        .executeTakeFirst();
      if (member === undefined) return false;
      await transaction.deleteFrom("session").where("userId", "=", person).execute();
      await record(transaction, { organization, by, action: "member.sessions-ended", subject: person });
      return true;
    });
  }

  /** The link's token, shown once. Who is invited again gets a new link, and the one before it is void. */
  async invite(
    organization: string,
    { email, access }: { readonly email: string; readonly access: Access },
    by: Actor,
  ): Promise<{ readonly id: string; readonly token: string }> {
    return this.#database.transaction().execute(async (transaction) => {
      const address = email.toLowerCase();
      const older = await transaction
        .selectFrom("invitation")
        .select("id")
        .where("organizationId", "=", organization)
        .where("email", "=", address)
        .where("status", "=", "pending")
        .execute();
      for (const { id } of older) await end(transaction, id, "canceled");
      const { token, digest } = makeToken();
      const expiresAt = new Date(Date.now() + goodForDays * 86_400_000);
      const { id } = await transaction
        .insertInto("invitation")
        .values({
          ...{ organizationId: organization, email: address, role: access, status: "pending" },
          ...{ inviterId: by, expiresAt },
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto("verification")
        .values({ identifier: prefix + digest, value: id, expiresAt })
        .execute();
      await record(transaction, {
        ...{ organization, by, action: "member.invited", subject: id },
        details: { access },
      });
      return { id, token };
    });
  }

  /** Those that can still be used, newest first. */
  async invitations(organization: string): Promise<readonly InvitationRow[]> {
    return this.#database
      .selectFrom("invitation")
      .select(["id", "email", "createdAt as made_at", "expiresAt as expires_at"])
      .select(sql<Access>`role`.as("access"))
      .where("organizationId", "=", organization)
      .where("status", "=", "pending")
      .where("expiresAt", ">", sql<Date>`now()`)
      .orderBy("createdAt", "desc")
      .execute();
  }

  /** False where there is none that could still be used. */
  async withdraw(invitation: string, organization: string, by: Actor): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const pending = await transaction
        .selectFrom("invitation")
        .select("id")
        .where("id", "=", invitation)
        .where("organizationId", "=", organization)
        .where("status", "=", "pending")
        .forUpdate()
        .executeTakeFirst();
      if (pending === undefined) return false;
      await end(transaction, invitation, "canceled");
      await record(transaction, { organization, by, action: "member.invitation-withdrawn", subject: invitation });
      return true;
    });
  }

  async findInvited(token: string): Promise<Invited | undefined> {
    return this.#invited(token)
      .where("verification.expiresAt", ">", sql<Date>`now()`)
      .executeTakeFirst();
  }

  /** Uses the link up: of two at once, one gets nothing. */
  async take(token: string): Promise<Invited | undefined> {
    const invited = await this.findInvited(token);
    if (invited === undefined) return undefined;
    const taken = await this.#database
      .deleteFrom("verification")
      .where("identifier", "=", prefix + digestOf(token))
      .returning("id")
      .executeTakeFirst();
    return taken === undefined ? undefined : invited;
  }

  /** The person, who has an account by now, is in. */
  async join({ id, organization, access }: Invited, person: string): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("member")
        .values({ organizationId: organization, userId: person, role: access })
        .execute();
      await end(transaction, id, "accepted");
      await record(transaction, {
        ...{ organization, by: person, action: "member.joined", subject: person },
        details: { access },
      });
    });
  }

  #invited(token: string) {
    return this.#database
      .selectFrom("verification")
      .innerJoin("invitation", (join) => join.on(sql`invitation.id::text`, "=", sql.ref("verification.value")))
      .innerJoin("organization", "organization.id", "invitation.organizationId")
      .select(["invitation.id", "organization.id as organization", "organization.name as organization_name", "email"])
      .select(sql<Access>`invitation.role`.as("access"))
      .where("identifier", "=", prefix + digestOf(token))
      .where("status", "=", "pending");
  }

  async #withoutLosingOwners(
    organization: string,
    person: string,
    staysOwner: boolean,
    act: (transaction: Transaction<Tables>, before: Access) => Promise<void>,
  ): Promise<Changed> {
    return this.#database.transaction().execute(async (transaction) => {
      // All of them: of two owners who remove each other at the same moment, one stays.
      const there = await transaction
        .selectFrom("member")
        .select(["userId", "role"])
        .where("organizationId", "=", organization)
        .orderBy("id")
        .forUpdate()
        .execute();
      const before = there.find(({ userId }) => userId === person)?.role;
      if (before === undefined) return undefined;
      const others = there.filter(({ userId, role }) => role === "owner" && userId !== person);
      if (before === "owner" && !staysOwner && others.length === 0) return "last-owner";
      await act(transaction, before);
      return "changed";
    });
  }
}

async function end(
  transaction: Transaction<Tables>,
  invitation: string,
  status: "accepted" | "canceled",
): Promise<void> {
  await transaction.updateTable("invitation").set({ status }).where("id", "=", invitation).execute();
  await transaction.deleteFrom("verification").where("value", "=", invitation).execute();
}
