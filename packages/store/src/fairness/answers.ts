import { createHmac, hkdfSync } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";

/** After a decision stood so long, its answers become counts. Until then it may be undone. Days. */
export const standsAfter = 14;

/** Answers whose application is gone, with nobody left to say what became of it, go after so many months. */
const orphansAfter = 60;

/**
 * What candidates say of themselves. Answers wait under a key that the server alone can make of the application, by a
 * secret that is not in the database, until the decision stands; then they are added to counts, and are gone.
 *
 * No audit record is written: it would tell who answered.
 */
export class FairnessAnswers {
  readonly #database: Database;
  readonly #key: Uint8Array;

  constructor(database: Database, { secret }: { readonly secret: string }) {
    this.#database = database;
    this.#key = new Uint8Array(hkdfSync("sha256", secret, "", "assay fairness answers", 32));
  }

  /** Whether it can still be answered: handed in, and no decision that stands. */
  async isOpen(application: string): Promise<boolean> {
    const { rows } = await sql<{ is_open: boolean }>`
      SELECT a.submitted_at IS NOT NULL AND NOT coalesce(${ended} <= ${standing}, false) AS is_open
      FROM application a JOIN role r ON r.id = a.role_id ${lastDecision} WHERE a.id = ${application}`.execute(
      this.#database,
    );
    return rows[0]?.is_open ?? false;
  }

  /** In place of what was said before. Nothing at all is kept of who prefers not to say. */
  async give(application: string, organization: string, answers: Readonly<Record<string, string>>): Promise<void> {
    if (Object.keys(answers).length === 0) {
      await this.forget(application);
      return;
    }
    await this.#database
      .insertInto("fairness_answer")
      .values({ key: this.#keyOf(application), organization_id: organization, answers: JSON.stringify(answers) })
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ answers: JSON.stringify(answers) }))
      .execute();
  }

  /** While it waits. What was counted can't be found any more. */
  async forget(application: string): Promise<void> {
    await this.#database.deleteFrom("fairness_answer").where("key", "=", this.#keyOf(application)).execute();
  }

  /**
   * Adds to the counts whatever stands decided by now, and lets counts be seen once enough have come together since the
   * last time: who watches them never learns what one person said. Right to do twice.
   *
   * @param step people that make a next showing
   */
  async settle(step: number): Promise<void> {
    const organizations = await this.#database
      .selectFrom("fairness_answer")
      .select("organization_id")
      .distinct()
      .execute();
    for (const { organization_id } of organizations) await this.#settle(organization_id, step);
    await this.#database
      .deleteFrom("fairness_answer")
      .where(sql<boolean>`month < now() - make_interval(months => ${orphansAfter})`)
      .execute();
  }

  async #settle(organization: string, step: number): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ id: string; is_selected: boolean }>`
        SELECT a.id, coalesce(d.choice = 'hire', false) AS is_selected
        FROM application a JOIN role r ON r.id = a.role_id ${lastDecision}
        WHERE a.organization_id = ${organization} AND ${ended} <= ${standing}`.execute(transaction);
      for (const { id, is_selected } of rows) {
        const gone = await transaction
          .deleteFrom("fairness_answer")
          .where("key", "=", this.#keyOf(id))
          .returning("answers")
          .executeTakeFirst();
        for (const [question, answer] of Object.entries(gone?.answers ?? {})) {
          await transaction
            .insertInto("fairness_count")
            .values({ organization_id: organization, question, answer, is_selected, waiting: 1 })
            .onConflict((conflict) =>
              conflict
                .columns(["organization_id", "question", "answer", "is_selected"])
                .doUpdateSet({ waiting: sql<number>`fairness_count.waiting + 1` }),
            )
            .execute();
        }
      }
      await sql`
        UPDATE fairness_count SET shown = shown + waiting, waiting = 0
        WHERE organization_id = ${organization} AND question IN (
          SELECT question FROM fairness_count WHERE organization_id = ${organization}
          GROUP BY question HAVING sum(waiting) >= ${step})`.execute(transaction);
    });
  }

  #keyOf(application: string): string {
    return createHmac("sha256", this.#key).update(application).digest("hex");
  }
}

const standing = sql`now() - make_interval(days => ${standsAfter})`;

/** A fix that was asked for is no end. */
const lastDecision = sql`
  LEFT JOIN LATERAL (
    SELECT choice, made_at FROM decision
    WHERE application_id = a.id AND undone_at IS NULL AND choice <> 'ask-for-a-fix'
    ORDER BY made_at DESC LIMIT 1) d ON true`;

/** Who was neither chosen nor turned down when the role was closed was not chosen. */
const ended = sql`coalesce(d.made_at, r.closed_at)`;
