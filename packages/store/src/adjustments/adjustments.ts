import { sql, type Selectable } from "kysely";
import { record } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import type { AdjustmentTable } from "../database/portal-tables.ts";

export type AdjustmentRow = Selectable<AdjustmentTable>;

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
      .selectAll()
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
}
