import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";

/** By what each table names whose it is. What opens a door (links, shares) is left out: it is no data about anybody. */
const tables = {
  application: [
    "application",
    "message",
    "rating",
    "decision",
    "notice",
    "adjustment",
    "submission",
    "letter",
    "plan",
    "plan_item",
    "plan_line",
    "interview_note",
    "rating_talk",
    "name_opening",
    "application_alias",
  ],
  submission: ["evaluation"],
  evaluation: ["evaluation_event", "report_opening", "overrule", "dispute", "comment", "earlier_result"],
} as const;

export const leftOut = ["application_link", "share", "plan_link"] as const;

/** Everything that is kept on one candidate. */
export interface CandidateExport {
  readonly candidate: { readonly id: string; readonly name: string };
  /** Rows by table, each as it is kept. */
  readonly data: Readonly<Record<string, readonly object[]>>;
  readonly applications: readonly string[];
  /** What is in the file store, by the path that it has in the export. */
  readonly files: readonly { readonly path: string; readonly key: string }[];
}

/** Undefined where there is no such candidate. */
export async function exportCandidate(
  database: Database,
  candidate: string,
  organization: string,
): Promise<CandidateExport | undefined> {
  const person = await database
    .selectFrom("candidate")
    .selectAll()
    .where("id", "=", candidate)
    .where("organization_id", "=", organization)
    .executeTakeFirst();
  if (person === undefined) return undefined;
  const rowsOf = async (table: string, column: string, ids: readonly string[]) => {
    const { rows } = await sql<Row>`
      SELECT * FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ANY(${ids}::uuid[]) ORDER BY 1`.execute(database);
    return rows;
  };
  const all = async (names: readonly string[], column: string, ids: readonly string[]) =>
    Object.fromEntries(
      await Promise.all(
        names.map(async (name) => [name, await rowsOf(name, name === "application" ? "id" : column, ids)] as const),
      ),
    );
  const applications = idsOf(await rowsOf("application", "candidate_id", [candidate]));
  const ofApplications = await all(tables.application, "application_id", applications);
  const submissions = ofApplications["submission"] ?? [];
  const ofSubmissions = await all(tables.submission, "submission_id", idsOf(submissions));
  const evaluations = ofSubmissions["evaluation"] ?? [];
  const ofEvaluations = await all(tables.evaluation, "evaluation_id", idsOf(evaluations));
  const { rows: audit } = await sql<Row>`
    SELECT * FROM audit WHERE organization_id = ${organization}
    AND subject = ANY(${[candidate, ...applications, ...idsOf(submissions), ...idsOf(evaluations)]}) ORDER BY at`.execute(
    database,
  );
  return {
    candidate: { id: person.id, name: person.name },
    data: { candidate: [person], ...ofApplications, ...ofSubmissions, ...ofEvaluations, audit },
    applications,
    files: [
      ...submissions.map((row) => ({
        path: `submissions/${String(row["id"])}${String(row["file_key"]).replace(/^[^.]*/, "")}`,
        key: String(row["file_key"]),
      })),
      ...evaluations
        .filter((row) => row["evidence_key"] !== null)
        .map((row) => ({ path: `evidence/${String(row["id"])}.json.gz`, key: String(row["evidence_key"]) })),
    ],
  };
}

type Row = Readonly<Record<string, unknown>>;

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => String(row["id"]));
}
