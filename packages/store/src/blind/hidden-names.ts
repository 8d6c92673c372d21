import { sql } from "kysely";
import { record, type Actor } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import type { Access } from "../database/people-tables.ts";

/** Somebody whose name is not to be seen yet, with all by which they could be known or found. */
export interface HiddenName {
  readonly application: string;
  readonly role: string;
  readonly candidate: string;
  readonly code_name: string;
  readonly name: string;
  readonly email: string;
  readonly aliases: readonly string[];
  /** Ids of submissions and evaluations that may be told of. */
  readonly work: readonly string[];
  /** Somebody else in the organization, whose name may be seen, is called the same. */
  readonly is_namesake: boolean;
}

/** For whom: a member, or whoever has the link of a shared report. */
export type Viewer = { readonly person: string; readonly access: Access } | { readonly evaluation: string };

/** Ids of whatever is told of, and among them those that were asked for: a list of roles tells of nobody in them. */
export interface Near {
  readonly ids: readonly string[];
  readonly asked: readonly string[];
  /** Whether nothing else is told of: then no other work needs to be known. */
  readonly isAll: boolean;
}

/** A hire or a no that stands: for who never rates, there is nothing left to sway. */
const isDecided = sql<boolean>`EXISTS (
  SELECT FROM decision d WHERE d.application_id = a.id AND d.undone_at IS NULL AND d.choice IN ('hire', 'no'))`;

/** Names that wait until whoever looks has rated: in roles that are blind. */
export class HiddenNames {
  readonly #database: Database;
  #owned: readonly Owned[] | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * All that this viewer may not see by name: of an organization, or of the roles that somebody near belongs to.
   *
   * @param near ids of applications, candidates, submissions, evaluations, and of roles that were asked for
   */
  async from(organization: string, viewer: Viewer, near?: Near): Promise<readonly HiddenName[]> {
    if (near?.ids.length === 0) return [];
    const { rows } = await sql<HiddenName>`
      SELECT a.id AS application, a.role_id AS role, c.id AS candidate, a.code_name, c.name, c.email,
        ARRAY(SELECT alias FROM application_alias WHERE application_id = a.id ORDER BY made_at, alias) AS aliases,
        ${near?.isAll === true ? sql`coalesce(told.work, '{}')` : everyWork} AS work,
        (EXISTS (SELECT FROM candidate o WHERE o.organization_id = r.organization_id AND o.id <> c.id
            AND (lower(o.name) = lower(c.name) OR o.email <> '' AND lower(o.email) = lower(c.email)))
          OR EXISTS (SELECT FROM member m JOIN "user" u ON u.id = m."userId"
            WHERE m."organizationId" = r.organization_id AND (lower(u.name) = lower(c.name) OR u.email = lower(c.email)))
        ) AS is_namesake
      FROM role r
      JOIN application a ON a.role_id = r.id
      JOIN candidate c ON c.id = a.candidate_id
      ${near?.isAll === true ? workAmong(near.ids) : sql``}
      WHERE r.organization_id = ${organization} AND r.blind AND ${hiddenFrom(viewer)}
        AND ${near === undefined ? sql`true` : sql`r.id = ANY (ARRAY(${rolesNear(near)}))`}
      ORDER BY a.code_name`.execute(this.#database);
    return rows;
  }

  /**
   * The applications that things with these ids belong to, whatever table they are in: each that names an application, a
   * submission or an evaluation counts, also one that is made tomorrow.
   */
  async belonging(ids: readonly string[]): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    this.#owned ??= await ownedTables(this.#database);
    const found = this.#owned.map(({ table, column }) => {
      const things = sql`SELECT ${sql.ref(column)} AS owner FROM ${sql.table(table)} WHERE id = ANY (${[...ids]}::uuid[])`;
      if (column === "application_id") return things;
      const work = sql`SELECT s.application_id AS owner FROM (${things}) t JOIN submission s ON`;
      return column === "submission_id"
        ? sql`${work} s.id = t.owner`
        : sql`${work} s.id = (SELECT e.submission_id FROM evaluation e WHERE e.id = t.owner)`;
    });
    const { rows } = await sql<{ owner: string | null }>`${sql.join(found, sql` UNION `)}`.execute(this.#database);
    return rows.flatMap(({ owner }) => owner ?? []);
  }

  /** Names of members: they are nobody's to hide. */
  async members(organization: string): Promise<readonly string[]> {
    const rows = await this.#database
      .selectFrom("member")
      .innerJoin("user", "user.id", "member.userId")
      .select("user.name")
      .where("organizationId", "=", organization)
      .execute();
    return rows.map(({ name }) => name);
  }

  /** Somebody has to see a name before they rated: it stays in sight that they did. Right to do twice. */
  async open(application: string, organization: string, by: Actor): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const opened = await transaction
        .insertInto("name_opening")
        .values({ application_id: application, person_id: by })
        .onConflict((conflict) => conflict.doNothing())
        .returning("application_id")
        .executeTakeFirst();
      if (opened === undefined) return;
      await record(transaction, { organization, by, action: "candidate.name-opened", subject: application });
    });
  }

  /** What a piece of work calls its author, so that it is hidden too. */
  async learn(submission: string, aliases: readonly string[]): Promise<void> {
    if (aliases.length === 0) return;
    await sql`
      INSERT INTO application_alias (application_id, alias)
      SELECT s.application_id, said.alias FROM submission s, unnest(${[...aliases]}::text[]) AS said (alias)
      WHERE s.id = ${submission} AND s.application_id IS NOT NULL
      ON CONFLICT DO NOTHING`.execute(this.#database);
  }
}

interface Owned {
  readonly table: string;
  readonly column: "application_id" | "submission_id" | "evaluation_id";
}

async function ownedTables(database: Database): Promise<readonly Owned[]> {
  const { rows } = await sql<Owned>`
    SELECT c.table_name AS "table", c.column_name AS "column"
    FROM information_schema.columns c
    JOIN information_schema.columns i ON i.table_schema = c.table_schema AND i.table_name = c.table_name
    WHERE c.table_schema = current_schema() AND i.column_name = 'id' AND i.data_type = 'uuid'
      AND c.data_type = 'uuid' AND c.column_name IN ('application_id', 'submission_id', 'evaluation_id')
    ORDER BY 1, 2`.execute(database);
  return rows;
}

const everyWork = sql`
  ARRAY(SELECT s.id FROM submission s WHERE s.application_id = a.id UNION ALL
    SELECT e.id FROM evaluation e JOIN submission s ON s.id = e.submission_id WHERE s.application_id = a.id)`;

function workAmong(all: readonly string[]) {
  const ids = sql`${[...all]}::uuid[]`;
  return sql`
    LEFT JOIN (
      SELECT application_id, array_agg(id) AS work
      FROM (SELECT s.application_id, s.id FROM submission s WHERE s.id = ANY (${ids})
        UNION ALL SELECT s.application_id, e.id FROM evaluation e JOIN submission s ON s.id = e.submission_id
          WHERE e.id = ANY (${ids})) one
      GROUP BY application_id) told ON told.application_id = a.id`;
}

/** Those who applied for one role are told of together: a text about one may name another. */
function rolesNear(near: Near) {
  const ids = sql`${[...near.ids]}::uuid[]`;
  return sql`
    SELECT id FROM role WHERE id = ANY (${[...near.asked]}::uuid[])
    UNION SELECT role_id FROM application WHERE id = ANY (${ids}) OR candidate_id = ANY (${ids})
    UNION SELECT w.role_id FROM application w JOIN submission s ON s.application_id = w.id WHERE s.id = ANY (${ids})
    UNION SELECT w.role_id FROM application w JOIN submission s ON s.application_id = w.id
      JOIN evaluation e ON e.submission_id = s.id WHERE e.id = ANY (${ids})`;
}

function hiddenFrom(viewer: Viewer) {
  if ("evaluation" in viewer) {
    return sql<boolean>`a.id = (SELECT s.application_id FROM submission s JOIN evaluation e ON e.submission_id = s.id
      WHERE e.id = ${viewer.evaluation})`;
  }
  if (viewer.access === "reader") return sql<boolean>`NOT ${isDecided}`;
  return sql<boolean>`
    NOT EXISTS (SELECT FROM rating g WHERE g.application_id = a.id AND g.person_id = ${viewer.person})
    AND NOT EXISTS (SELECT FROM name_opening o WHERE o.application_id = a.id AND o.person_id = ${viewer.person})`;
}
