import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";

/** What one person noted at one place of the interview. */
export interface InterviewNote {
  readonly place: string;
  readonly text: string;
  readonly choice: string;
  readonly version: number;
  readonly changed_at: Date;
}

/** What somebody may see: others' notes only once there is a rating of one's own, and of theirs. */
export interface SeenNotes {
  readonly mine: readonly InterviewNote[];
  /** Null until there is a rating of one's own. */
  readonly others: readonly (InterviewNote & { readonly person: string })[] | null;
}

/** What people note while they talk with a candidate: each for themselves until they have rated. */
export class InterviewNotes {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Keeps what stands at one place.
   *
   * @param seen the version that the writer had before them; 0 for none
   * @returns undefined where another window wrote meanwhile: nothing is changed then
   */
  async keep(
    application: string,
    {
      organization,
      by,
      place,
      text,
      choice,
      seen,
    }: {
      readonly organization: string;
      readonly by: string;
      readonly place: string;
      readonly text: string;
      readonly choice: string;
      readonly seen: number;
    },
  ): Promise<InterviewNote | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const { rows: recent } = await sql`
        SELECT 1 FROM interview_note WHERE application_id = ${application} AND person_id = ${by}
        AND changed_at > now() - interval '30 minutes' LIMIT 1`.execute(transaction);
      const note = await transaction
        .insertInto("interview_note")
        .values({ application_id: application, person_id: by, place, text, choice })
        .onConflict((conflict) =>
          conflict
            .columns(["application_id", "person_id", "place"])
            .doUpdateSet({
              ...{ text, choice, changed_at: sql<Date>`now()` },
              version: sql<number>`interview_note.version + 1`,
            })
            .where("interview_note.version", "=", seen),
        )
        .returning(["place", "text", "choice", "version", "changed_at"])
        .executeTakeFirst();
      if (note === undefined) return undefined;
      // It is kept with every pause in typing: the log has each talk once, without what was noted.
      if (recent.length === 0) {
        await record(transaction, { organization, by, action: "interview.noted", subject: application });
      }
      return note;
    });
  }

  async seenBy(person: string, application: string): Promise<SeenNotes> {
    const raters = await this.#database
      .selectFrom("rating")
      .select("person_id")
      .where("application_id", "=", application)
      .execute();
    const hasRated = new Set(raters.map(({ person_id }) => person_id));
    const rows = await this.#database
      .selectFrom("interview_note")
      .innerJoin("user", "user.id", "interview_note.person_id")
      .select(["place", "text", "choice", "version", "changed_at", "person_id", "user.name as person"])
      .where("application_id", "=", application)
      .orderBy("user.name")
      .orderBy("place")
      .execute();
    return {
      mine: rows.filter(({ person_id }) => person_id === person),
      others: hasRated.has(person)
        ? rows.filter(({ person_id }) => person_id !== person && hasRated.has(person_id))
        : null,
    };
  }
}
