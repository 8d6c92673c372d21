import { sql } from "kysely";
import type { Stage } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import { needsAnswer } from "../adjustments/adjustments.ts";
import { lately, type Happening } from "./lately.ts";

/** Something that waits for a person: never because of how good a piece of work is. */
export interface Need {
  /**
   * `adjustment`: a candidate asked for more time or another way. `report`: one that nobody has opened. The others: an
   * answer that we could not give, and a person must ask for.
   */
  readonly kind: "question" | "adjustment" | "cannot-say" | "our-mistake" | "could-not-run" | "failed" | "report";
  readonly application: string;
  readonly name: string;
  readonly role_id: string;
  readonly role: string;
  readonly at: Date;
  readonly due_at: Date | null;
  /** What was asked, or why it could not be tested. */
  readonly text: string | null;
  readonly evaluation: string | null;
  /** It is about a change to the first work. */
  readonly follow_up: boolean;
}

export interface Running {
  readonly evaluation: string;
  readonly state: "waiting" | "running";
  readonly application: string;
  readonly name: string;
  readonly role: string;
  /** The name of the pack's folder. */
  readonly challenge: string;
  readonly asked_at: Date;
  readonly started_at: Date | null;
}

export interface RoleInShort {
  readonly id: string;
  readonly title: string;
  readonly challenge: string;
  readonly state: "open" | "closed";
  readonly is_demo: boolean;
  readonly made_at: Date;
  /** How many people stand where. */
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
}

const mostNeeds = 30;

/** What somebody sees first: what needs them, what runs, and which roles there are. */
export class Home {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Questions first, the oldest of them first; then what candidates asked for, where this person runs the hiring; then what
   * was tested, by code name.
   */
  async needs(organization: string, { recruits }: { readonly recruits: boolean }): Promise<readonly Need[]> {
    const questions = await this.#database
      .selectFrom("message")
      .innerJoin("application", "application.id", "message.application_id")
      .innerJoin("candidate", "candidate.id", "candidate_id")
      .innerJoin("role", "role.id", "role_id")
      .select(["application.id as application", "candidate.name", "role_id", "role.title as role"])
      .select(["message.made_at as at", "due_at", "message.text"])
      .where("application.organization_id", "=", organization)
      .where("by_candidate", "=", true)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("message as later")
              .select("later.id")
              .whereRef("later.application_id", "=", "message.application_id")
              .whereRef("later.made_at", ">", "message.made_at"),
          ),
        ),
      )
      .orderBy("message.made_at")
      .limit(mostNeeds)
      .execute();
    // Results are wide: they are read of those alone that are told.
    const { rows: tested } = await sql<Need>`
      WITH needing AS (
        SELECT a.id AS application, a.code_name, newest.id AS evaluation, newest.follow_up
        FROM application a
        JOIN role r ON r.id = a.role_id AND r.state = 'open'
        JOIN LATERAL (
          -- The newest of the first work, and of a change to it.
          SELECT DISTINCT ON (s.follow_up) e.id, e.state, e.verdict, s.follow_up
          FROM submission s JOIN evaluation e ON e.submission_id = s.id
          WHERE s.application_id = a.id AND s.kind = 'final' AND e.is_whole AND e.state <> 'cancelled'
          ORDER BY s.follow_up, e.asked_at DESC) newest ON newest.state IN ('done', 'failed')
        WHERE a.organization_id = ${organization}
          AND (a.stage IN ('testing', 'report') OR newest.follow_up IS NOT NULL AND a.stage <> 'decided')
          AND (newest.state = 'failed' OR newest.verdict IN ('cannot-say', 'our-mistake', 'could-not-run')
            OR NOT EXISTS (SELECT FROM report_opening o WHERE o.evaluation_id = newest.id))
        ORDER BY a.code_name, newest.follow_up NULLS FIRST LIMIT ${mostNeeds})
      SELECT CASE WHEN e.state = 'failed' THEN 'failed'
             WHEN e.verdict IN ('cannot-say', 'our-mistake', 'could-not-run') THEN e.verdict ELSE 'report' END AS kind,
        a.id AS application, c.name, r.id AS role_id, r.title AS role, e.ended_at AS at, a.due_at,
        coalesce(e.problem->>'message', e.result->'problem'->>'message') AS text, e.id AS evaluation,
        n.follow_up IS NOT NULL AS follow_up
      FROM needing n
      JOIN evaluation e ON e.id = n.evaluation
      JOIN application a ON a.id = n.application
      JOIN role r ON r.id = a.role_id
      JOIN candidate c ON c.id = a.candidate_id
      ORDER BY n.code_name, n.follow_up NULLS FIRST`.execute(this.#database);
    return [
      ...questions.map((one) => ({ ...one, kind: "question" as const, evaluation: null, follow_up: false })),
      ...(recruits ? await this.#adjustments(organization) : []),
      ...tested,
    ];
  }

  /** Oldest first; of who was decided on, none. */
  async #adjustments(organization: string): Promise<readonly Need[]> {
    const asked = await this.#database
      .selectFrom("adjustment")
      .innerJoin("application", "application.id", "adjustment.application_id")
      .innerJoin("candidate", "candidate.id", "candidate_id")
      .innerJoin("role", "role.id", "role_id")
      .select(["application.id as application", "candidate.name", "role_id", "role.title as role"])
      .select(["adjustment.made_at as at", "adjustment.text"])
      .select(
        sql<Date | null>`CASE WHEN adjustment.follow_up IS NULL THEN due_at ELSE follow_up_due_at END`.as("due_at"),
      )
      .select(sql<boolean>`adjustment.follow_up IS NOT NULL`.as("follow_up"))
      .where("application.organization_id", "=", organization)
      .where("application.stage", "<>", "decided")
      .where(needsAnswer)
      .orderBy("adjustment.made_at")
      .limit(mostNeeds)
      .execute();
    return asked.map((one) => ({ ...one, kind: "adjustment" as const, evaluation: null }));
  }

  /** What a worker is at first, then what waits, each in the order in which it was asked. */
  async running(organization: string): Promise<readonly Running[]> {
    return this.#database
      .selectFrom("evaluation")
      .innerJoin("submission", "submission.id", "submission_id")
      .innerJoin("application", "application.id", "submission.application_id")
      .innerJoin("candidate", "candidate.id", "candidate_id")
      .innerJoin("role", "role.id", "role_id")
      .select(["evaluation.id as evaluation", "application.id as application", "candidate.name", "role.title as role"])
      .select(["evaluation.challenge", "asked_at", "started_at"])
      .select(sql<"waiting" | "running">`evaluation.state`.as("state"))
      .where("evaluation.organization_id", "=", organization)
      .where("evaluation.state", "in", ["waiting", "running"])
      .where("kind", "=", "final")
      .where("is_whole", "=", true)
      .orderBy("evaluation.state")
      .orderBy("asked_at")
      .limit(20)
      .execute();
  }

  /** Newest first, like things in a row as one. */
  async lately(organization: string, most: number): Promise<readonly Happening[]> {
    return lately(this.#database, organization, most);
  }

  /** Newest first. */
  async roles(organization: string): Promise<readonly RoleInShort[]> {
    return this.#database
      .selectFrom("role")
      .leftJoin(
        (query) =>
          query
            .selectFrom("application")
            .select(["role_id", "stage", sql<number>`count(*)::int`.as("people")])
            .where("organization_id", "=", organization)
            .groupBy(["role_id", "stage"])
            .as("counted"),
        (join) => join.onRef("counted.role_id", "=", "role.id"),
      )
      .select(["role.id", "title", "challenge", "state", "is_demo", "made_at"])
      .select(
        sql<RoleInShort["stages"]>`coalesce(
          jsonb_object_agg(counted.stage, counted.people) FILTER (WHERE counted.stage IS NOT NULL), '{}')`.as("stages"),
      )
      .where("role.organization_id", "=", organization)
      .groupBy("role.id")
      .orderBy("made_at", "desc")
      .execute();
  }
}
