import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@assay/store";
import { up as hashCredentials } from "../../../packages/store/src/database/migrations/0016-credentials.ts";
import { invited } from "./invited.ts";
import { byCookie, client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

/** Everything in every table, as text: what a thief of the database has. */
async function dump(): Promise<string> {
  const { database } = office.parts;
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`.execute(database);
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await sql`SELECT * FROM ${sql.table(`${schema}.${name}`)}`.execute(database);
    texts.push(JSON.stringify(rows));
  }
  return texts.join("\n");
}

const tokenIn = (link: unknown) => String(link).split("#")[1] ?? "no link";
const emailOf = async (id: string) =>
  (await office.parts.database.selectFrom("user").select("email").where("id", "=", id).executeTakeFirstOrThrow()).email;

test("nothing that opens an account, a page or the API is in the database as it is", async () => {
  const { owner, recruiter } = mine.people;
  const ruth = await byCookie(office, owner);
  expect((await ruth.ask("GET", "/me")).status).toBe(200);
  const session = /assay\.session_token=([^.;]+)/.exec(decodeURIComponent(ruth.headers["cookie"] ?? ""))?.[1] ?? "none";
  await client(office.url).ask("POST", "/api/auth/request-password-reset", { email: await emailOf(recruiter.id) });
  await expect.poll(() => office.printed.length).toBe(1);
  const jonas = await invited(office, mine, { challenge: "login-system" });
  const secrets = {
    session,
    reset: /reset-password\/([A-Za-z0-9]+)/.exec(office.printed[0] ?? "")?.[1] ?? "none",
    candidate: jonas.token,
    api: String((await ruth.ask("POST", "/tokens", { name: "Nightly" })).body.token),
    invitation: tokenIn(
      (await owner.ask("POST", "/invitations", { email: "new@marlow.example.com", access: "reader" })).body.link,
    ),
  };
  const kept = await dump();
  expect(kept).toContain(await emailOf(owner.id));
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(15);
    expect(kept.includes(secret), `${name} in the database`).toBe(false);
  }
  // And what is kept in its place opens nothing.
  const { token } = await office.parts.database
    .selectFrom("session")
    .select("token")
    .where("userId", "=", owner.id)
    .executeTakeFirstOrThrow();
  const stolen = (ruth.headers["cookie"] ?? "").replace(encodeURIComponent(session), encodeURIComponent(token));
  expect((await client(office.url, { cookie: stolen }).ask("GET", "/me")).status).toBe(401);
  // The link still does what it is for.
  const password = "three words and a half";
  const reset = await client(office.url).ask("POST", "/api/auth/reset-password", {
    ...{ token: secrets.reset, newPassword: password },
  });
  expect(reset.status, reset.text).toBe(200);
  const again = await client(office.url).ask("POST", "/api/auth/reset-password", {
    ...{ token: secrets.reset, newPassword: password },
  });
  expect(again.status).toBe(400);
});

test("sessions are listed and ended one by one, or all but this one", async () => {
  const [here, phone, other] = [
    await byCookie(office, mine.people.reviewer),
    await byCookie(office, mine.people.reviewer),
    await byCookie(office, mine.people.reader),
  ];
  const { body, text } = await here.ask("GET", "/sessions");
  expect(body).toHaveLength(2);
  expect(text).not.toContain("token");
  const { id } = body.find(({ is_this }: { is_this: boolean }) => !is_this);
  expect((await other.ask("DELETE", `/sessions/${String(id)}`)).status).toBe(404);
  expect((await here.ask("DELETE", `/sessions/${String(id)}`)).status).toBe(204);
  expect((await phone.ask("GET", "/me")).status).toBe(401);
  const tablet = await byCookie(office, mine.people.reviewer);
  expect((await here.ask("DELETE", "/sessions")).status).toBe(204);
  expect((await tablet.ask("GET", "/me")).status).toBe(401);
  expect((await here.ask("GET", "/me")).status).toBe(200);
  expect((await here.ask("POST", "/api/auth/sign-out", {})).status).toBe(200);
  expect((await here.ask("GET", "/me")).status).toBe(401);
});

test("a database from before goes on: its sessions and links work, and are hashed", async () => {
  const ruth = await byCookie(office, mine.people.owner);
  const raw = /assay\.session_token=([^.;]+)/.exec(decodeURIComponent(ruth.headers["cookie"] ?? ""))?.[1] ?? "none";
  const before = openDatabase(office.databaseUrl, { connections: 1 });
  try {
    // As it was before this migration.
    await sql`UPDATE session SET token = ${raw} WHERE "userId" = ${mine.people.owner.id}
      AND id = (SELECT id FROM session WHERE "userId" = ${mine.people.owner.id} ORDER BY "createdAt" DESC LIMIT 1)`.execute(
      before,
    );
    await sql`INSERT INTO verification (identifier, value, "expiresAt")
      VALUES ('reset-password:fromBefore', ${mine.people.reader.id}, now() + interval '1 hour')`.execute(before);
    await sql`ALTER TABLE api_token DROP COLUMN expires_at`.execute(before);
    await sql`DROP TABLE guess_budget`.execute(before);
    await hashCredentials(before as never);
  } finally {
    await before.destroy();
  }
  expect((await ruth.ask("GET", "/me")).status).toBe(200);
  const reset = { token: "fromBefore", newPassword: "three words and a half" };
  expect((await client(office.url).ask("POST", "/api/auth/reset-password", reset)).status).toBe(200);
  const kept = await dump();
  expect(kept.includes(raw)).toBe(false);
  expect(kept.includes("fromBefore")).toBe(false);
});
