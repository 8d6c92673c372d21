import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Guesses } from "../src/auth/guesses.ts";
import { byCookie, client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

const tokenIn = (cookies: string) => /session_token=([^.;]+)/.exec(decodeURIComponent(cookies))?.[1] ?? "no session";

const password = "a long and good one";
const emailOf = async (id: string) =>
  (await office.parts.database.selectFrom("user").select("email").where("id", "=", id).executeTakeFirstOrThrow()).email;

test("a session's token is in its cookie, and in no answer's body", async () => {
  const { reader } = mine.people;
  const email = await emailOf(reader.id);
  const loggedIn = await client(office.url).ask("POST", "/api/auth/sign-in/email", { email, password });
  const cookie = loggedIn.headers.getSetCookie().join("; ");
  expect(loggedIn.body.user).toMatchObject({ email });
  expect(loggedIn.text).not.toContain(tokenIn(cookie));

  const session = await client(office.url, { cookie }).ask("GET", "/api/auth/get-session");
  expect(session.body).toMatchObject({ user: { email }, session: { userId: reader.id } });
  expect(session.text).not.toContain(tokenIn(cookie));
  expect((await client(office.url).ask("GET", "/api/auth/get-session")).body).toBeNull();

  const change = { currentPassword: password, newPassword: "three words and a half", revokeOtherSessions: true };
  const changed = await client(office.url, { cookie }).ask("POST", "/api/auth/change-password", change);
  expect(changed.status, changed.text).toBe(200);
  expect(changed.text).not.toContain(tokenIn(changed.headers.getSetCookie().join("; ")));
});

test("logging in again ends the session that the browser had, and no other", async () => {
  const [here, phone] = [await byCookie(office, mine.people.reviewer), await byCookie(office, mine.people.reviewer)];
  const email = await emailOf(mine.people.reviewer.id);
  const wrong = await here.ask("POST", "/api/auth/sign-in/email", { email, password: "not this one" });
  expect([wrong.status, (await here.ask("GET", "/me")).status]).toEqual([401, 200]);
  const again = await here.ask("POST", "/api/auth/sign-in/email", { email, password });
  expect((await here.ask("GET", "/me")).status).toBe(401);
  const cookie = again.headers.getSetCookie().join("; ");
  expect((await client(office.url, { cookie }).ask("GET", "/me")).status).toBe(200);
  expect((await phone.ask("GET", "/me")).status).toBe(200);
});

test("an owner logs another member out everywhere, who can log in again; nobody else can", async () => {
  const { owner, recruiter, reader } = mine.people;
  const [laptop, phone, another] = [
    await byCookie(office, recruiter),
    await byCookie(office, recruiter),
    await byCookie(office, owner),
  ];
  expect((await recruiter.ask("DELETE", `/members/${reader.id}/sessions`)).status).toBe(403);
  const foreign = await office.organization("Elsewhere");
  expect((await foreign.people.owner.ask("DELETE", `/members/${recruiter.id}/sessions`)).status).toBe(404);
  expect((await laptop.ask("GET", "/me")).status).toBe(200);

  expect((await owner.ask("DELETE", `/members/${recruiter.id}/sessions`)).status).toBe(204);
  expect((await laptop.ask("GET", "/me")).status).toBe(401);
  expect((await phone.ask("GET", "/me")).status).toBe(401);
  expect((await another.ask("GET", "/me")).status).toBe(200);
  expect((await (await byCookie(office, recruiter)).ask("GET", "/me")).status).toBe(200);
  const entry = await office.parts.database
    .selectFrom("audit")
    .select("actor")
    .where("action", "=", "member.sessions-ended")
    .where("subject", "=", recruiter.id)
    .execute();
  expect(entry).toEqual([{ actor: owner.id }]);
});

test("a session ends two weeks after the login, however much it is used", async () => {
  const ruth = await byCookie(office, mine.people.owner);
  const { database } = office.parts;
  const end = sql<Date>`date_trunc('second', now() + interval '1 hour')`;
  await database.updateTable("session").set({ expiresAt: end }).where("userId", "=", mine.people.owner.id).execute();
  const ends = async () =>
    (await database.selectFrom("session").select("expiresAt").where("userId", "=", mine.people.owner.id).execute()).map(
      ({ expiresAt }) => expiresAt.getTime(),
    );
  const before = await ends();
  expect((await ruth.ask("GET", "/me")).status).toBe(200);
  expect((await ruth.ask("GET", "/api/auth/get-session")).body.user.id).toBe(mine.people.owner.id);
  expect(await ends()).toEqual(before);
});

test("over HTTPS, a browser keeps the cookie that names it only if that came over HTTPS", async () => {
  const guesses = new Guesses({ ...office.parts, url: "https://assay.example.com" });
  expect(await guesses.deviceCookie("ruth@marlow.example.com")).toMatch(/^__Secure-assay\.device=.*; Secure$/);
});
