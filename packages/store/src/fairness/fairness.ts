import { sql, type Selectable } from "kysely";
import { record } from "../audit/record.ts";
import type { FairnessSettingTable } from "../database/fairness-tables.ts";
import type { Database } from "../database/open-database.ts";

export type FairnessSetting = Selectable<FairnessSettingTable>;

/** Of one answer to one question: how many people, and how many of them were selected. */
export interface FairnessCount {
  readonly question: string;
  readonly answer: string;
  readonly people: number;
  readonly selected: number;
}

/** Whether an organization asks candidates about themselves, and what may be seen of it. Off until an owner turns it on. */
export class Fairness {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async setting(organization: string): Promise<FairnessSetting | undefined> {
    return this.#database
      .selectFrom("fairness_setting")
      .selectAll()
      .where("organization_id", "=", organization)
      .executeTakeFirst();
  }

  async turnOn(organization: string, country: string, by: By): Promise<void> {
    await this.#set(organization, { is_on: true, country }, by);
  }

  /** Nobody is asked any more. What was said stays, or goes with all its counts, as the owner says. */
  async turnOff(organization: string, { forget }: { readonly forget: boolean }, by: By): Promise<void> {
    const country = (await this.setting(organization))?.country ?? "";
    await this.#set(organization, { is_on: false, country, forget }, by);
  }

  /** What may be shown by now, by question and answer. */
  async shown(organization: string): Promise<readonly FairnessCount[]> {
    return this.#database
      .selectFrom("fairness_count")
      .select(["question", "answer"])
      .select(sql<number>`sum(shown)::int`.as("people"))
      .select(sql<number>`coalesce(sum(shown) FILTER (WHERE is_selected), 0)::int`.as("selected"))
      .where("organization_id", "=", organization)
      .groupBy(["question", "answer"])
      .having(sql<boolean>`sum(shown) > 0`)
      .execute();
  }

  async #set(
    organization: string,
    {
      is_on,
      country,
      forget = false,
    }: { readonly is_on: boolean; readonly country: string; readonly forget?: boolean },
    by: By,
  ): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const values = { is_on, country, person_name: by.name };
      await transaction
        .insertInto("fairness_setting")
        .values({ organization_id: organization, ...values })
        .onConflict((conflict) =>
          conflict.column("organization_id").doUpdateSet({ ...values, changed_at: sql<Date>`now()` }),
        )
        .execute();
      if (forget) {
        await transaction.deleteFrom("fairness_answer").where("organization_id", "=", organization).execute();
        await transaction.deleteFrom("fairness_count").where("organization_id", "=", organization).execute();
      }
      await record(transaction, {
        ...{ organization, by: by.id, subject: organization },
        action: is_on ? "fairness.turned-on" : "fairness.turned-off",
        details: is_on ? { country } : { forgotten: forget },
      });
    });
  }
}

interface By {
  readonly id: string;
  readonly name: string;
}
