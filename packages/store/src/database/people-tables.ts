import type { Generated } from "kysely";
import type { Maybe, MaybeMoment, Moment } from "./columns.ts";

/** What a member of an organization may do: better-auth's word for it is `role`, ours is a job that is filled. */
export const accesses = ["owner", "recruiter", "reviewer", "reader"] as const;
export type Access = (typeof accesses)[number];

/** A person with an account. better-auth writes it; the columns are named as it names them. */
export interface UserTable {
  readonly id: Generated<string>;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: Generated<boolean>;
  readonly image: Maybe<string>;
  readonly twoFactorEnabled: Maybe<boolean>;
  readonly createdAt: Generated<Date>;
  readonly updatedAt: Generated<Date>;
}

export interface SessionTable {
  readonly id: Generated<string>;
  readonly userId: string;
  readonly token: string;
  readonly expiresAt: Moment;
  readonly ipAddress: Maybe<string>;
  readonly userAgent: Maybe<string>;
  readonly activeOrganizationId: Maybe<string>;
  readonly createdAt: Generated<Date>;
  readonly updatedAt: Generated<Date>;
}

export interface MemberTable {
  readonly id: Generated<string>;
  readonly organizationId: string;
  readonly userId: string;
  readonly role: Access;
  readonly createdAt: Generated<Date>;
}

export interface InvitationTable {
  readonly id: Generated<string>;
  readonly organizationId: string;
  readonly email: string;
  readonly role: Access | null;
  readonly status: string;
  readonly inviterId: string;
  readonly expiresAt: Moment;
  readonly createdAt: Generated<Date>;
}

/** What better-auth, and the first person's link, keep for a while. */
export interface VerificationTable {
  readonly id: Generated<string>;
  readonly identifier: string;
  readonly value: string;
  readonly expiresAt: Moment;
  readonly createdAt: Generated<Date>;
  readonly updatedAt: Generated<Date>;
}

/** For programs that act for a person; only its digest is kept. */
export interface ApiTokenTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly user_id: string;
  readonly name: string;
  readonly digest: string;
  readonly made_at: Generated<Date>;
  readonly used_at: MaybeMoment;
  readonly expires_at: Generated<Date>;
  readonly revoked_at: MaybeMoment;
}

/** How many tries at something that can be guessed were made lately. */
export interface GuessBudgetTable {
  /** A digest of whose account it is, and from where. */
  readonly key: string;
  /** As of then; it shrinks with time. */
  readonly spent: number;
  readonly at: Moment;
}

export interface PeopleTables {
  readonly user: UserTable;
  readonly session: SessionTable;
  readonly verification: VerificationTable;
  readonly member: MemberTable;
  readonly invitation: InvitationTable;
  readonly api_token: ApiTokenTable;
  readonly guess_budget: GuessBudgetTable;
}
