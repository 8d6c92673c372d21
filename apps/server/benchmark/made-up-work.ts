import { sql } from "kysely";
import type { Database } from "@assay/store";

/** An organization with one submission, whose archive is nowhere: nobody reads it. */
export async function madeUpWork(
  database: Database,
  name: string,
): Promise<{ readonly organization: string; readonly submission: string }> {
  const { id: organization } = await database
    .insertInto("organization")
    .values({ name })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { id: submission } = await database
    .insertInto("submission")
    .values({
      ...{ organization_id: organization, name: "work.zip", bytes: 1, digest: "0" },
      file_key: sql`'submissions/' || gen_random_uuid()`,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { organization, submission };
}

const firstNames = (
  "Ada Aisha Ben Carla Chidi Dalia Deniz Elena Emeka Farid Greta Hana Henrik Ines Ivo Jonas Joana Kofi Lea Lars Mei Marek " +
  "Nadia Nils Olga Omar Priya Paulo Quentin Rosa Ravi Sanna Samuel Tariq Tove Uma Victor Wanda Yusuf Zeynep"
).split(" ");
const lastParts = "Ander Berg Castel Dub Ekman Fal Gold Hof Ivan Jans Kov Lind Mor Nov Ost Petr".split(" ");
const lastEnds = "son ström lani rowski berg kenna hauer sky ulo acs qvist eno ak erling ov ides".split(" ");

/**
 * 10,000 candidates in 250 roles, with 100,000 results: what years of use leave behind, with every name hidden. PostgreSQL keeps a result of the
 * usual size apart from its row; one of 1,800 bytes stays in it, so that rows are as wide as they get.
 */
export async function manyCandidates(database: Database, organization: string): Promise<void> {
  await sql`
    WITH roles AS (
      INSERT INTO role (organization_id, title, challenge, blind)
      SELECT ${organization}, 'Backend developer ' || n, 'login-system', true FROM generate_series(1, 250) n RETURNING id
    ), people AS (
      INSERT INTO candidate (organization_id, name, email)
      SELECT ${organization}, called.name, translate(lower(called.name), ' ', '.') || n || '@x.example.com'
      FROM generate_series(1, 10000) n, LATERAL (SELECT (${[...firstNames]}::text[])[n % 40 + 1] || ' ' ||
        (${[...lastParts]}::text[])[n / 40 % 16 + 1] || (${[...lastEnds]}::text[])[n / 640 + 1] AS name) called
      RETURNING id
    ), numbered AS (SELECT id, row_number() OVER () n FROM people),
    numbered_roles AS (SELECT id, row_number() OVER () n FROM roles),
    applied AS (
      INSERT INTO application (organization_id, role_id, candidate_id, code_name, stage)
      SELECT ${organization}, r.id, p.id, 'Name ' || p.n, 'report'
      FROM numbered p JOIN numbered_roles r ON r.n = p.n % 250 + 1 RETURNING id
    )
    INSERT INTO submission (organization_id, application_id, name, file_key, bytes, digest)
    SELECT ${organization}, id, 'work.zip', 'submissions/' || gen_random_uuid(), 1000, '0' FROM applied`.execute(
    database,
  );
  await sql`
    INSERT INTO evaluation (organization_id, submission_id, challenge, state, attempt, started_at, ended_at, verdict, result,
      asked_at)
    SELECT ${organization}, s.id, 'login-system', 'done', 1, now(), now(), 'held-up', jsonb_build_object('version', 1, 'filled', (SELECT string_agg(md5(n::text || i), '') FROM generate_series(1, 54) i)),
      now() - n * interval '1 hour'
    FROM submission s, generate_series(1, 10) n WHERE s.organization_id = ${organization}`.execute(database);
  await sql`ANALYZE`.execute(database);
}
