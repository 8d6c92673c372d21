import { createHash, randomUUID } from "node:crypto";
import { Transform, type Readable } from "node:stream";
import { sql, type Selectable } from "kysely";
import { advance } from "../applications/applications.ts";
import { record, type Actor } from "../audit/record.ts";
import type { Told } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import type { SubmissionTable } from "../database/tables.ts";
import type { Files } from "../files/files.ts";

export type SubmissionRow = Selectable<SubmissionTable>;

export interface HandedIn {
  readonly organization: string;
  readonly application: string;
  /** As the person who sent it called it; ends in `.zip` or `.tar.gz`. */
  readonly name: string;
  readonly kind: "draft" | "final";
  readonly commit?: string;
}

/** What was handed in. The archive is kept first: a row without its file is never there. */
export class Submissions {
  readonly #database: Database;
  readonly #files: Files;

  constructor(database: Database, files: Files) {
    this.#database = database;
    this.#files = files;
  }

  /** @throws what `content` fails with: then nothing is kept */
  async keep(
    { organization, application, name, kind, commit }: HandedIn,
    content: Readable,
    by: Actor,
  ): Promise<SubmissionRow> {
    const key = `submissions/${randomUUID()}.${name.endsWith(".zip") ? "zip" : "tar.gz"}`;
    const digest = createHash("sha256");
    let bytes = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        digest.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    content.on("error", (error) => counted.destroy(error));
    await this.#files.put(key, content.pipe(counted));
    try {
      return await this.#database.transaction().execute(async (transaction) => {
        const row = await transaction
          .insertInto("submission")
          .values({
            ...{ organization_id: organization, application_id: application, name, kind, file_key: key, bytes },
            digest: digest.digest("hex"),
            commit: commit ?? null,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        if (kind === "final") {
          await transaction
            .updateTable("application")
            .set({ submitted_at: sql<Date>`now()` })
            .where("id", "=", application)
            .execute();
          await advance(transaction, application, "testing");
        }
        await record(transaction, { organization, by, action: `submission.${kind}`, subject: row.id });
        return row;
      });
    } catch (error) {
      await this.#files.remove(key);
      throw error;
    }
  }

  /** A draft becomes what counts, with what the candidate says of it. False where it counts already. */
  async handIn(id: string, { told, by }: { readonly told: Told; readonly by: Actor }): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const draft = await transaction
        .updateTable("submission")
        .set({ kind: "final" })
        .where("id", "=", id)
        .where("kind", "=", "draft")
        .returning(["application_id", "organization_id"])
        .executeTakeFirst();
      if (draft === undefined) return false;
      const { application_id: application, organization_id: organization } = draft;
      if (application === null) return true;
      await transaction
        .updateTable("application")
        .set({ submitted_at: sql<Date>`now()`, told: JSON.stringify(told) })
        .where("id", "=", application)
        .execute();
      await advance(transaction, application, "testing");
      await record(transaction, { organization, by, action: "submission.final", subject: id });
      return true;
    });
  }

  /** Newest first. */
  async of(application: string): Promise<readonly SubmissionRow[]> {
    return this.#database
      .selectFrom("submission")
      .selectAll()
      .where("application_id", "=", application)
      .orderBy("made_at", "desc")
      .execute();
  }
}
