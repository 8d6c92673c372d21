import { sql, type Selectable } from "kysely";
import { advance, type ApplicationRow } from "../applications/applications.ts";
import { record } from "../audit/record.ts";
import type { RoleTable, Told } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import type { EvaluationState } from "../database/tables.ts";
import type { DecisionRow } from "../judgement/decisions.ts";

/** At most so long after the hand-in, the findings are the candidate's to read, whatever is decided. Days. */
export const releaseAfter = 14;

/** When the findings on what was handed in then reach the candidate at the latest. Null before anything was. */
export function releaseOf({ submitted_at }: Pick<ApplicationRow, "submitted_at">): Date | null {
  return submitted_at === null ? null : new Date(submitted_at.getTime() + releaseAfter * 24 * 3_600_000);
}

/** What was found, once it is the candidate's to read. */
export interface Released {
  readonly id: string;
  readonly challenge: string;
  readonly follow_up: string | null;
  readonly result: object;
}

/** What a candidate sent, and what became of it. */
export interface Sent {
  readonly id: string;
  readonly name: string;
  readonly kind: "draft" | "final";
  readonly commit: string | null;
  readonly made_at: Date;
  /** The change that it makes to the first work; null for the first work itself. */
  readonly follow_up: string | null;
  /** The newest; null where there was nothing to ask. */
  readonly evaluation: {
    readonly id: string;
    readonly state: EvaluationState;
    readonly verdict: string | null;
    readonly problem: { readonly code: string; readonly message: string } | null;
    readonly ended_at: string | null;
  } | null;
}

/** The candidate's side of one application. */
export class Portal {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Marks that the candidate has seen it, once. */
  async open(application: string): Promise<void> {
    await this.#database
      .updateTable("application")
      .set({ opened_at: sql<Date>`now()` })
      .where("id", "=", application)
      .where("opened_at", "is", null)
      .execute();
  }

  /** The candidate has read what happens to the work. Right to do twice. */
  async agree({ id, organization_id: organization }: ApplicationRow): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const agreed = await transaction
        .updateTable("application")
        .set({ agreed_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("agreed_at", "is", null)
        .returning("id")
        .executeTakeFirst();
      if (agreed === undefined) return;
      await advance(transaction, id, "working");
      await record(transaction, { organization, by: "candidate", action: "notice.acknowledged", subject: id });
    });
  }

  /** Who asks, what for, and what was decided. */
  async standing({ id, role_id, candidate_id }: ApplicationRow): Promise<{
    readonly organization: string;
    readonly candidate: string;
    readonly role: Selectable<RoleTable>;
    readonly decision: Pick<DecisionRow, "id" | "choice" | "person_name" | "made_at" | "erase_at"> | null;
  }> {
    const role = await this.#database
      .selectFrom("role")
      .selectAll()
      .where("id", "=", role_id)
      .executeTakeFirstOrThrow();
    const { organization, candidate } = await this.#database
      .selectFrom("candidate")
      .innerJoin("organization", "organization.id", "candidate.organization_id")
      .select(["organization.name as organization", "candidate.name as candidate"])
      .where("candidate.id", "=", candidate_id)
      .executeTakeFirstOrThrow();
    const decision = await this.#database
      .selectFrom("decision")
      .select(["id", "choice", "person_name", "made_at", "erase_at"])
      .where("application_id", "=", id)
      .where("undone_at", "is", null)
      .orderBy("made_at", "desc")
      .executeTakeFirst();
    return { organization, candidate, role, decision: decision ?? null };
  }

  /** Newest first. */
  async sent(application: string): Promise<readonly Sent[]> {
    return this.#database
      .selectFrom("submission")
      .select(["id", "name", "kind", "commit", "made_at", "follow_up"])
      .select(
        sql<Sent["evaluation"]>`(
          SELECT jsonb_build_object('id', e.id, 'state', e.state, 'verdict', e.verdict, 'problem', e.problem,
            'ended_at', e.ended_at)
          FROM evaluation e
          WHERE e.submission_id = submission.id AND (submission.kind = 'draft' OR e.is_whole)
          ORDER BY e.asked_at DESC LIMIT 1)`.as("evaluation"),
      )
      .where("application_id", "=", application)
      .orderBy("made_at", "desc")
      .execute();
  }

  /** Evaluations of drafts that have not ended: a newer draft takes their place. */
  async unendedDrafts(application: string): Promise<readonly string[]> {
    const rows = await this.#database
      .selectFrom("evaluation")
      .innerJoin("submission", "submission.id", "submission_id")
      .select("evaluation.id")
      .where("application_id", "=", application)
      .where("kind", "=", "draft")
      .where("state", "in", ["waiting", "running"])
      .execute();
    return rows.map(({ id }) => id);
  }

  /**
   * The newest that is the candidate's to read, of the first work or of a change to it: asked before the decision, or long
   * enough ago.
   */
  async released({ id, released_at }: ApplicationRow, followUp: string | null = null): Promise<Released | undefined> {
    const row = await this.#database
      .selectFrom("evaluation")
      .innerJoin("submission", "submission.id", "submission_id")
      .select(["evaluation.id", "evaluation.challenge", "evaluation.follow_up", "result"])
      .where("application_id", "=", id)
      .where("kind", "=", "final")
      .where("submission.follow_up", followUp === null ? "is" : "=", followUp)
      .where("evaluation.state", "=", "done")
      .where("is_whole", "=", true)
      .where(
        sql<boolean>`(asked_at <= ${released_at}::timestamptz OR asked_at <= now() - make_interval(days => ${releaseAfter}::integer))`,
      )
      .orderBy("asked_at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (row?.result == null) return undefined;
    const { id: evaluation, challenge, follow_up, result } = row;
    return { id: evaluation, challenge, follow_up, result };
  }

  /** "This finding is wrong." False where it was said already, and nobody has answered yet. */
  async dispute(
    { id: application, organization_id: organization }: ApplicationRow,
    { evaluation, check, text }: { readonly evaluation: string; readonly check: string; readonly text: string },
  ): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      // Two at once would both find none.
      await transaction.selectFrom("evaluation").select("id").where("id", "=", evaluation).forUpdate().execute();
      const open = await transaction
        .selectFrom("dispute")
        .select("id")
        .where("evaluation_id", "=", evaluation)
        .where("check_id", "=", check)
        .where("answered_at", "is", null)
        .executeTakeFirst();
      if (open !== undefined) return false;
      await transaction
        .insertInto("dispute")
        .values({ evaluation_id: evaluation, check_id: check, text })
        .executeTakeFirst();
      await transaction
        .insertInto("notice")
        .values({
          ...{ organization_id: organization, application_id: application, for_candidate: false },
          ...{ kind: "dispute", facts: JSON.stringify({ evaluation, check }) },
        })
        .execute();
      await record(transaction, {
        ...{ organization, by: "candidate", action: "finding.disputed", subject: evaluation },
        details: { check },
      });
      return true;
    });
  }

  /** What the candidate says of the work, or of a change to it, where it was handed in before. */
  async tell(
    { id, organization_id: organization }: ApplicationRow,
    told: Told,
    followUp: string | null = null,
  ): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("application")
        .set(
          followUp === null
            ? { told: JSON.stringify(told), submitted_at: sql<Date>`now()` }
            : { follow_up_told: JSON.stringify(told), follow_up_submitted_at: sql<Date>`now()` },
        )
        .where("id", "=", id)
        .execute();
      await record(transaction, { organization, by: "candidate", action: "submission.again", subject: id });
    });
  }
}
