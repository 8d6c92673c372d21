import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOffice, type Client, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
let recruiter: Client;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
  ({ recruiter } = mine.people);
});
afterAll(() => office.close());

async function somebody(source: string, more: object = {}) {
  const { body: role } = await recruiter.ask("POST", "/roles", {
    ...{ title: "Developer for our shop", challenge: "login-system", ...more },
  });
  const people = [{ name: "Luca Moretti", email: "luca@x.example.com", source }];
  const { body } = await recruiter.ask("POST", `/roles/${String(role.id)}/candidates`, { people });
  const application = String(body.added[0]);
  return {
    ...{ application, role: String(role.id) },
    invite: () => recruiter.ask("POST", `/applications/${application}/invite`, { mail: true }),
    handOver: () => recruiter.ask("POST", `/applications/${application}/hand-over`, {}),
    started: (started: boolean) => recruiter.ask("PUT", `/applications/${application}/contract`, { started }),
    card: async () => (await recruiter.ask("GET", `/applications/${application}`)).body,
  };
}

const paid = { test_paid: "yes", pays: "€150" };

describe.each(["Upwork", "up-work.com", "FIVERR", "Fiver Pro"])("somebody found on %s", (source) => {
  test("gets no link and no file before the small job has started, and then an invitation to be pasted there", async () => {
    const one = await somebody(source, paid);
    for (const refused of [await one.invite(), await one.handOver()]) {
      expect([refused.status, refused.body.code]).toEqual([409, "not-now"]);
      expect(refused.body.detail).toMatch(/(contract|order)/);
    }
    expect(await one.card()).toMatchObject({ stage: "added", invited_at: null, contract_started_at: null });
    expect((await one.started(true)).body).toMatchObject({ contract_started_at: expect.any(String) });
    expect((await one.invite()).body).toMatchObject({ mailed: false, link: expect.stringContaining("/task#") });
    expect((await one.handOver()).status).toBe(200);
  });

  test("is not asked for unpaid work", async () => {
    const one = await somebody(source, { test_paid: "no" });
    await one.started(true);
    const { status, body } = await one.invite();
    expect([status, body.detail]).toEqual([409, expect.stringContaining("unpaid")]);
  });
});

describe("that it has started", () => {
  test("can be taken back until the invitation is out, and both are in the audit log", async () => {
    const one = await somebody("Upwork", paid);
    await one.started(true);
    expect((await one.started(false)).body).toMatchObject({ contract_started_at: null });
    expect((await one.invite()).status).toBe(409);
    await one.started(true);
    await one.started(true);
    expect((await one.invite()).status).toBe(201);
    expect((await one.started(false)).status).toBe(409);
    expect(await one.card()).toMatchObject({ contract_started_at: expect.any(String) });
    const log = await office.parts.database
      .selectFrom("audit")
      .select("action")
      .where("subject", "=", one.application)
      .where("action", "like", "candidate.contract%")
      .orderBy("at")
      .execute();
    expect(log.map(({ action }) => action)).toEqual([
      ...["candidate.contract-started", "candidate.contract-taken-back", "candidate.contract-started"],
    ]);
  });

  test("is for market places alone, and for nobody who only reviews", async () => {
    const one = await somebody("A friend", paid);
    expect((await one.started(true)).status).toBe(409);
    const other = await somebody("Upwork", paid);
    const path = `/applications/${other.application}/contract`;
    expect((await mine.people.reviewer.ask("PUT", path, { started: true })).status).toBe(403);
  });

  test("is in the candidate's export, and gone with the candidate", async () => {
    const one = await somebody("Fiverr", paid);
    await one.started(true);
    const { candidate_id: candidate } = await one.card();
    const { exportCandidate } = await import("@assay/store");
    const kept = await exportCandidate(office.parts.database, String(candidate), mine.id);
    expect(kept?.data["application"]?.[0]).toMatchObject({
      ...{ contract_started_at: expect.any(Date), contract_started_by: recruiter.id },
    });
    await recruiter.ask("POST", `/candidates/${String(candidate)}/delete`, { name: "Luca Moretti" });
    expect((await recruiter.ask("GET", `/applications/${one.application}`)).status).toBe(404);
  });
});

describe("what the task pays", () => {
  test("must be said before anybody is invited or handed the task: a sum, or that it pays nothing", async () => {
    const one = await somebody("A friend");
    for (const refused of [await one.invite(), await one.handOver()]) {
      expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("whether the task is paid")]);
    }
    await recruiter.ask("PATCH", `/roles/${one.role}`, { test_paid: "yes" });
    expect((await one.invite()).body.detail).toContain("how much");
    await recruiter.ask("PATCH", `/roles/${one.role}`, { test_paid: "no" });
    expect((await one.invite()).status).toBe(201);
  });

  test("is said by its sum, and a task that pays nothing has none", async () => {
    const { body: role } = await recruiter.ask("POST", "/roles", {
      ...{ title: "Shop", challenge: "login-system", pays: "€150" },
    });
    expect(role).toMatchObject({ test_paid: "yes", pays: "€150" });
    const change = (body: object) => recruiter.ask("PATCH", `/roles/${String(role.id)}`, body);
    expect((await change({ test_paid: "no" })).body).toMatchObject({ test_paid: "no", pays: "" });
    expect((await change({ pays: "€80" })).body).toMatchObject({ test_paid: "yes", pays: "€80" });
    const both = await change({ test_paid: "no", pays: "€80" });
    expect([both.status, both.body.fields[0].path]).toEqual([400, "pays"]);
  });

  test("is told to whoever is invited, also that it is nothing", async () => {
    const one = await somebody("A friend", { test_paid: "no" });
    const { link } = (await one.invite()).body;
    const answer = await fetch(`${office.url}/api/v1/portal`, {
      headers: { authorization: `Bearer ${String(link).split("#")[1] ?? ""}` },
    });
    expect(await answer.json()).toMatchObject({ role: { test_paid: "no", pays: "" } });
  });
});

describe("what a role is for", () => {
  test("is kept with what was answered and what its posts say, and changed with a line in the log", async () => {
    const needs = { payments: "own", chat: "not-sure" };
    const { body: role } = await recruiter.ask("POST", "/roles", {
      ...{ title: "Shop", challenge: "login-system", about: "We sell tea.\nA log-in first.", needs },
    });
    expect(role).toMatchObject({ about: "We sell tea.\nA log-in first.", needs, post: null });
    const post = { pay_range: "€60 an hour", texts: { "upwork.text": "We sell tea." } };
    const changed = await recruiter.ask("PATCH", `/roles/${String(role.id)}`, { about: "We sell cups.", post });
    expect(changed.body).toMatchObject({ about: "We sell cups.", needs, post });
    const log = await office.parts.database
      .selectFrom("audit")
      .select("details")
      .where("subject", "=", String(role.id))
      .where("action", "=", "role.changed")
      .execute();
    expect(log).toEqual([{ details: { about: "We sell cups.", post } }]);
  });

  test.each([
    ["an answer of another question", { needs: { payments: "never" } }],
    ["a question that there is not", { needs: { colour: "red" } }],
    ["too long a text", { about: "x".repeat(2_001) }],
    ["a box that there is not", { post: { texts: { "../etc": "x" } } }],
  ])("is refused with %s", async (_, more) => {
    const body = { title: "Shop", challenge: "login-system", ...more };
    expect((await recruiter.ask("POST", "/roles", body)).status).toBe(400);
  });
});
