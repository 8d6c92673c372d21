import { sql } from "kysely";
import { fromKysely, type PgBoss } from "pg-boss";
import { record } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import { notify } from "./notices.ts";

export const recallQueue = "recall";

/** Why a stored result is judged again. */
export type RecallReason = "newer-rules" | "overruled" | "overrule-undone";

export interface Recall {
  readonly evaluation: string;
  readonly why: RecallReason;
  /** The id of the person's word that was said or undone. */
  readonly overrule?: string;
}

/** What came of judging one again. */
export interface Judged {
  readonly organization: string;
  readonly evaluation: string;
  readonly why: RecallReason;
  /** What its own evidence says by today's rules, where it was looked at again. */
  readonly result: object | undefined;
  /** That says something else than what was stored. */
  readonly isOther: boolean;
  /** With what people said. */
  readonly verdict: string;
  /** For whom it is about, and for members; none where nothing that they were told has changed. */
  readonly notice:
    | {
        readonly application: string;
        readonly facts: object;
        readonly tellCandidate: boolean;
        readonly tellMembers: boolean;
      }
    | undefined;
}

/** Stored results that are judged again from their evidence, one job each. */
export class Recalls {
  readonly #database: Database;
  readonly #queue: PgBoss;

  constructor(database: Database, queue: PgBoss) {
    this.#database = database;
    this.#queue = queue;
  }

  /** In one transaction: all are asked for, or none. One that waits already for the same reason waits once. */
  async ask(recalls: readonly Recall[]): Promise<void> {
    if (recalls.length === 0) return;
    await this.#database.transaction().execute(async (transaction) => {
      for (const recall of recalls) {
        const singletonKey = [recall.evaluation, recall.why, recall.overrule].join(" ");
        await this.#queue.send(recallQueue, recall, { singletonKey, db: fromKysely(transaction) });
      }
    });
  }

  /** Works them off, one at a time. @returns what ends it */
  async workOff(judge: (recall: Recall) => Promise<void>): Promise<() => Promise<void>> {
    await this.#queue.work<Recall>(recallQueue, { pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const { data } of jobs) await judge(data);
    });
    return () => this.#queue.offWork(recallQueue);
  }

  /** Evaluations whose result was judged by older rules than these. */
  async olderThan(judging: number): Promise<readonly string[]> {
    const rows = await this.#database
      .selectFrom("evaluation")
      .select("id")
      .where("state", "=", "done")
      .where("judging", "<", judging)
      .where("evidence_key", "is not", null)
      .orderBy("id")
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Replaces the result and keeps the one before, tells who must hear, and says so in the log: all at once. Right to do twice. */
  async settle({ organization, evaluation, why, result, isOther, verdict, notice }: Judged): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      if (isOther) {
        await transaction
          .insertInto("earlier_result")
          .columns(["evaluation_id", "result", "why"])
          .expression((from) =>
            from
              .selectFrom("evaluation")
              .select((query) => [
                query.ref("id").as("evaluation_id"),
                query.ref("result").$notNull().as("result"),
                query.val(why).as("why"),
              ])
              .where("id", "=", evaluation)
              .where("result", "is not", null),
          )
          .execute();
      }
      await transaction
        .updateTable("evaluation")
        .set({ verdict, ...(result === undefined ? {} : { result: JSON.stringify(result) }) })
        .where("id", "=", evaluation)
        .execute();
      if (!isOther && notice === undefined) return;
      await record(transaction, {
        ...{ organization, by: "recall", action: "evaluation.judged-again", subject: evaluation },
        details: { why, ...(notice === undefined ? {} : { facts: notice.facts }) },
      });
      if (notice === undefined) return;
      const { application, facts } = notice;
      const told = await transaction
        .selectFrom("notice")
        .select("id")
        .where("application_id", "=", application)
        .where(sql<boolean>`facts = ${JSON.stringify(facts)}::jsonb`)
        .executeTakeFirst();
      if (told !== undefined) return;
      await notify(
        transaction,
        [...(notice.tellMembers ? [false] : []), ...(notice.tellCandidate ? [true] : [])].map((forCandidate) => ({
          ...{ organization, application, forCandidate, kind: "recall", facts },
        })),
      );
    });
  }

  /** What an evaluation's result said before, the newest first. */
  async earlier(evaluation: string) {
    return this.#database
      .selectFrom("earlier_result")
      .select(["id", "result", "why", "replaced_at"])
      .where("evaluation_id", "=", evaluation)
      .orderBy("replaced_at", "desc")
      .execute();
  }
}
