import { sql } from "kysely";
import type { Stage } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";

/** What was done lately, as facts: the words are whoever's who shows it. */
export interface Happening {
  readonly action: (typeof told)[number];
  readonly at: Date;
  /** The person who did it; null for the candidate, and for what of ours did it. */
  readonly person_id: string | null;
  readonly person: string | null;
  readonly application: string | null;
  readonly evaluation: string | null;
  readonly name: string | null;
  readonly role_id: string | null;
  readonly role: string | null;
  /** Where a card was moved to. */
  readonly to: Stage | null;
  /** How often in a row: fifty people who were added are one happening. */
  readonly count: number;
}

/** Of the audit log, what somebody who was away wants to hear. */
export const told = [
  ...(["role.made", "role.closed", "role.opened", "candidate.added", "candidate.invited"] as const),
  ...(["candidate.handed-over", "candidate.opened", "candidate.agreed", "candidate.moved"] as const),
  "candidate.follow-up-asked",
  ...(["submission.final", "evaluation.done", "evaluation.failed", "evaluation.cancelled"] as const),
  ...(["message.asked", "message.answered"] as const),
] as const;

/** So much of the log is read at once; more only while like things in a row go on. */
const page = 240;

/** Newest first, and like things in a row as one. */
export async function lately(database: Database, organization: string, most: number): Promise<readonly Happening[]> {
  const bundled: Happening[] = [];
  for (let from = 0; ; from += page) {
    const { read, rows } = await happenings(database, organization, from);
    for (const row of rows) {
      const last = bundled.at(-1);
      if (last !== undefined && isMoreOf(row, last)) {
        bundled[bundled.length - 1] = { ...last, count: last.count + 1 };
      } else if (bundled.length < most) bundled.push(row);
      else return bundled;
    }
    if (read < page) return bundled;
  }
}

/** A page of the log: how much of it was read, and what of that is told. */
async function happenings(
  database: Database,
  organization: string,
  from: number,
): Promise<{ readonly read: number; readonly rows: readonly Happening[] }> {
  const { rows } = await sql<Happening & { readonly is_told: boolean }>`
    WITH log AS (
      SELECT id, action, at, details,
        CASE WHEN actor ~ '^[0-9a-f-]{36}$' THEN actor::uuid END AS person_id,
        CASE WHEN action LIKE 'evaluation.%' THEN subject::uuid END AS evaluation_id,
        CASE WHEN action LIKE 'submission.%' THEN subject::uuid END AS submission_id,
        CASE WHEN action ~ '^(candidate|message)[.]' THEN subject::uuid END AS application_id,
        CASE WHEN action LIKE 'role.%' THEN subject::uuid END AS role_id
      FROM audit
      WHERE organization_id = ${organization} AND action IN (${sql.join([...told])})
      ORDER BY at DESC, id LIMIT ${page} OFFSET ${from})
    SELECT log.action, log.at, u.id AS person_id, u.name AS person, a.id AS application, e.id AS evaluation,
      c.name, r.id AS role_id, r.title AS role, log.details->>'to' AS "to", 1 AS count,
      -- What was deleted since has no name any more; a draft's run is nobody's news.
      r.id IS NOT NULL AND (s.kind IS NULL OR s.kind = 'final') AND (e.id IS NULL OR e.is_whole) AS is_told
    FROM log
    LEFT JOIN "user" u ON u.id = log.person_id
    LEFT JOIN evaluation e ON e.id = log.evaluation_id
    LEFT JOIN submission s ON s.id = coalesce(e.submission_id, log.submission_id)
    LEFT JOIN application a ON a.id = coalesce(s.application_id, log.application_id)
    LEFT JOIN candidate c ON c.id = a.candidate_id
    LEFT JOIN role r ON r.id = coalesce(a.role_id, log.role_id)
    ORDER BY log.at DESC, log.id`.execute(database);
  const named = rows.filter(({ is_told }) => is_told).map(({ is_told: _, ...row }) => row);
  return { read: rows.length, rows: named };
}

function isMoreOf(row: Happening, last: Happening): boolean {
  if (row.action !== last.action || row.person_id !== last.person_id || row.role_id !== last.role_id) return false;
  return row.action === "candidate.added" || row.application === last.application;
}
