import { sql, type Selectable } from "kysely";
import { record } from "../audit/record.ts";
import type { DisputeTable } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";

export type DisputeRow = Selectable<DisputeTable>;

/** "This finding is wrong": read by a person, who answers. */
export class Disputes {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The oldest first. */
  async of(evaluation: string): Promise<readonly DisputeRow[]> {
    return this.#database
      .selectFrom("dispute")
      .selectAll()
      .where("evaluation_id", "=", evaluation)
      .orderBy("made_at")
      .execute();
  }

  /** By evaluation, the checks about which nobody has answered yet. */
  async openIn(evaluations: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    if (evaluations.length === 0) return new Map();
    const rows = await this.#database
      .selectFrom("dispute")
      .select(["evaluation_id", "check_id"])
      .where("evaluation_id", "in", evaluations)
      .where("answered_at", "is", null)
      .execute();
    const grouped = Map.groupBy(rows, ({ evaluation_id }) => evaluation_id);
    return new Map([...grouped].map(([id, open]) => [id, new Set(open.map(({ check_id }) => check_id))]));
  }

  async find(id: string, organization: string): Promise<DisputeRow | undefined> {
    return this.#database
      .selectFrom("dispute")
      .innerJoin("evaluation", "evaluation.id", "dispute.evaluation_id")
      .selectAll("dispute")
      .where("dispute.id", "=", id)
      .where("evaluation.organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** Undefined where it is answered already. */
  async answer(
    id: string,
    {
      organization,
      answer,
      by,
    }: {
      readonly organization: string;
      readonly answer: string;
      readonly by: { readonly id: string; readonly name: string };
    },
  ): Promise<DisputeRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable("dispute")
        .set({ answer, answered_by: by.name, answered_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("answered_at", "is", null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      await record(transaction, { organization, by: by.id, action: "dispute.answered", subject: id });
      return row;
    });
  }
}
