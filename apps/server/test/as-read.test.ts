import { afterAll, beforeAll, expect, test } from "vitest";
import { openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

async function made(): Promise<{ readonly path: string; readonly tag: string }> {
  const { recruiter } = mine.people;
  const { body } = await recruiter.ask("POST", "/roles", { title: "Backend developer", challenge: "login-system" });
  const path = `/api/v1/roles/${String(body.id)}`;
  return { path, tag: (await recruiter.ask("GET", path)).headers.get("etag") ?? "" };
}

async function change(path: string, tag: string | undefined, body: object) {
  const answer = await fetch(`${office.url}${path}`, {
    method: "PATCH",
    headers: {
      ...{ ...mine.people.recruiter.headers, "content-type": "application/json" },
      ...(tag === undefined ? {} : { "if-match": tag }),
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, tag: answer.headers.get("etag") ?? "", body: await answer.json() };
}

test("a role is changed only while it is as it was read, and nothing is undone unseen", async () => {
  const { path, tag } = await made();
  const first = await change(path, tag, { days: 14 });
  expect([first.status, first.body.days]).toEqual([200, 14]);
  expect(first.tag).not.toBe(tag);
  const late = await change(path, tag, { days: 7, title: "Backend developer, part time" });
  expect([late.status, late.body.code]).toEqual([412, "changed-meanwhile"]);
  expect((await mine.people.recruiter.ask("GET", path)).body).toMatchObject({ days: 14, title: "Backend developer" });
  expect((await change(path, first.tag, { title: "Backend developer, part time" })).status).toBe(200);
});

test("of two that save at once from the same reading, one is told", async () => {
  const { path, tag } = await made();
  const both = await Promise.all([3, 4, 5, 6].map((days) => change(path, tag, { days })));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
});

test("a program that names no version changes what stands there, and one that is none is refused", async () => {
  const { path } = await made();
  expect((await change(path, undefined, { days: 3 })).status).toBe(200);
  expect((await change(path, "*", { days: 4 })).status).toBe(200);
  expect((await change(path, "yesterday's", { days: 5 })).status).toBe(400);
});
