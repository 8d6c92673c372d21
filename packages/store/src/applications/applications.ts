import { sql, type Selectable, type Transaction } from "kysely";
import { record, type Actor } from "../audit/record.ts";
import {
  stages,
  type ApplicationTable,
  type Rate,
  type SimilarWork,
  type Stage,
  type Stars,
} from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import { changed } from "../evaluations/changed.ts";
import type { EvaluationState, Tables } from "../database/tables.ts";
import { digestOf, makeToken } from "../links/token.ts";
import { codeName } from "./code-names.ts";

export type ApplicationRow = Selectable<ApplicationTable>;

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly source: string;
}

/** An application with what a card of the board shows. */
export interface Card {
  readonly id: string;
  readonly role_id: string;
  readonly candidate_id: string;
  readonly name: string;
  readonly email: string;
  readonly source: string;
  readonly code_name: string;
  /** For whoever looks: set where names are hidden, and false here. */
  readonly name_hidden: boolean;
  /** Also where the email itself may not be seen. */
  readonly has_email: boolean;
  /** Names of those who saw the name before they had rated. */
  readonly name_opened_by: readonly string[];
  readonly stage: Stage;
  readonly invited_at: Date | null;
  readonly opened_at: Date | null;
  readonly agreed_at: Date | null;
  readonly due_at: Date | null;
  readonly submitted_at: Date | null;
  readonly contract_started_at: Date | null;
  /** When the link was made that opens the candidate's page now; null where none does. */
  readonly link_made_at: Date | null;
  /** What we were told, and nobody measured. */
  readonly rate: Rate | null;
  readonly stars: Stars | null;
  readonly similar_work: SimilarWork | null;
  readonly evaluation: {
    readonly id: string;
    readonly state: EvaluationState;
    readonly verdict: string | null;
    readonly problem: { readonly code: string; readonly message: string } | null;
  } | null;
  /** What the candidate wrote after the last answer. */
  readonly questions: number;
  /** Names of those who have rated, in the order of the alphabet. */
  readonly rated_by: readonly string[];
}

/** Candidates in a role: who is there, how far, and their way in. */
export class Applications {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds them in one go, or none. An email that the role has already is left as it is, and not counted. */
  async add(role: string, organization: string, people: readonly Person[], by: Actor): Promise<readonly string[]> {
    return this.#database.transaction().execute(async (transaction) => {
      // Two at once would draw the same code names.
      await transaction.selectFrom("role").select("id").where("id", "=", role).forUpdate().executeTakeFirstOrThrow();
      const there = await transaction
        .selectFrom("application")
        .innerJoin("candidate", "candidate.id", "application.candidate_id")
        .select(["code_name", "email"])
        .where("role_id", "=", role)
        .execute();
      const codeNames = new Set(there.map(({ code_name }) => code_name));
      const emails = new Set(there.map(({ email }) => email.toLowerCase()).filter((email) => email !== ""));
      const added: string[] = [];
      for (const person of people) {
        const email = person.email.toLowerCase();
        if (email !== "" && emails.has(email)) continue;
        emails.add(email);
        // Whoever is called Hazel gets another plant.
        const name = codeName(new Set([...codeNames, ...person.name.split(/[^\p{L}]+/u)]));
        codeNames.add(name);
        const { id: candidate } = await transaction
          .insertInto("candidate")
          .values({ ...person, organization_id: organization })
          .returning("id")
          .executeTakeFirstOrThrow();
        const { id } = await transaction
          .insertInto("application")
          .values({ organization_id: organization, role_id: role, candidate_id: candidate, code_name: name })
          .returning("id")
          .executeTakeFirstOrThrow();
        await record(transaction, { organization, by, action: "candidate.added", subject: id });
        added.push(id);
      }
      return added;
    });
  }

  async find(id: string, organization: string): Promise<ApplicationRow | undefined> {
    return this.#database
      .selectFrom("application")
      .selectAll()
      .where("id", "=", id)
      .where("organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** For our own work on it, whatever organization it is of. */
  async findAnywhere(id: string): Promise<ApplicationRow | undefined> {
    return this.#database.selectFrom("application").selectAll().where("id", "=", id).executeTakeFirst();
  }

  /** Whose link this is; nobody's once it was revoked. */
  async findByLink(token: string): Promise<ApplicationRow | undefined> {
    return this.#database
      .selectFrom("application")
      .innerJoin("application_link", "application_link.application_id", "application.id")
      .selectAll("application")
      .where("digest", "=", digestOf(token))
      .where("revoked_at", "is", null)
      .executeTakeFirst();
  }

  /** The name of the organization whose link this was until it was revoked, or a new one took its place. */
  async revokedLinkOf(token: string): Promise<string | undefined> {
    const row = await this.#database
      .selectFrom("application_link")
      .innerJoin("application", "application.id", "application_link.application_id")
      .innerJoin("organization", "organization.id", "application.organization_id")
      .select("organization.name")
      .where("digest", "=", digestOf(token))
      .where("revoked_at", "is not", null)
      .executeTakeFirst();
    return row?.name;
  }

  /** By code name, which says nothing about anybody. */
  async cards(organization: string, of: { readonly role?: string; readonly id?: string }): Promise<readonly Card[]> {
    let query = this.#database
      .selectFrom("application")
      .innerJoin("candidate", "candidate.id", "application.candidate_id")
      .select([
        ...(["application.id", "role_id", "candidate_id", "name", "email", "source", "code_name", "stage"] as const),
        ...(["invited_at", "opened_at", "agreed_at", "due_at", "submitted_at"] as const),
        ...(["rate", "stars", "similar_work", "contract_started_at"] as const),
      ])
      .select([sql<boolean>`false`.as("name_hidden"), sql<boolean>`email <> ''`.as("has_email")])
      .select((query) => [
        sql<Card["evaluation"]>`(
          SELECT jsonb_build_object('id', e.id, 'state', e.state, 'verdict', e.verdict, 'problem', e.problem)
          FROM evaluation e JOIN submission s ON s.id = e.submission_id
          WHERE s.application_id = application.id AND s.kind = 'final' AND s.follow_up IS NULL AND e.is_whole
            AND e.state <> 'cancelled'
          ORDER BY e.asked_at DESC LIMIT 1)`.as("evaluation"),
        sql<number>`(
          SELECT count(*)::int FROM message m
          WHERE m.application_id = application.id AND m.by_candidate AND m.made_at > coalesce(
            (SELECT max(a.made_at) FROM message a WHERE a.application_id = application.id AND NOT a.by_candidate),
            '-infinity'))`.as("questions"),
        query
          .selectFrom("application_link")
          .select(({ fn }) => fn.max("application_link.made_at").as("link_made_at"))
          .whereRef("application_link.application_id", "=", "application.id")
          .where("revoked_at", "is", null)
          .as("link_made_at"),
        query
          .selectFrom("rating")
          .innerJoin("user", "user.id", "rating.person_id")
          .select(sql<readonly string[]>`coalesce(jsonb_agg("user".name ORDER BY "user".name), '[]')`.as("names"))
          .whereRef("rating.application_id", "=", "application.id")
          .$asScalar()
          .$notNull()
          .as("rated_by"),
        query
          .selectFrom("name_opening")
          .innerJoin("user", "user.id", "name_opening.person_id")
          .select(sql<readonly string[]>`coalesce(jsonb_agg("user".name ORDER BY "user".name), '[]')`.as("names"))
          .whereRef("name_opening.application_id", "=", "application.id")
          .$asScalar()
          .$notNull()
          .as("name_opened_by"),
      ])
      .where("application.organization_id", "=", organization)
      .orderBy("code_name");
    if (of.role !== undefined) query = query.where("role_id", "=", of.role);
    if (of.id !== undefined) query = query.where("application.id", "=", of.id);
    return query.execute();
  }

  /** A new way in, which ends those before it. Sets the day when the work is due, unless there is one. */
  async invite(id: string, organization: string, by: Actor): Promise<{ readonly token: string; readonly due: Date }> {
    return this.#database.transaction().execute(async (transaction) => {
      const { token, digest } = makeToken();
      const due = await markInvited(transaction, id);
      // After what holds the row: of two at once, the second ends the first.
      await endLinks(transaction, id);
      await transaction.insertInto("application_link").values({ digest, application_id: id }).execute();
      await record(transaction, { organization, by, action: "candidate.invited", subject: id });
      return { token, due };
    });
  }

  /** No link opens the candidate's page any more, until a new one is made. False where none did. */
  async revokeLinks(id: string, organization: string, by: Actor): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      await transaction.selectFrom("application").select("id").where("id", "=", id).forUpdate().execute();
      if (!(await endLinks(transaction, id))) return false;
      await record(transaction, { organization, by, action: "candidate.link-revoked", subject: id });
      return true;
    });
  }

  /** Invited by a file that a person sends on, where no link would open. The day when the work is due. */
  async handOver(id: string, organization: string, by: Actor): Promise<Date> {
    return this.#database.transaction().execute(async (transaction) => {
      const due = await markInvited(transaction, id);
      await record(transaction, { organization, by, action: "candidate.handed-over", subject: id });
      return due;
    });
  }

  /**
   * A person says that the small job has started where the candidate was found, or takes that back. False where it can't
   * be taken back, since the candidate is invited; undefined where there is no such candidate.
   */
  async setContract(id: string, organization: string, hasStarted: boolean, by: Actor): Promise<boolean | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const before = await transaction
        .selectFrom("application")
        .select(["invited_at", "contract_started_at"])
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .forUpdate()
        .executeTakeFirst();
      if (before === undefined) return undefined;
      if (hasStarted === (before.contract_started_at !== null)) return true;
      if (!hasStarted && before.invited_at !== null) return false;
      await transaction
        .updateTable("application")
        .set(
          hasStarted
            ? { contract_started_at: sql<Date>`now()`, contract_started_by: by }
            : { contract_started_at: null, contract_started_by: null },
        )
        .where("id", "=", id)
        .execute();
      const action = hasStarted ? "candidate.contract-started" : "candidate.contract-taken-back";
      await record(transaction, { organization, by, action, subject: id });
      return true;
    });
  }

  /** By a person, to wherever they like. What it was before, so that it can be undone. */
  async move(id: string, organization: string, to: Stage, by: Actor): Promise<Stage | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const before = await transaction
        .selectFrom("application")
        .select("stage")
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .forUpdate()
        .executeTakeFirst();
      if (before === undefined) return undefined;
      await transaction.updateTable("application").set({ stage: to }).where("id", "=", id).execute();
      await record(transaction, {
        ...{ organization, by, action: "candidate.moved", subject: id },
        details: { from: before.stage, to },
      });
      return before.stage;
    });
  }
}

async function endLinks(transaction: Transaction<Tables>, application: string): Promise<boolean> {
  const ended = await transaction
    .updateTable("application_link")
    .set({ revoked_at: sql<Date>`now()` })
    .where("application_id", "=", application)
    .where("revoked_at", "is", null)
    .returning("digest")
    .execute();
  await changed(transaction, application);
  return ended.length > 0;
}

async function markInvited(transaction: Transaction<Tables>, id: string): Promise<Date> {
  const { due_at: due } = await transaction
    .updateTable("application")
    .from("role")
    .set({
      invited_at: sql<Date>`coalesce(invited_at, now())`,
      due_at: sql<Date>`coalesce(due_at, now() + make_interval(days => role.days))`,
    })
    .whereRef("role.id", "=", "application.role_id")
    .where("application.id", "=", id)
    .returning("due_at")
    .executeTakeFirstOrThrow();
  await advance(transaction, id, "invited");
  return due ?? new Date();
}

/** What somebody did takes a card on to where that belongs; never back, and never by what came of it. */
export async function advance(transaction: Transaction<Tables>, application: string, to: Stage): Promise<void> {
  await transaction
    .updateTable("application")
    .set({ stage: to })
    .where("id", "=", application)
    .where("stage", "in", stages.slice(0, stages.indexOf(to)))
    .execute();
}
