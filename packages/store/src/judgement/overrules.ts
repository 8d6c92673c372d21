import { sql, type Selectable } from "kysely";
import { record } from "../audit/record.ts";
import type { OverruleOutcome, OverruleTable } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";

export type OverruleRow = Selectable<OverruleTable>;

/** For whom a person's word counts: one evaluation, everyone in its role, or everyone whom the organization has asked. */
export type Reach =
  { readonly of: "evaluation"; readonly because: string } | { readonly of: "role" } | { readonly of: "everywhere" };

export interface Said {
  readonly organization: string;
  readonly evaluation: string;
  readonly role: string;
  readonly check: string;
  readonly outcome: OverruleOutcome;
  readonly reason: string;
  readonly reach: Reach;
  readonly by: { readonly id: string; readonly name: string };
}

/** What counts of it, as judging takes it. */
export interface Word {
  readonly id: string;
  readonly check: string;
  readonly outcome: OverruleOutcome;
  readonly by: string;
  readonly reason: string;
}

export function wordOf({ id, check_id, outcome, person_name, reason }: OverruleRow): Word {
  return { id, check: check_id, outcome, by: person_name, reason };
}

/** Persons' words against what checks found. None is ever removed: one that is undone stays, and says so. */
export class Overrules {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async make({ organization, evaluation, role, check, outcome, reason, reach, by }: Said): Promise<OverruleRow> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("overrule")
        .values({
          ...{ role_id: role, check_id: check, outcome, reason, person_id: by.id, person_name: by.name },
          evaluation_id: reach.of === "evaluation" ? evaluation : null,
          only_here_because: reach.of === "evaluation" ? reach.because : null,
          everywhere: reach.of === "everywhere",
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await record(transaction, {
        ...{ organization, by: by.id, action: "check.overruled", subject: evaluation },
        details: { overrule: row.id, check, outcome, reason, reach },
      });
      return row;
    });
  }

  /** Undefined where it is undone already. */
  async undo(id: string, organization: string, by: string): Promise<OverruleRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable("overrule")
        .set({ undone_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("undone_at", "is", null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      await record(transaction, {
        ...{ organization, by, action: "check.overrule-undone", subject: row.evaluation_id ?? row.role_id },
        details: { overrule: id, check: row.check_id },
      });
      return row;
    });
  }

  async find(id: string, organization: string): Promise<OverruleRow | undefined> {
    return this.#database
      .selectFrom("overrule")
      .innerJoin("role", "role.id", "overrule.role_id")
      .selectAll("overrule")
      .where("overrule.id", "=", id)
      .where("organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** All that count or counted for an evaluation: the widest first, then the oldest, so that the last one that is not undone holds. */
  async of(evaluation: string): Promise<readonly OverruleRow[]> {
    return (await this.ofMany([evaluation])).get(evaluation) ?? [];
  }

  /** Those that count now, in the order in which the last holds. */
  async wordsOn(evaluation: string): Promise<readonly Word[]> {
    return (await this.of(evaluation)).filter(({ undone_at }) => undone_at === null).map(wordOf);
  }

  async ofMany(evaluations: readonly string[]): Promise<ReadonlyMap<string, readonly OverruleRow[]>> {
    if (evaluations.length === 0) return new Map();
    const rows = await this.#database
      .selectFrom("evaluation")
      .leftJoin("submission", "submission.id", "evaluation.submission_id")
      .leftJoin("application", "application.id", "submission.application_id")
      .innerJoin("overrule", (join) =>
        join.on((on) =>
          on.or([
            on("overrule.evaluation_id", "=", on.ref("evaluation.id")),
            on.and([
              on("overrule.evaluation_id", "is", null),
              on("overrule.role_id", "=", on.ref("application.role_id")),
            ]),
            on.and([
              on("overrule.everywhere", "=", true),
              on(
                "overrule.role_id",
                "in",
                on
                  .selectFrom("role")
                  .select("role.id")
                  .whereRef("role.organization_id", "=", "evaluation.organization_id"),
              ),
            ]),
          ]),
        ),
      )
      .selectAll("overrule")
      .select("evaluation.id as for")
      .where("evaluation.id", "in", evaluations)
      .orderBy("overrule.everywhere", "desc")
      .orderBy(sql`overrule.evaluation_id IS NOT NULL`)
      .orderBy("overrule.made_at")
      .execute();
    return Map.groupBy(rows, (row) => row.for);
  }

  /** The evaluations with a result for which it counts, by id. */
  async reached({ role_id, evaluation_id, everywhere, check_id }: OverruleRow): Promise<readonly string[]> {
    if (evaluation_id !== null) return [evaluation_id];
    const rows = await this.#database
      .selectFrom("evaluation")
      .innerJoin("submission", "submission.id", "evaluation.submission_id")
      .innerJoin("application", "application.id", "submission.application_id")
      .innerJoin("role", "role.id", "application.role_id")
      .select("evaluation.id")
      .where("evaluation.state", "=", "done")
      .where(sql<boolean>`evaluation.result -> 'checks' @> ${JSON.stringify([{ id: check_id }])}::jsonb`)
      .where((where) =>
        everywhere
          ? where(
              "role.organization_id",
              "=",
              where.selectFrom("role").select("role.organization_id").where("role.id", "=", role_id),
            )
          : where("role.id", "=", role_id),
      )
      .orderBy("evaluation.id")
      .execute();
    return rows.map(({ id }) => id);
  }
}
