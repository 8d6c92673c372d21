import { sql, type Selectable, type Transaction } from "kysely";
import { record } from "../audit/record.ts";
import type { LetterKind, LetterTable, LetterWay } from "../database/after-tables.ts";
import type { Choice } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";

export type LetterRow = Selectable<LetterTable>;

export interface LetterDraft {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly text: string;
}

/** Somebody about whom it was decided, and who was not written to since. */
export interface LetterOwed {
  readonly application: string;
  readonly name: string;
  readonly code_name: string;
  readonly role_id: string;
  readonly role: string;
  readonly choice: Choice;
  readonly decided_at: Date;
  readonly decided_by_id: string | null;
  readonly decided_by: string;
}

interface Writing extends LetterDraft {
  readonly organization: string;
  readonly by: { readonly id: string; readonly name: string };
}

/** What is written to candidates after a decision: everybody about whom it was decided gets one. */
export class Letters {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The newest first. */
  async of(application: string): Promise<readonly LetterRow[]> {
    return this.#database
      .selectFrom("letter")
      .selectAll()
      .where("application_id", "=", application)
      .orderBy("made_at", "desc")
      .orderBy("id")
      .execute();
  }

  async find(id: string, organization: string): Promise<LetterRow | undefined> {
    return this.#database
      .selectFrom("letter")
      .innerJoin("application", "application.id", "letter.application_id")
      .selectAll("letter")
      .where("letter.id", "=", id)
      .where("application.organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** By role, then by code name: never by what was decided. */
  async owed(organization: string): Promise<readonly LetterOwed[]> {
    const { rows } = await sql<LetterOwed>`
      SELECT a.id AS application, c.name, a.code_name, r.id AS role_id, r.title AS role, d.choice, d.made_at AS decided_at,
        d.person_id AS decided_by_id, d.person_name AS decided_by
      FROM decision d
      JOIN application a ON a.id = d.application_id
      JOIN candidate c ON c.id = a.candidate_id
      JOIN role r ON r.id = a.role_id
      WHERE d.organization_id = ${organization} AND d.undone_at IS NULL
        AND NOT EXISTS (SELECT FROM letter l WHERE l.decision_id = d.id AND l.sent_at IS NOT NULL)
      ORDER BY r.made_at DESC, r.id, a.code_name`.execute(this.#database);
    return rows;
  }

  /** The draft, in place of the one before. Undefined where nothing is decided. */
  async keep(application: string, writing: Writing): Promise<LetterRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await write(transaction, application, writing);
      if (row !== undefined) await this.#recorded(transaction, "letter.kept", row, writing);
      return row;
    });
  }

  /**
   * Marks it as sent. What we mail stands in the thread too, so that both sides see the same.
   *
   * @returns undefined where nothing is decided
   */
  async send(application: string, { how, ...writing }: Writing & { readonly how: LetterWay }) {
    return this.#database.transaction().execute(async (transaction) => {
      const draft = await write(transaction, application, writing);
      if (draft === undefined) return undefined;
      const row = await transaction
        .updateTable("letter")
        .set({ sent_at: sql<Date>`now()`, how })
        .where("id", "=", draft.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      if (how === "mail") {
        await transaction
          .insertInto("message")
          .values({
            application_id: application,
            person_id: writing.by.id,
            by_candidate: false,
            text: writing.text,
            letter_id: row.id,
          })
          .execute();
      }
      await this.#recorded(transaction, "letter.sent", row, writing);
      return row;
    });
  }

  /** What was marked by hand is a draft again. Undefined for what we mailed, and where there is another draft by now. */
  async unmark(id: string, organization: string, by: string): Promise<LetterRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable("letter")
        .set({ sent_at: null, how: null })
        .where("id", "=", id)
        .where("how", "=", "by-hand")
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom("letter as other")
                .select("other.id")
                .whereRef("other.application_id", "=", "letter.application_id")
                .where("other.sent_at", "is", null),
            ),
          ),
        )
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      await record(transaction, {
        ...{ organization, by, action: "letter.unmarked", subject: row.application_id },
        details: { letter: id },
      });
      return row;
    });
  }

  /** Without what it says: the log outlives the letter. */
  async #recorded(
    transaction: Transaction<Tables>,
    action: string,
    { id, application_id, kind, how }: LetterRow,
    { organization, by }: Writing,
  ): Promise<void> {
    await record(transaction, {
      ...{ organization, by: by.id, action, subject: application_id },
      details: { letter: id, kind, ...(how === null ? {} : { how }) },
    });
  }
}

async function write(
  transaction: Transaction<Tables>,
  application: string,
  { kind, subject, text, by }: Writing,
): Promise<LetterRow | undefined> {
  const decision = await transaction
    .selectFrom("decision")
    .select("id")
    .where("application_id", "=", application)
    .where("undone_at", "is", null)
    .orderBy("made_at", "desc")
    .executeTakeFirst();
  if (decision === undefined) return undefined;
  const written = { decision_id: decision.id, kind, subject, text, person_id: by.id, person_name: by.name };
  return transaction
    .insertInto("letter")
    .values({ application_id: application, ...written })
    .onConflict((conflict) => conflict.column("application_id").where("sent_at", "is", null).doUpdateSet(written))
    .returningAll()
    .executeTakeFirstOrThrow();
}
