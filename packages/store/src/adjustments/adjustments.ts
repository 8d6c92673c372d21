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

  /** Half as many days again as the role gives, two at least; none where they were given often: then a person looks. */
  async ask(
    { id, organization_id: organization }: { readonly id: string; readonly organization_id: string },
    text: string,
  ): Promise<{ readonly days: number; readonly due: Date | null }> {
    return this.#database.transaction().execute(async (transaction) => {
      const { days: usual, due_at: due } = await transaction
        .selectFrom("application")
        .innerJoin("role", "role.id", "application.role_id")
        .select(["role.days", "due_at"])
        .where("application.id", "=", id)
        .forUpdate("application")
        .executeTakeFirstOrThrow();
      const { given } = await transaction
        .selectFrom("adjustment")
        .select(({ fn }) => fn.countAll<number>().as("given"))
        .where("application_id", "=", id)
        .where("days", ">", 0)
        .executeTakeFirstOrThrow();
      const days = given < givenToAll ? Math.max(2, Math.ceil(usual / 2)) : 0;
      await transaction.insertInto("adjustment").values({ application_id: id, text, days }).execute();
      // What they wrote stays out of the log, which others read.
      await record(transaction, { organization, by: "candidate", action: "adjustment.asked", subject: id });
      if (days === 0) return { days, due };
      const changed = await transaction
        .updateTable("application")
        .set({ due_at: sql<Date>`greatest(coalesce(due_at, now()), now()) + make_interval(days => ${days})` })
        .where("id", "=", id)
        .returning("due_at")
        .executeTakeFirstOrThrow();
      return { days, due: changed.due_at };
    });
  }
}
