import { afterAll, beforeAll, expect, test } from "vitest";
import { client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

test("a token acts with its person's access, is shown once, and kept only as a digest", async () => {
  const { recruiter } = mine.people;
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

test("a token that is revoked opens nothing from then on", async () => {
  const { reader } = mine.people;
  const { body } = await reader.ask("POST", "/tokens", { name: "Gone soon" });
  const program = client(office.url, { authorization: `Bearer ${String(body.token)}` });
  expect((await program.ask("GET", "/me")).status).toBe(200);
  expect((await reader.ask("DELETE", `/tokens/${String(body.id)}`)).status).toBe(204);
  expect((await program.ask("GET", "/me")).status).toBe(401);
  expect((await reader.ask("DELETE", `/tokens/${String(body.id)}`)).status).toBe(404);
});

test("everybody sees and ends their own tokens; an owner everybody's", async () => {
  const { owner, recruiter, reviewer } = mine.people;
  const { body } = await reviewer.ask("POST", "/tokens", { name: "Mine" });
  const names = async (who: typeof owner) =>
    (await who.ask("GET", "/tokens")).body.map(({ id }: { id: string }) => id) as string[];
  expect(await names(recruiter)).not.toContain(body.id);
  expect((await recruiter.ask("DELETE", `/tokens/${String(body.id)}`)).status).toBe(404);
  expect(await names(owner)).toContain(body.id);
  expect((await owner.ask("DELETE", `/tokens/${String(body.id)}`)).status).toBe(204);
});

test("making and ending a token is in the audit log", async () => {
  const { owner } = mine.people;
  const { body } = await owner.ask("POST", "/tokens", { name: "Audited" });
  await owner.ask("DELETE", `/tokens/${String(body.id)}`);
  const { body: log } = await owner.ask("GET", "/audit");
  const actions = log.entries.filter(({ subject }: { subject: string }) => subject === body.id);
  expect(actions.map(({ action }: { action: string }) => action)).toEqual(["token.revoked", "token.made"]);
});
