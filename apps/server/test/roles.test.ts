import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { byCookie, client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

const madeRole = async () => {
  const { body } = await mine.people.recruiter.ask("POST", "/roles", {
    ...{ title: "Backend developer", challenge: "login-system", test_paid: "no" },
  });
  return body.id as string;
};

describe("a role", () => {
  test("is made, listed with how many are in it, changed, closed and opened again", async () => {
    const { recruiter, reader } = mine.people;
    const role = await madeRole();
    await recruiter.ask("POST", `/roles/${role}/candidates`, {
      people: [{ name: "Jonas Weber" }, { name: "Sam Keller" }],
    });
    const { body: roles } = await reader.ask("GET", "/roles");
    expect(roles.find(({ id }: { id: string }) => id === role)).toMatchObject({
      title: "Backend developer",
      people: 2,
    });
    expect((await recruiter.ask("PATCH", `/roles/${role}`, { days: 10 })).body).toMatchObject({
      days: 10,
      title: "Backend developer",
    });
    expect((await recruiter.ask("POST", `/roles/${role}/close`)).body).toMatchObject({ state: "closed" });
    expect((await recruiter.ask("POST", `/roles/${role}/open`)).body).toMatchObject({ state: "open", closed_at: null });
  });

  test("is refused with each thing that is not right, and where", async () => {
    const { status, body, headers } = await mine.people.recruiter.ask("POST", "/roles", {
      title: " ",
      days: 0,
      challenge: "x",
    });
    expect(status).toBe(400);
    expect(headers.get("content-type")).toContain("application/problem+json");
    expect(body).toMatchObject({ code: "not-valid", status: 400, type: "/problems/not-valid" });
    expect(body.fields.map(({ path }: { path: string }) => path)).toEqual(["title", "days"]);
  });
});

describe("candidates", () => {
  test("are added once for each email, under code names that nobody else in the role has", async () => {
    const role = await madeRole();
    const people = Array.from({ length: 80 }, (_, at) => ({
      name: `Person ${String(at)}`,
      email: `p${String(at)}@x.example.com`,
    }));
    const { recruiter } = mine.people;
    const both = await Promise.all(
      [people.slice(0, 50), people.slice(30)].map((some) =>
        recruiter.ask("POST", `/roles/${role}/candidates`, { people: some }),
      ),
    );
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const { cards } = (await recruiter.ask("GET", `/roles/${role}/board`)).body;
    expect(cards).toHaveLength(80);
    const names = cards.map(({ code_name }: { code_name: string }) => code_name);
    expect(new Set(names).size).toBe(80);
    expect(names).toEqual([...names].sort());
  });

  test.each([
    ["name,email,source\nJonas Weber,jonas@x.example.com,Upwork\n", [["Jonas Weber", "jonas@x.example.com", "Upwork"]]],
    [
      'Full name;E-Mail;Where from\n"Weber, Jonas";jonas@x.example.com;Fiverr',
      [["Weber, Jonas", "jonas@x.example.com", "Fiverr"]],
    ],
    [
      "Jonas Weber\tjonas@x.example.com\nNoor Haddad\n",
      [
        ["Jonas Weber", "jonas@x.example.com", ""],
        ["Noor Haddad", "", ""],
      ],
    ],
    ["\u{FEFF}Name\r\nZoë\r\n", [["Zoë", "", ""]]],
  ])("are read from a table %#", async (text, expected) => {
    const role = await madeRole();
    const { body } = await mine.people.recruiter.ask("POST", `/roles/${role}/candidates/read`, { text });
    expect(
      body.people.map((one: { name: string; email: string; source: string }) => [one.name, one.email, one.source]),
    ).toEqual(expected);
  });

  test("in a table that can't be read are told by their line", async () => {
    const role = await madeRole();
    const { status, body } = await mine.people.recruiter.ask("POST", `/roles/${role}/candidates/read`, {
      text: "name,email\nJonas,jonas at x\n",
    });
    expect([status, body.detail, body.fields[0].path]).toEqual([400, "Please look at line 2 of the table.", "2.email"]);
  });

  test("are moved by people, and a move says what was before it", async () => {
    const role = await madeRole();
    const { recruiter } = mine.people;
    const { body } = await recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Jonas Weber" }] });
    const move = (stage: string) => recruiter.ask("PUT", `/applications/${String(body.added[0])}/stage`, { stage });
    expect((await move("interview")).body).toEqual({ before: "added" });
    expect((await move("added")).body).toEqual({ before: "interview" });
    expect((await move("hired-at-once")).status).toBe(400);
  });

  test("are invited by a link that opens their task, and no other link does", async () => {
    const role = await madeRole();
    const { recruiter } = mine.people;
    const { body } = await recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Jonas Weber" }] });
    const application = String(body.added[0]);
    const first = await recruiter.ask("POST", `/applications/${application}/invite`, {});
    expect(first.body).toMatchObject({ mailed: false });
    const token = String(first.body.link).split("#")[1] ?? "";
    expect(await office.parts.applications.findByLink(token)).toMatchObject({ id: application, stage: "invited" });
    expect(await office.parts.applications.findByLink(`${token}x`)).toBeUndefined();
  });
});

test("a request from another site's page changes nothing, cookie or not", async () => {
  const owner = await byCookie(office, mine.people.owner);
  expect((await owner.ask("GET", "/me")).body).toMatchObject({ access: "owner" });
  const { cookie = "" } = owner.headers;
  const foreign: readonly Record<string, string>[] = [
    { cookie, "sec-fetch-site": "cross-site" },
    { cookie, origin: "https://evil.example" },
  ];
  for (const headers of foreign) {
    const { status, body } = await client(office.url, headers).ask("POST", "/roles", {
      title: "x",
      challenge: "login-system",
    });
    expect([status, body.code]).toEqual([403, "other-origin"]);
  }
});
