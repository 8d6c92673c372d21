import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Scores } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import { lockRule } from "./rating-rules.ts";

/** What one person thinks, with their name. */
export interface Rating {
  readonly application_id: string;
  readonly person_id: string;
  readonly person: string;
  readonly scores: Scores;
  /** As first given: others’ were not to be seen yet. */
  readonly first_scores: Scores;
  /** The most points there were. */
  readonly out_of: number;
  readonly note: string;
  readonly made_at: Date;
}

/** What somebody may see: others' ratings only once there is one of their own. */
export interface SeenRatings {
  readonly mine: Rating | null;
  /** Null until there is one of one's own. */
  readonly others: readonly Rating[] | null;
}

/** What people think of a candidate: each for themselves first. */
export class Ratings {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One's own, given or changed. */
  async give(
    application: string,
    {
      organization,
      by,
      scores,
      note,
    }: { readonly organization: string; readonly by: string; readonly scores: Scores; readonly note: string },
  ): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await lockRule(transaction, application);
      const given = { scores: JSON.stringify(scores), note, out_of: 5 };
      await transaction
        .insertInto("rating")
        .values({ application_id: application, person_id: by, ...given, first_scores: given.scores })
        .onConflict((conflict) =>
          conflict.columns(["application_id", "person_id"]).doUpdateSet({
            ...given,
            made_at: sql<Date>`now()`,
            first_scores: sql<string>`CASE WHEN rating.out_of = 5 THEN rating.first_scores ELSE excluded.first_scores END`,
          }),
        )
        .execute();
      // Without what it says: others may read the log before they have rated.
      await record(transaction, { organization, by, action: "candidate.rated", subject: application });
    });
  }

  /** By application, as this person may see them. Every application that was asked for is there. */
  async seenBy(person: string, applications: readonly string[]): Promise<ReadonlyMap<string, SeenRatings>> {
    const all: readonly Rating[] =
      applications.length === 0
        ? []
        : await this.#database
            .selectFrom("rating")
            .innerJoin("user", "user.id", "rating.person_id")
            .select(["application_id", "person_id", "user.name as person", "note", "made_at"])
            .select(["scores", "first_scores", "out_of"])
            .where("application_id", "in", applications)
            .orderBy("user.name")
            .execute();
    return new Map(
      applications.map((application) => {
        const given = all.filter(({ application_id }) => application_id === application);
        const mine = given.find(({ person_id }) => person_id === person) ?? null;
        return [application, { mine, others: mine === null ? null : given.filter((one) => one !== mine) }];
      }),
    );
  }
}
