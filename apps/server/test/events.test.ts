import { setTimeout as passed } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openOffice, type Office } from "./office.ts";
import { formWith, quickChallenges, zipOf } from "./submission.ts";

let office: Office;
beforeAll(async () => void (office = await openOffice({ challenges: quickChallenges })));
afterAll(() => office.close());

test("nothing is left of whoever watched and went, however early", async () => {
  const { recruiter } = (await office.organization()).people;
  const { body: role } = await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "act" });
  const { body } = await recruiter.ask("POST", `/roles/${String(role.id)}/candidates`, { people: [{ name: "Jonas" }] });
  const sent = formWith(await zipOf("honest"));
  const work = await recruiter.ask("POST", `/applications/${String(body.added[0])}/submissions`, sent);
  const url = `${office.url}/api/v1/evaluations/${String(work.body.id)}/events`;

  const watching = new AbortController();
  const stays = await fetch(url, { headers: recruiter.headers, signal: watching.signal });
  expect(stays.headers.get("content-type")).toContain("text/event-stream");
  expect(office.parts.changes.listeners).toBe(1);
  for (let at = 0; at < 60; at++) {
    const leaving = new AbortController();
    const asked = fetch(url, { headers: recruiter.headers, signal: leaving.signal }).catch(() => undefined);
    await passed(at / 10);
    leaving.abort();
    await asked;
  }
  await expect.poll(() => office.parts.changes.listeners).toBe(1);
  watching.abort();
  await expect.poll(() => office.parts.changes.listeners).toBe(0);
});
