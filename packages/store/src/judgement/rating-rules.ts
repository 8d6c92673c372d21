import { sql, type Selectable, type Transaction } from "kysely";
import { record } from "../audit/record.ts";
import type { RatingRuleTable, RuleWeights } from "../database/interview-tables.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";

export type RatingRuleRow = Selectable<RatingRuleTable>;

/** By which rule ratings in a role are put together: chosen before the first one, and fixed with it. */
export class RatingRules {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined where nobody chose one and nobody has rated: then each subject counts the same. */
  async find(role: string): Promise<RatingRuleRow | undefined> {
    return this.#database.selectFrom("rating_rule").selectAll().where("role_id", "=", role).executeTakeFirst();
  }

  /** Undefined where somebody has rated already: the rule stays as it is. */
  async set(
    role: string,
    {
      organization,
      weights,
      reason,
      by,
    }: {
      readonly organization: string;
      readonly weights: RuleWeights;
      readonly reason: string;
      readonly by: { readonly id: string; readonly name: string };
    },
  ): Promise<RatingRuleRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const chosen = { weights: JSON.stringify(weights), reason, person_id: by.id, person_name: by.name };
      const rule = await transaction
        .insertInto("rating_rule")
        .values({ role_id: role, ...chosen })
        .onConflict((conflict) =>
          conflict
            .column("role_id")
            .doUpdateSet({ ...chosen, made_at: sql<Date>`now()` })
            .where("rating_rule.locked_at", "is", null),
        )
        .returningAll()
        .executeTakeFirst();
      if (rule === undefined) return undefined;
      const details = { weights, reason };
      await record(transaction, { organization, by: by.id, action: "rating-rule.set", subject: role, details });
      return rule;
    });
  }
}

/** With a rating, in its transaction: the rule that holds in its role holds from now on. */
export async function lockRule(transaction: Transaction<Tables>, application: string): Promise<void> {
  const { role_id } = await transaction
    .selectFrom("application")
    .select("role_id")
    .where("id", "=", application)
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto("rating_rule")
    .values({ role_id, weights: JSON.stringify(sameForEach), locked_at: sql<Date>`now()` })
    .onConflict((conflict) =>
      conflict.column("role_id").doUpdateSet({ locked_at: sql<Date>`coalesce(rating_rule.locked_at, now())` }),
    )
    .execute();
}

const sameForEach: RuleWeights = {
  "solves-problems": 1,
  "prevents-problems": 1,
  "explains-clearly": 1,
  "works-with-others": 1,
  "owns-the-outcome": 1,
};
