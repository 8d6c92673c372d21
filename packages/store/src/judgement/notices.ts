import { sql, type Transaction } from "kysely";
import { record } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";

/** What somebody concerned must hear, with whom it is about. */
export interface Notice {
  readonly id: string;
  readonly application_id: string;
  readonly kind: string;
  readonly facts: object;
  readonly made_at: Date;
  readonly seen_at: Date | null;
}

/** What members, and the candidate it is about, must hear; also after the decision. */
export class Notices {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What nobody in the organization has put away yet, the newest first, by the code name of whom it is about. */
  async forMembers(organization: string) {
    return this.#database
      .selectFrom("notice")
      .innerJoin("application", "application.id", "notice.application_id")
      .innerJoin("role", "role.id", "application.role_id")
      .select(["notice.id", "notice.application_id", "kind", "facts", "notice.made_at", "seen_at"])
      .select(["code_name", "role.title as role_title"])
      .where("notice.organization_id", "=", organization)
      .where("for_candidate", "=", false)
      .where("seen_at", "is", null)
      .orderBy("notice.made_at", "desc")
      .limit(50)
      .execute();
  }

  /** All that was ever said to a candidate, the newest first. */
  async forCandidate(application: string): Promise<readonly Notice[]> {
    return this.#database
      .selectFrom("notice")
      .select(["id", "application_id", "kind", "facts", "made_at", "seen_at"])
      .where("application_id", "=", application)
      .where("for_candidate", "=", true)
      .orderBy("made_at", "desc")
      .execute();
  }

  /** Takes the place of an earlier one of its kind: only the newest is of use to whom it is for. */
  async replace(notice: NewNotice): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .deleteFrom("notice")
        .where("application_id", "=", notice.application)
        .where("kind", "=", notice.kind)
        .where("for_candidate", "=", notice.forCandidate)
        .execute();
      await notify(transaction, [notice]);
    });
  }

  async find(id: string, organization: string): Promise<{ readonly id: string } | undefined> {
    return this.#database
      .selectFrom("notice")
      .select("id")
      .where("id", "=", id)
      .where("organization_id", "=", organization)
      .where("for_candidate", "=", false)
      .executeTakeFirst();
  }

  async putAway(id: string, organization: string, by: string): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("notice")
        .set({ seen_at: sql<Date>`coalesce(seen_at, now())` })
        .where("id", "=", id)
        .execute();
      await record(transaction, { organization, by, action: "notice.put-away", subject: id });
    });
  }
}

export interface NewNotice {
  readonly organization: string;
  readonly application: string;
  readonly forCandidate: boolean;
  /** What it is about: `recall`, `push-refused`. */
  readonly kind: string;
  readonly facts: object;
}

/** In the transaction of what it tells of: neither is there without the other. */
export async function notify(transaction: Transaction<Tables>, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await transaction
    .insertInto("notice")
    .values(
      notices.map(({ organization, application, forCandidate, kind, facts }) => ({
        ...{ organization_id: organization, application_id: application, for_candidate: forCandidate, kind },
        facts: JSON.stringify(facts),
      })),
    )
    .execute();
}
