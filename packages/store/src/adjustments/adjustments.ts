import { sql } from "kysely";
import { record, type Actor } from "../audit/record.ts";
import { changed } from "../evaluations/changed.ts";
import type { Database } from "../database/open-database.ts";

export interface AdjustmentRow {
  readonly id: string;
  readonly text: string;
  readonly days: number;
  readonly made_at: Date;
  readonly follow_up: string | null;
  readonly answer: string | null;
  readonly answer_days: number | null;
  readonly answered_at: Date | null;
  /** Null where nobody has answered, and where the account is gone. */
  readonly answered_by: string | null;
  /** Whether a person still has to answer. */
  readonly is_open: boolean;
}

/** What a person answers: more time, words, or both. */
export interface AdjustmentAnswer {
  readonly days: number;
  readonly text: string;
}

/** Whose request it is, and by whom it is answered. */
interface Request {
  readonly application: string;
  readonly adjustment: string;
  readonly organization: string;
  readonly by: Actor;
}

/** Time alone that was given at once needs nobody. */
export const needsAnswer = sql<boolean>`(answered_at IS NULL AND (adjustment.text <> '' OR adjustment.days = 0))`;

/** So often more time is given to everybody who asks; then a person looks. */
const givenToAll = 2;

/** More time, or another way. Apart from cards, threads and comparisons, so that whoever rates does not see it. */
export class Adjustments {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Oldest first. */
  async of(application: string): Promise<readonly AdjustmentRow[]> {
    return this.#database
      .selectFrom("adjustment")
      .leftJoin("user", "user.id", "answered_by")
      .select(["adjustment.id", "text", "days", "made_at", "follow_up", "answer", "answer_days", "answered_at"])
      .select(["user.name as answered_by", needsAnswer.as("is_open")])
      .where("application_id", "=", application)
      .orderBy("made_at")
      .execute();
  }

  /** Half as many days again as the role gives for what is due, two at least; none where they were given often: then a person looks. */
  async ask(
    { id, organization_id: organization }: { readonly id: string; readonly organization_id: string },
    text: string,
  ): Promise<{ readonly days: number; readonly due: Date | null }> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("application")
        .innerJoin("role", "role.id", "application.role_id")
        .select(["role.days", "due_at", "role.follow_up", "follow_up_days"])
        .select(["follow_up_asked_at", "follow_up_due_at", "follow_up_submitted_at"])
        .where("application.id", "=", id)
        .forUpdate("application")
        .executeTakeFirstOrThrow();
      const isFollowUp = row.follow_up_asked_at !== null && row.follow_up_submitted_at === null;
      const followUp = isFollowUp ? row.follow_up : null;
      const [usual, due] = isFollowUp ? [row.follow_up_days ?? 0, row.follow_up_due_at] : [row.days, row.due_at];
      const { given } = await transaction
        .selectFrom("adjustment")
        .select(({ fn }) => fn.countAll<number>().as("given"))
        .where("application_id", "=", id)
        .where("days", ">", 0)
        .where("follow_up", followUp === null ? "is" : "=", followUp)
        .executeTakeFirstOrThrow();
      const days = given < givenToAll ? Math.max(2, Math.ceil(usual / 2)) : 0;
      await transaction
        .insertInto("adjustment")
        .values({ application_id: id, text, days, follow_up: followUp })
        .execute();
      // What they wrote stays out of the log, which others read.
      await record(transaction, { organization, by: "candidate", action: "adjustment.asked", subject: id });
      if (days === 0) return { days, due };
      const column = isFollowUp ? "follow_up_due_at" : "due_at";
      const later = sql<Date>`greatest(coalesce(${sql.ref(column)}, now()), now()) + make_interval(days => ${days})`;
      const changed = await transaction
        .updateTable("application")
        .set({ [column]: later })
        .where("id", "=", id)
        .returning(column)
        .executeTakeFirstOrThrow();
      return { days, due: changed[column] };
    });
  }

  /** Words and more time. False where it was answered before, or there is no such request. */
  async answer({ application, adjustment, organization, by }: Request, answer: AdjustmentAnswer): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const dueBefore = await transaction
        .selectFrom("application")
        .select(["due_at", "follow_up_due_at"])
        .where("id", "=", application)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const answered = await transaction
        .updateTable("adjustment")
        .set({
          ...{ answer: answer.text, answer_days: answer.days, answered_by: by },
          answered_at: sql<Date>`now()`,
        })
        .where("id", "=", adjustment)
        .where("application_id", "=", application)
        .where("answered_at", "is", null)
        .returning("follow_up")
        .executeTakeFirst();
      if (answered === undefined) return false;
      if (answer.days > 0) {
        const column = dueColumn(answered.follow_up);
        const before = dueBefore[column];
        await transaction
          .updateTable("application")
          .set({
            [column]: sql<Date>`greatest(coalesce(${sql.ref(column)}, now()), now()) + make_interval(days => ${answer.days})`,
          })
          .where("id", "=", application)
          .execute();
        await transaction
          .updateTable("adjustment")
          .from("application")
          .set({ answer_shift: sql`${sql.ref(`application.${column}`)} - coalesce(${before}::timestamptz, now())` })
          .where("adjustment.id", "=", adjustment)
          .where("application.id", "=", application)
          .execute();
      }
      await record(transaction, { organization, by, action: "adjustment.answered", subject: application });
      await changed(transaction, application);
      return true;
    });
  }

  /** As if it had not been answered: the day when the work is due moves back. False where there is no answer. */
  async takeBack({ application, adjustment, organization, by }: Request): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      await transaction.selectFrom("application").select("id").where("id", "=", application).forUpdate().execute();
      const answered = await transaction
        .selectFrom("adjustment")
        .select("follow_up")
        .where("id", "=", adjustment)
        .where("application_id", "=", application)
        .where("answered_at", "is not", null)
        .executeTakeFirst();
      if (answered === undefined) return false;
      const column = dueColumn(answered.follow_up);
      await transaction
        .updateTable("application")
        .from("adjustment")
        .set({ [column]: sql<Date>`${sql.ref(`application.${column}`)} - coalesce(answer_shift, interval '0')` })
        .where("adjustment.id", "=", adjustment)
        .where("application.id", "=", application)
        .execute();
      await transaction
        .updateTable("adjustment")
        .set({ answer: null, answer_days: null, answer_shift: null, answered_by: null, answered_at: null })
        .where("id", "=", adjustment)
        .execute();
      await record(transaction, { organization, by, action: "adjustment.answer-undone", subject: application });
      await changed(transaction, application);
      return true;
    });
  }
}

function dueColumn(followUp: string | null): "due_at" | "follow_up_due_at" {
  return followUp === null ? "due_at" : "follow_up_due_at";
}
