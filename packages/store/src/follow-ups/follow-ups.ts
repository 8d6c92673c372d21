import { sql, type Transaction } from "kysely";
import { record } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";
import { makeToken } from "../links/token.ts";

/** Why a candidate can't be asked for the follow-up change now. */
export type NotAsked = "asked-already" | "no-report" | "fix-awaited" | "decided" | "other-days";

/** A change to the first work, the same for all of a role, in the same time. */
export class FollowUps {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Asks a candidate for it, with a new way in. The first who is asked settles, for the whole role, which change it is and
   * how many days there are for it.
   * @param followUp its name in the challenge, where the role has none yet
   * @param days where the role has none yet; else they must be the role's own
   */
  async ask(
    application: string,
    {
      organization,
      by,
      followUp,
      days,
    }: { organization: string; by: string; followUp: string; days?: number | undefined },
  ): Promise<{ readonly token: string; readonly due: Date } | { readonly notAsked: NotAsked }> {
    return this.#database.transaction().execute(async (transaction) => {
      const { role_id: role, follow_up_asked_at: before } = await transaction
        .selectFrom("application")
        .select(["role_id", "follow_up_asked_at"])
        .where("id", "=", application)
        .forUpdate()
        .executeTakeFirstOrThrow();
      if (before !== null) return { notAsked: "asked-already" };
      const hindered = await hindrance(transaction, application);
      if (hindered !== undefined) return { notAsked: hindered };
      const settled = await settle(transaction, role, { followUp, days });
      if (settled === undefined) return { notAsked: "other-days" };
      const { due } = await transaction
        .updateTable("application")
        .set({
          follow_up_asked_at: sql<Date>`now()`,
          follow_up_due_at: sql<Date>`now() + make_interval(days => ${settled.days}::integer)`,
        })
        .where("id", "=", application)
        .returning(sql<Date>`follow_up_due_at`.as("due"))
        .executeTakeFirstOrThrow();
      const { token, digest } = makeToken();
      await transaction.insertInto("application_link").values({ digest, application_id: application }).execute();
      await record(transaction, {
        ...{ organization, by, action: "candidate.follow-up-asked", subject: application },
        details: { followUp: settled.followUp, days: settled.days },
      });
      return { token, due };
    });
  }

  /** Takes back what nobody has sent anything for yet. False where something was sent, or nothing was asked. */
  async takeBack(application: string, organization: string, by: string): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const taken = await transaction
        .updateTable("application")
        .set({ follow_up_asked_at: null, follow_up_due_at: null })
        .where("id", "=", application)
        .where("follow_up_asked_at", "is not", null)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom("submission")
                .select("submission.id")
                .whereRef("submission.application_id", "=", "application.id")
                .where("submission.follow_up", "is not", null),
            ),
          ),
        )
        .returning("id")
        .executeTakeFirst();
      if (taken === undefined) return false;
      await record(transaction, { organization, by, action: "candidate.follow-up-taken-back", subject: application });
      return true;
    });
  }
}

/** It is a change to work that was run: there must be some, and nothing else may be awaited. */
async function hindrance(transaction: Transaction<Tables>, application: string): Promise<NotAsked | undefined> {
  const decision = await transaction
    .selectFrom("decision")
    .select(["choice", "made_at"])
    .where("application_id", "=", application)
    .where("undone_at", "is", null)
    .orderBy("made_at", "desc")
    .executeTakeFirst();
  if (decision !== undefined && decision.choice !== "ask-for-a-fix") return "decided";
  const first = await transaction
    .selectFrom("evaluation")
    .innerJoin("submission", "submission.id", "submission_id")
    .select(["state", "verdict", "submission.made_at"])
    .where("application_id", "=", application)
    .where("kind", "=", "final")
    .where("submission.follow_up", "is", null)
    .where("is_whole", "=", true)
    .where("state", "<>", "cancelled")
    .orderBy("asked_at", "desc")
    .executeTakeFirst();
  if (first?.state !== "done" || first.verdict === "could-not-run") return "no-report";
  return decision !== undefined && decision.made_at > first.made_at ? "fix-awaited" : undefined;
}

/** What holds for the role from now on; undefined where other days were said than hold already. */
async function settle(
  transaction: Transaction<Tables>,
  role: string,
  { followUp, days }: { readonly followUp: string; readonly days?: number | undefined },
): Promise<{ readonly followUp: string; readonly days: number } | undefined> {
  const held = await transaction
    .selectFrom("role")
    .select(["follow_up", "follow_up_days"])
    .where("id", "=", role)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (held.follow_up !== null && held.follow_up_days !== null) {
    if (days !== undefined && days !== held.follow_up_days) return undefined;
    return { followUp: held.follow_up, days: held.follow_up_days };
  }
  const settled = { followUp, days: days ?? usualDays };
  await transaction
    .updateTable("role")
    .set({ follow_up: settled.followUp, follow_up_days: settled.days })
    .where("id", "=", role)
    .execute();
  return settled;
}

/** For about an hour's work beside everything else. */
const usualDays = 3;
