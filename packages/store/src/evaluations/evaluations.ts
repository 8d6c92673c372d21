import { sql, type Selectable, type Transaction } from "kysely";
import { fromKysely, type PgBoss } from "pg-boss";
import { changed } from "./changed.ts";
import { advance } from "../applications/applications.ts";
import { record, type Actor } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import type { EvaluationState, EvaluationTable, Tables } from "../database/tables.ts";
import { evaluationQueue } from "./queue.ts";

export interface EvaluationRequest {
  readonly organization: string;
  readonly submission: string;
  /** The name of the pack's folder. */
  readonly challenge: string;
  /** Ids of the checks; all unless said. */
  readonly only?: readonly string[];
  /** The change to the first work that is asked about too. */
  readonly followUp?: string | undefined;
}

/** An evaluation that a worker has taken, and the only one who may speak for it until another takes it. */
export interface Claim {
  readonly evaluation: string;
  readonly attempt: number;
  readonly organization: string;
  readonly challenge: string;
  readonly only?: readonly string[];
  readonly followUp?: string;
  readonly submission: { readonly id: string; readonly name: string; readonly fileKey: string };
}

export type Ending =
  | { readonly state: "done"; readonly verdict: string; readonly result: object; readonly evidenceKey: string }
  | { readonly state: "failed"; readonly problem: { readonly code: string; readonly message: string } };

export interface EvaluationEvent {
  /** Counts from 1 within the attempt. */
  readonly number: number;
  readonly event: object;
  readonly at: Date;
}

/** After so many workers that died over it, it is the evaluation that kills them. */
const mostAttempts = 10;

/** An attempt's own, also while nobody is thought to be at it: another one takes it with a higher number. */
const open: EvaluationState[] = ["waiting", "running"];

/** What is asked, taken, told and ended: each in one transaction, so that an evaluation ends exactly once. */
export class Evaluations {
  readonly #database: Database;
  readonly #queue: PgBoss;

  constructor(database: Database, queue: PgBoss) {
    this.#database = database;
    this.#queue = queue;
  }

  /** Waits from now on for a worker. Who has much waiting already waits behind whoever has little. */
  async ask(request: EvaluationRequest, by: Actor): Promise<string> {
    return this.#database.transaction().execute(async (transaction) => {
      const { waiting } = await transaction
        .selectFrom("evaluation")
        .select(({ fn }) => fn.countAll<number>().as("waiting"))
        .where("organization_id", "=", request.organization)
        .where("state", "=", "waiting")
        .executeTakeFirstOrThrow();
      const { id } = await transaction
        .insertInto("evaluation")
        .values({
          organization_id: request.organization,
          submission_id: request.submission,
          challenge: request.challenge,
          only: JSON.stringify(request.only ?? null),
          follow_up: request.followUp ?? null,
          state: "waiting",
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      await record(transaction, { organization: request.organization, by, action: "evaluation.asked", subject: id });
      await this.#queue.send(
        evaluationQueue,
        { evaluation: id },
        { id, priority: -waiting, db: fromKysely(transaction) },
      );
      await changed(transaction, id);
      return id;
    });
  }

  /** False when it had ended already. */
  async cancel(id: string, organization: string, by: Actor): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const cancelled = await transaction
        .updateTable("evaluation")
        .set({ state: "cancelled", ended_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .where("state", "in", open)
        .returning("id")
        .executeTakeFirst();
      if (cancelled === undefined) return false;
      await backFromTesting(transaction, id);
      await record(transaction, { organization, by, action: "evaluation.cancelled", subject: id });
      await this.#queue.cancel(evaluationQueue, id, { db: fromKysely(transaction) });
      await changed(transaction, id);
      return true;
    });
  }

  /** Takes it, also from a worker that is thought dead. Undefined when it has ended, or was tried too often, which ends it. */
  async claim(id: string, worker: string): Promise<Claim | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const taken = await transaction
        .updateTable("evaluation")
        .set(({ eb }) => ({ state: "running", attempt: eb("attempt", "+", 1), worker, started_at: sql<Date>`now()` }))
        .where("id", "=", id)
        .where("state", "in", open)
        .returning(["attempt", "organization_id", "challenge", "only", "follow_up", "submission_id"])
        .executeTakeFirst();
      if (taken === undefined) return undefined;
      const { name, file_key: fileKey } = await transaction
        .selectFrom("submission")
        .select(["name", "file_key"])
        .where("id", "=", taken.submission_id)
        .executeTakeFirstOrThrow();
      const claim: Claim = {
        evaluation: id,
        attempt: taken.attempt,
        organization: taken.organization_id,
        challenge: taken.challenge,
        ...(taken.only === null ? {} : { only: taken.only }),
        ...(taken.follow_up === null ? {} : { followUp: taken.follow_up }),
        submission: { id: taken.submission_id, name, fileKey },
      };
      if (taken.attempt <= mostAttempts) {
        await changed(transaction, id);
        return claim;
      }
      const message = `Each of ${String(mostAttempts)} workers ended while it ran.`;
      await this.#end(transaction, claim, { state: "failed", problem: { code: "workers-died", message } });
      return undefined;
    });
  }

  /** Its worker stops, or failed: it waits for another one. */
  async giveBack(claim: Claim): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const back = await transaction
        .updateTable("evaluation")
        .set({ state: "waiting", worker: null, started_at: null })
        .where("id", "=", claim.evaluation)
        .where("attempt", "=", claim.attempt)
        .where("state", "=", "running")
        .returning("id")
        .executeTakeFirst();
      if (back !== undefined) await changed(transaction, back.id);
    });
  }

  /** Those whose worker died wait again, as their jobs do. @returns how many there were */
  async giveBackLost(): Promise<number> {
    return this.#database.transaction().execute(async (transaction) => {
      const jobs = sql<string>`(SELECT id FROM queue.job WHERE name = ${evaluationQueue} AND state = 'retry')`;
      const lost = await transaction
        .updateTable("evaluation")
        .set({ state: "waiting", worker: null, started_at: null })
        .where("state", "=", "running")
        .where("id", "in", jobs)
        .returning("id")
        .execute();
      for (const { id } of lost) await changed(transaction, id);
      return lost.length;
    });
  }

  /** Adds to what whoever watches sees. False when it is no longer this claim's: it ended, or another has it. */
  async tell(claim: Claim, events: readonly EvaluationEvent[]): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const held = await transaction
        .selectFrom("evaluation")
        .select("id")
        .where("id", "=", claim.evaluation)
        .where("attempt", "=", claim.attempt)
        .where("state", "in", open)
        .forShare()
        .executeTakeFirst();
      if (held === undefined) return false;
      if (events.length === 0) return true;
      await transaction
        .insertInto("evaluation_event")
        .values(
          events.map(({ number, event, at }) => ({
            ...{ evaluation_id: claim.evaluation, attempt: claim.attempt, number, at },
            event: JSON.stringify(event),
          })),
        )
        // What was told while the database went away may be told again.
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await changed(transaction, claim.evaluation);
      return true;
    });
  }

  /** False when it is no longer this claim's: then nothing is changed. Right to do twice. */
  async end(claim: Claim, ending: Ending): Promise<boolean> {
    return this.#database.transaction().execute((transaction) => this.#end(transaction, claim, ending));
  }

  async #end(transaction: Transaction<Tables>, claim: Claim, ending: Ending): Promise<boolean> {
    const ended = await transaction
      .updateTable("evaluation")
      .set({
        state: ending.state,
        ended_at: sql<Date>`now()`,
        ...(ending.state === "done"
          ? { verdict: ending.verdict, result: JSON.stringify(ending.result), evidence_key: ending.evidenceKey }
          : { problem: JSON.stringify(ending.problem) }),
      })
      .where("id", "=", claim.evaluation)
      .where("attempt", "=", claim.attempt)
      .where("state", "in", open)
      .returning("id")
      .executeTakeFirst();
    if (ended === undefined) return false;
    if (ending.state === "done" && claim.only === undefined) await advanceToReport(transaction, claim.submission.id);
    await record(transaction, {
      organization: claim.organization,
      by: "worker",
      action: `evaluation.${ending.state}`,
      subject: claim.evaluation,
    });
    await changed(transaction, claim.evaluation);
    return true;
  }

  async find(id: string, organization: string): Promise<EvaluationRow | undefined> {
    return this.#database
      .selectFrom("evaluation")
      .selectAll()
      .where("id", "=", id)
      .where("organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** What was told by the newest attempt, after this event of it. */
  async eventsAfter(id: string, seen: { readonly attempt: number; readonly number: number }) {
    return this.#database
      .selectFrom("evaluation_event")
      .innerJoin("evaluation", "evaluation.id", "evaluation_event.evaluation_id")
      .select(["evaluation_event.attempt", "number", "event", "at"])
      .where("evaluation.id", "=", id)
      .whereRef("evaluation_event.attempt", "=", "evaluation.attempt")
      .where((where) =>
        where.or([where("evaluation_event.attempt", ">", seen.attempt), where("number", ">", seen.number)]),
      )
      .orderBy("number")
      .execute();
  }
}

export type EvaluationRow = Selectable<EvaluationTable>;

/** Nothing is tested any more: the card goes back to where it stood before the work came, unless there is other work. */
async function backFromTesting(transaction: Transaction<Tables>, evaluation: string): Promise<void> {
  await sql`
    UPDATE application a SET stage = CASE
      WHEN a.agreed_at IS NOT NULL THEN 'working' WHEN a.invited_at IS NOT NULL THEN 'invited' ELSE 'added' END
    FROM submission s JOIN evaluation e ON e.submission_id = s.id
    WHERE e.id = ${evaluation} AND e.is_whole AND s.kind = 'final' AND s.follow_up IS NULL
      AND a.id = s.application_id AND a.stage = 'testing'
      AND NOT EXISTS (
        SELECT FROM submission other JOIN evaluation run ON run.submission_id = other.id
        WHERE other.application_id = a.id AND other.kind = 'final' AND other.follow_up IS NULL AND run.is_whole
          AND run.state <> 'cancelled')`.execute(transaction);
}

/** There is a report on the first work now, whatever it says. */
async function advanceToReport(transaction: Transaction<Tables>, submission: string): Promise<void> {
  const {
    application_id: application,
    kind,
    follow_up,
  } = await transaction
    .selectFrom("submission")
    .select(["application_id", "kind", "follow_up"])
    .where("id", "=", submission)
    .executeTakeFirstOrThrow();
  if (application !== null && kind === "final" && follow_up === null) await advance(transaction, application, "report");
}
