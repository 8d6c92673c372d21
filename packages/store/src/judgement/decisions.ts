import { sql, type Selectable, type Transaction } from "kysely";
import { record } from "../audit/record.ts";
import type { Choice, DecisionTable } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";

export type DecisionRow = Selectable<DecisionTable>;

export interface Decided {
  readonly organization: string;
  readonly choice: Choice;
  readonly reason: string;
  readonly by: { readonly id: string; readonly name: string };
}

/** Why a decision can't be made yet, and about whom. */
export interface NotYet {
  readonly application: string;
  readonly code_name: string;
  readonly why: "report-not-opened" | "still-tested";
}

/** Made by a person with a name, who has opened the report and says why. Undone, it stays, and says so. */
export class Decisions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** For all of them, or for none: then what stands in the way. The ids are of applications of the organization. */
  async make(
    applications: readonly string[],
    decided: Decided,
  ): Promise<{ readonly made: readonly DecisionRow[] } | { readonly notYet: readonly NotYet[] }> {
    return this.#database.transaction().execute(async (transaction) => {
      const notYet: NotYet[] = [];
      for (const application of applications) {
        const why = await hindrance(transaction, application, decided.by.id);
        if (why !== undefined) notYet.push(why);
      }
      if (notYet.length > 0) return { notYet };
      const made: DecisionRow[] = [];
      for (const application of applications) made.push(await decide(transaction, application, decided));
      return { made };
    });
  }

  /** All that were made about somebody, the newest first. */
  async of(application: string, organization: string): Promise<readonly DecisionRow[]> {
    return this.#database
      .selectFrom("decision")
      .selectAll()
      .where("application_id", "=", application)
      .where("organization_id", "=", organization)
      .orderBy("made_at", "desc")
      .execute();
  }

  async find(id: string, organization: string): Promise<DecisionRow | undefined> {
    return this.#database
      .selectFrom("decision")
      .selectAll()
      .where("id", "=", id)
      .where("organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** The card goes back to where it stood, unless it was moved since. Undefined where it is undone already. */
  async undo(id: string, organization: string, by: string): Promise<DecisionRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable("decision")
        .set({ undone_at: sql<Date>`now()`, erase_at: null })
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .where("undone_at", "is", null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      if (row.application_id !== null && row.stage_before !== null) {
        await transaction
          .updateTable("application")
          .set({ stage: row.stage_before })
          .where("id", "=", row.application_id)
          .where("stage", "=", stageAfter(row.choice))
          .execute();
      }
      await record(transaction, { organization, by, action: "decision.undone", subject: id });
      return row;
    });
  }
}

/** What is to be fixed is worked on again. */
function stageAfter(choice: Choice) {
  return choice === "ask-for-a-fix" ? "working" : "decided";
}

async function hindrance(
  transaction: Transaction<Tables>,
  application: string,
  person: string,
): Promise<NotYet | undefined> {
  const { code_name } = await transaction
    .selectFrom("application")
    .select("code_name")
    .where("id", "=", application)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Of the first work, and of a change to it where one was handed in.
  const newest = await transaction
    .selectFrom("evaluation")
    .innerJoin("submission", "submission.id", "evaluation.submission_id")
    .leftJoin("report_opening", (join) =>
      join.onRef("report_opening.evaluation_id", "=", "evaluation.id").on("report_opening.person_id", "=", person),
    )
    .distinctOn("submission.follow_up")
    .select(["evaluation.state", "report_opening.made_at as opened_at"])
    .where("submission.application_id", "=", application)
    .where("submission.kind", "=", "final")
    .where("is_whole", "=", true)
    .where("evaluation.state", "<>", "cancelled")
    .orderBy("submission.follow_up")
    .orderBy("evaluation.asked_at", "desc")
    .execute();
  if (newest.some(({ state }) => state === "waiting" || state === "running"))
    return { application, code_name, why: "still-tested" };
  if (newest.some(({ state, opened_at }) => state === "done" && opened_at === null))
    return { application, code_name, why: "report-not-opened" };
  return undefined;
}

async function decide(
  transaction: Transaction<Tables>,
  application: string,
  { organization, choice, reason, by }: Decided,
): Promise<DecisionRow> {
  const about = await transaction
    .selectFrom("application")
    .innerJoin("candidate", "candidate.id", "application.candidate_id")
    .innerJoin("role", "role.id", "application.role_id")
    .select(["role.id as role", "role.title", "role.keep_months", "candidate.name", "stage"])
    .where("application.id", "=", application)
    .executeTakeFirstOrThrow();
  // One at a time holds: what was decided before stays to be read.
  await transaction
    .updateTable("decision")
    .set({ undone_at: sql<Date>`now()`, erase_at: null })
    .where("application_id", "=", application)
    .where("undone_at", "is", null)
    .execute();
  const isEnd = choice !== "ask-for-a-fix";
  const row = await transaction
    .insertInto("decision")
    .values({
      ...{ organization_id: organization, role_id: about.role, application_id: application },
      ...{ role_title: about.title, candidate_name: about.name, choice, reason },
      ...{ person_id: by.id, person_name: by.name, stage_before: about.stage },
      erase_at: isEnd ? sql<Date>`now() + make_interval(months => ${about.keep_months}::integer)` : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await transaction
    .updateTable("application")
    .set({ stage: stageAfter(choice), released_at: sql<Date>`coalesce(released_at, now())` })
    .where("id", "=", application)
    .execute();
  await record(transaction, {
    ...{ organization, by: by.id, action: "decision.made", subject: application },
    details: { decision: row.id, choice },
  });
  return row;
}
