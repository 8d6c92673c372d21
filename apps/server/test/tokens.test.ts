import { afterAll, beforeAll, expect, test } from "vitest";
import { byCookie, client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
/** In a browser: a token makes no tokens. */
const browserOf = (person: keyof Organization["people"]) => byCookie(office, mine.people[person]);
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

test("a token acts with its person's access, is shown once, and kept only as a digest", async () => {
  const recruiter = await browserOf("recruiter");
  const { status, body } = await recruiter.ask("POST", "/tokens", { name: "Nightly export" });
  expect(status).toBe(201);
  const program = client(office.url, { authorization: `Bearer ${String(body.token)}` });
  expect((await program.ask("GET", "/me")).body).toMatchObject({ access: "recruiter", person: { id: recruiter.id } });
  expect((await program.ask("GET", "/members")).status).toBe(403);

  const { body: listed, text } = await recruiter.ask("GET", "/tokens");
  expect(text).not.toContain(body.token);
  const row = listed.find(({ id }: { id: string }) => id === body.id);
  expect(row).toMatchObject({ name: "Nightly export", person: "The recruiter" });
  expect(Date.parse(row.used_at)).toBeGreaterThan(Date.now() - 60_000);
  const kept = await office.parts.database.selectFrom("api_token").selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(body.token);
});

test("a token ends after 90 days or on the day that was chosen, a year at most, and then says so", async () => {
  const recruiter = await browserOf("recruiter");
  const inDays = (moment: string) => Math.round((Date.parse(moment) - Date.now()) / 86_400_000);
  expect(inDays((await recruiter.ask("POST", "/tokens", { name: "Usual" })).body.expires_at)).toBe(90);
  expect((await recruiter.ask("POST", "/tokens", { name: "Too long", days: 366 })).status).toBe(400);
  const { body } = await recruiter.ask("POST", "/tokens", { name: "A week", days: 7 });
  expect(inDays(body.expires_at)).toBe(7);
  const program = client(office.url, { authorization: `Bearer ${String(body.token)}` });
  expect((await program.ask("GET", "/me")).status).toBe(200);

  const row = async () =>
    (await recruiter.ask("GET", "/tokens")).body.find(({ id }: { id: string }) => id === String(body.id));
  const used = (await row()).used_at;
  await office.parts.database
    .updateTable("api_token")
    .set({ expires_at: new Date(Date.now() - 1_000) })
    .where("id", "=", String(body.id))
    .execute();
  const expired = await program.ask("GET", "/me");
  expect([expired.status, expired.body.code]).toEqual([401, "token-expired"]);
  expect(expired.body.detail).toContain("Settings");
  // It stays in the list, so that its owner sees why a program stopped, and isn't shown as used.
  expect(Date.parse((await row()).expires_at)).toBeLessThan(Date.now());
  expect((await row()).used_at).toBe(used);
});

test("a token that is revoked opens nothing from then on", async () => {
  const reader = await browserOf("reader");
  const { body } = await reader.ask("POST", "/tokens", { name: "Gone soon" });
  const program = client(office.url, { authorization: `Bearer ${String(body.token)}` });
  expect((await program.ask("GET", "/me")).status).toBe(200);
  expect((await reader.ask("DELETE", `/tokens/${String(body.id)}`)).status).toBe(204);
  expect((await program.ask("GET", "/me")).status).toBe(401);
  expect((await reader.ask("DELETE", `/tokens/${String(body.id)}`)).status).toBe(404);
});

test("everybody sees and ends their own tokens; an owner everybody's", async () => {
  const { owner, recruiter } = mine.people;
  const reviewer = await browserOf("reviewer");
  const { body } = await reviewer.ask("POST", "/tokens", { name: "Mine" });
  const names = async (who: typeof owner) =>
    (await who.ask("GET", "/tokens")).body.map(({ id }: { id: string }) => id) as string[];
  expect(await names(recruiter)).not.toContain(body.id);
  expect((await recruiter.ask("DELETE", `/tokens/${String(body.id)}`)).status).toBe(404);
  expect(await names(owner)).toContain(body.id);
  expect((await owner.ask("DELETE", `/tokens/${String(body.id)}`)).status).toBe(204);
});

test("making and ending a token is in the audit log", async () => {
  const owner = await browserOf("owner");
  const { body } = await owner.ask("POST", "/tokens", { name: "Audited" });
  await owner.ask("DELETE", `/tokens/${String(body.id)}`);
  const { body: log } = await owner.ask("GET", "/audit");
  const actions = log.entries.filter(({ subject }: { subject: string }) => subject === body.id);
  expect(actions.map(({ action }: { action: string }) => action)).toEqual(["token.revoked", "token.made"]);
});

test("a token makes no tokens, which would outlive it, also where it is revoked", async () => {
  const recruiter = await browserOf("recruiter");
  const { body } = await recruiter.ask("POST", "/tokens", { name: "A day", days: 1 });
  const program = client(office.url, { authorization: `Bearer ${String(body.token)}` });
  const refused = await program.ask("POST", "/tokens", { name: "A year", days: 365 });
  expect([refused.status, refused.body.code]).toEqual([403, "not-allowed"]);
  expect(refused.body.detail).toContain("Settings");
});
