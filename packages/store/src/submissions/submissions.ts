import { createHash, randomUUID } from "node:crypto";
import { pipeline, Transform, type Readable } from "node:stream";
import { sql, type Selectable, type Transaction } from "kysely";
import { advance } from "../applications/applications.ts";
import { record, type Actor } from "../audit/record.ts";
import type { Told } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import type { SubmissionTable, Tables } from "../database/tables.ts";
import type { Files } from "../files/files.ts";

export type SubmissionRow = Selectable<SubmissionTable>;

export interface HandedIn {
  readonly organization: string;
  readonly application: string;
  /** As the person who sent it called it; ends in `.zip` or `.tar.gz`. */
  readonly name: string;
  readonly kind: "draft" | "final";
  readonly commit?: string;
  /** The change that it makes to the first work; the first work itself unless said. */
  readonly followUp?: string | undefined;
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
    { organization, application, name, kind, commit, followUp }: HandedIn,
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
    // Also where the content just ends early, which is no error of its own.
    pipeline(content, counted, () => undefined);
    await this.#files.put(key, counted);
    try {
      return await this.#database.transaction().execute(async (transaction) => {
        const row = await transaction
          .insertInto("submission")
          .values({
            ...{ organization_id: organization, application_id: application, name, kind, file_key: key, bytes },
            digest: digest.digest("hex"),
            commit: commit ?? null,
            follow_up: followUp ?? null,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        if (kind === "final") await markHandedIn(transaction, application, { followUp });
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
        .returning(["application_id", "organization_id", "follow_up"])
        .executeTakeFirst();
      if (draft === undefined) return false;
      const { application_id: application, organization_id: organization } = draft;
      if (application === null) return true;
      await markHandedIn(transaction, application, { followUp: draft.follow_up ?? undefined, told });
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

/** A card moves on with the first work alone: a change to it is asked for wherever the card stands. */
async function markHandedIn(
  transaction: Transaction<Tables>,
  application: string,
  { followUp, told }: { readonly followUp: string | undefined; readonly told?: Told },
): Promise<void> {
  const [now, note] = [sql<Date>`now()`, told === undefined ? undefined : JSON.stringify(told)];
  await transaction
    .updateTable("application")
    .set(
      followUp === undefined
        ? { submitted_at: now, ...(note === undefined ? {} : { told: note }) }
        : { follow_up_submitted_at: now, ...(note === undefined ? {} : { follow_up_told: note }) },
    )
    .where("id", "=", application)
    .execute();
  if (followUp === undefined) await advance(transaction, application, "testing");
}
