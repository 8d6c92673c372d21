import { sql, type Selectable, type Transaction } from "kysely";
import { record, type Actor } from "../audit/record.ts";
import type { PlanItemKind, PlanItemTable, PlanLineTable, PlanSide, PlanTable } from "../database/after-tables.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";

export type PlanItemRow = Selectable<PlanItemTable>;
export type PlanLineRow = Selectable<PlanLineTable>;

/** Two sides, one plan. */
export interface PlanRow extends Selectable<PlanTable> {
  /** By day; struck ones too. */
  readonly items: readonly (PlanItemRow & { readonly lines: readonly PlanLineRow[] })[];
}

export interface PlanItemDraft {
  readonly kind: PlanItemKind;
  /** ISO 8601. */
  readonly on_day: string;
  readonly text: string;
  readonly first: string;
  readonly seen: string;
}

export interface PlanDraft {
  readonly starts_on: string;
  readonly time_zone: string;
  /** When check-ins are: `10:00`. */
  readonly at_time: string;
}

/** Who changes it: a member by their id, or whoever starts. */
export interface PlanActor {
  readonly organization: string;
  readonly by: Actor;
  readonly side: PlanSide;
}

/** The first 90 days of who got an offer: what both sides want to reach, and what they wrote at their check-ins. */
export class Plans {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async of(application: string): Promise<PlanRow | undefined> {
    const plan = await this.#database
      .selectFrom("plan")
      .selectAll()
      .where("application_id", "=", application)
      .executeTakeFirst();
    if (plan === undefined) return undefined;
    const items = await this.#database
      .selectFrom("plan_item")
      .selectAll()
      .where("application_id", "=", application)
      .orderBy("on_day")
      .orderBy("kind", "desc")
      .orderBy("place")
      .execute();
    const lines = await this.#database
      .selectFrom("plan_line")
      .selectAll()
      .where("application_id", "=", application)
      .orderBy("made_at")
      .execute();
    return {
      ...plan,
      items: items.map((item) => ({ ...item, lines: lines.filter(({ item_id }) => item_id === item.id) })),
    };
  }

  async findItem(id: string, organization: string): Promise<PlanItemRow | undefined> {
    return this.#database
      .selectFrom("plan_item")
      .innerJoin("application", "application.id", "plan_item.application_id")
      .selectAll("plan_item")
      .where("plan_item.id", "=", id)
      .where("application.organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** False where there is one already, or no offer stands. */
  async make(
    application: string,
    { items, ...plan }: PlanDraft & { readonly items: readonly PlanItemDraft[] },
    actor: PlanActor,
  ): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const offer = await transaction
        .selectFrom("decision")
        .select("id")
        .where("application_id", "=", application)
        .where("choice", "=", "hire")
        .where("undone_at", "is", null)
        .executeTakeFirst();
      if (offer === undefined) return false;
      const made = await transaction
        .insertInto("plan")
        .values({ application_id: application, ...plan })
        .onConflict((conflict) => conflict.doNothing())
        .returning("application_id")
        .executeTakeFirst();
      if (made === undefined) return false;
      await transaction
        .insertInto("plan_item")
        .values(items.map((item) => ({ application_id: application, ...item })))
        .execute();
      await changed(transaction, application, "plan.made", actor);
      return true;
    });
  }

  /** When it begins, and when check-ins are. @param moved what goes with the first day, each on its new day */
  async setTimes(
    application: string,
    times: PlanDraft,
    moved: readonly Pick<PlanItemRow, "id" | "on_day">[],
    actor: PlanActor,
  ): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction.updateTable("plan").set(times).where("application_id", "=", application).execute();
      for (const { id, on_day } of moved) {
        await transaction
          .updateTable("plan_item")
          .set({ on_day })
          .where("id", "=", id)
          .where("application_id", "=", application)
          .execute();
      }
      await changed(transaction, application, "plan.changed", actor);
    });
  }

  async addItem(application: string, item: PlanItemDraft, actor: PlanActor): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const { id } = await transaction
        .insertInto("plan_item")
        .values({ application_id: application, ...item })
        .returning("id")
        .executeTakeFirstOrThrow();
      await changed(transaction, application, "plan.item-added", actor, { item: id });
    });
  }

  /** Moved, said in other words, struck, or taken back in. */
  async changeItem(
    { id, application_id }: Pick<PlanItemRow, "id" | "application_id">,
    {
      isStruck,
      ...item
    }: Partial<Omit<PlanItemDraft, "kind">> & {
      readonly isStruck?: boolean;
    },
    actor: PlanActor,
  ): Promise<void> {
    const struck = isStruck === undefined ? {} : { struck_at: isStruck ? sql<Date>`now()` : null };
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("plan_item")
        .set({ ...item, ...struck })
        .where("id", "=", id)
        .execute();
      await changed(transaction, application_id, "plan.item-changed", actor, { item: id });
    });
  }

  /** By either side; undone in the same way. */
  async tick(
    { id, application_id }: Pick<PlanItemRow, "id" | "application_id">,
    isDone: boolean,
    actor: PlanActor,
  ): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("plan_item")
        .set(isDone ? { done_at: sql<Date>`now()`, done_by: actor.side } : { done_at: null, done_by: null })
        .where("id", "=", id)
        .execute();
      await changed(transaction, application_id, isDone ? "plan.item-done" : "plan.item-open", actor, { item: id });
    });
  }

  async write(
    { id, application_id }: Pick<PlanItemRow, "id" | "application_id">,
    text: string,
    actor: PlanActor,
  ): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction.insertInto("plan_line").values({ application_id, item_id: id, by: actor.side, text }).execute();
      await changed(transaction, application_id, "plan.line-written", actor, { item: id });
    });
  }
}

/** Without what was written: the log outlives the plan. */
export async function changed(
  transaction: Transaction<Tables>,
  application: string,
  action: string,
  { organization, by }: PlanActor,
  details: object = {},
): Promise<void> {
  await record(transaction, { organization, by, action, subject: application, details });
}
