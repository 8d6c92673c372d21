import { sql } from "kysely";
import { record, type Actor } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import type { Evaluations } from "../evaluations/evaluations.ts";
import type { Files } from "../files/files.ts";

/** Ends what is kept of a candidate: whoever asks for it, the candidate, a member, or the end of a role's time. */
export class Deletion {
  readonly #database: Database;
  readonly #files: Files;
  readonly #evaluations: Evaluations;
  readonly #repositories: { remove(application: string): Promise<void> };
  readonly #fairnessAnswers: { forget(application: string): Promise<void> };

  constructor(
    database: Database,
    {
      files,
      evaluations,
      repositories,
      fairnessAnswers,
    }: {
      readonly files: Files;
      readonly evaluations: Evaluations;
      readonly repositories: { remove(application: string): Promise<void> };
      readonly fairnessAnswers: { forget(application: string): Promise<void> };
    },
  ) {
    this.#database = database;
    this.#files = files;
    this.#evaluations = evaluations;
    this.#repositories = repositories;
    this.#fairnessAnswers = fairnessAnswers;
  }

  /**
   * Code, evidence, thread, ratings, links and the candidate are gone when it resolves. What was decided stays, with
   * names, until its own date. Right to do twice: files go first, so that none is left behind that no row names.
   *
   * @returns until when what was decided stays; undefined where there is no such candidate
   */
  async deleteCandidate(
    candidate: string,
    organization: string,
    by: Actor,
  ): Promise<{ readonly decisionUntil: Date | null } | undefined> {
    const applications = await this.#database
      .selectFrom("application")
      .select("id")
      .where("candidate_id", "=", candidate)
      .where("organization_id", "=", organization)
      .execute();
    for (const { id } of applications) await this.#deleteWork(id, organization, by);
    return this.#database.transaction().execute(async (transaction) => {
      const dates: Date[] = [];
      for (const { id } of applications) {
        const decisions = await transaction
          .updateTable("decision")
          .set({
            erase_at: sql<Date>`coalesce(erase_at, made_at + make_interval(months => (
              SELECT keep_months FROM role WHERE role.id = decision.role_id)), now() + interval '6 months')`,
          })
          .where("application_id", "=", id)
          .returning("erase_at")
          .execute();
        dates.push(...decisions.map(({ erase_at }) => erase_at).filter((date) => date !== null));
        await record(transaction, { organization, by, action: "candidate.deleted", subject: id });
      }
      const gone = await transaction
        .deleteFrom("candidate")
        .where("id", "=", candidate)
        .where("organization_id", "=", organization)
        .returning("id")
        .executeTakeFirst();
      if (gone === undefined) return undefined;
      return { decisionUntil: dates.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null };
    });
  }

  async #deleteWork(application: string, organization: string, by: Actor): Promise<void> {
    const evaluations = await this.#database
      .selectFrom("evaluation")
      .innerJoin("submission", "submission.id", "submission_id")
      .select(["evaluation.id", "evaluation.state", "evidence_key"])
      .where("application_id", "=", application)
      .execute();
    for (const { id, state } of evaluations) {
      if (state === "waiting" || state === "running") await this.#evaluations.cancel(id, organization, by);
    }
    const submissions = await this.#database
      .selectFrom("submission")
      .select("file_key")
      .where("application_id", "=", application)
      .execute();
    for (const { file_key } of submissions) await this.#files.remove(file_key);
    for (const { evidence_key } of evaluations) if (evidence_key !== null) await this.#files.remove(evidence_key);
    await this.#repositories.remove(application);
    await this.#fairnessAnswers.forget(application);
  }
}
