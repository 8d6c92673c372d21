import { exportCandidate } from "@assay/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
let role: string;
let application: string;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
  const { recruiter } = mine.people;
  role = (await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "login-system" })).body.id;
  const people = [{ name: "Jonas Weber" }, { name: "Sam Keller" }];
  application = (await recruiter.ask("POST", `/roles/${role}/candidates`, { people })).body.added[0];
});
afterAll(() => office.close());

const facts = {
  rate: { amount: 45, currency: "USD", per: "hour" },
  stars: { value: 4.9, count: 212, where: "Upwork" },
  similar_work: { text: "A shop for a garden centre", evidence: "https://garden.example.com" },
};
const path = () => `/applications/${application}/told-facts`;

describe("what we were told of a candidate", () => {
  test("is shown as it was told on the card and on the board, and the log says which of it was changed", async () => {
    const { recruiter, reader, owner } = mine.people;
    expect((await recruiter.ask("PATCH", path(), facts)).body).toEqual(facts);
    expect((await reader.ask("GET", `/applications/${application}`)).body).toMatchObject(facts);
    const { cards } = (await reader.ask("GET", `/roles/${role}/board`)).body;
    expect(cards.find(({ id }: { id: string }) => id === application)).toMatchObject(facts);
    const { entries } = (await owner.ask("GET", "/audit")).body;
    const row = (entries as { action: string; details: object }[]).find(
      ({ action }) => action === "candidate.facts-told",
    );
    expect(row?.details).toEqual({ changed: ["rate", "stars", "similar_work"] });
    expect(JSON.stringify(entries)).not.toContain("garden");
  });

  test("changes one thing at a time, and goes when it is no longer so", async () => {
    const { recruiter } = mine.people;
    await recruiter.ask("PATCH", path(), facts);
    expect((await recruiter.ask("PATCH", path(), { stars: null })).body).toEqual({ ...facts, stars: null });
    expect((await recruiter.ask("PATCH", path(), {})).status).toBe(400);
  });

  test.each([
    ["stars without how many they rest on", { stars: { value: 4.9 } }, "stars.count"],
    ["more than five stars", { stars: { value: 5.1, count: 3 } }, "stars.value"],
    ["stars with two decimals", { stars: { value: 4.95, count: 3 } }, "stars.value"],
    ["a rate of nothing", { rate: { amount: 0, currency: "USD", per: "hour" } }, "rate.amount"],
    ["a rate in no currency", { rate: { amount: 5, currency: "dollars", per: "hour" } }, "rate.currency"],
    ["similar work that is not named", { similar_work: { text: " " } }, "similar_work.text"],
  ])("is refused: %s", async (_, body, field) => {
    const answer = await mine.people.recruiter.ask("PATCH", path(), body);
    expect(answer.status).toBe(400);
    expect(answer.body.fields.map((one: { path: string }) => one.path)).toContain(field);
  });

  test("is in the candidate's export, and gone with the candidate", async () => {
    const { recruiter } = mine.people;
    const people = [{ name: "Noor Haddad" }];
    const [noor] = (await recruiter.ask("POST", `/roles/${role}/candidates`, { people })).body.added;
    await recruiter.ask("PATCH", `/applications/${String(noor)}/told-facts`, facts);
    const { candidate_id: candidate } = (await recruiter.ask("GET", `/applications/${String(noor)}`)).body;
    const exported = await exportCandidate(office.parts.database, candidate, mine.id);
    expect(exported?.data["application"]?.[0]).toMatchObject(facts);
    await recruiter.ask("POST", `/candidates/${String(candidate)}/delete`, { name: "Noor Haddad" });
    const left = await office.parts.database.selectFrom("application").select("id").where("id", "=", noor).execute();
    expect(left).toEqual([]);
  });
});

describe("what a job may take", () => {
  test("is typed from low to high, kept on the role, and the same for all who are compared", async () => {
    const { recruiter, reader } = mine.people;
    const cost = { hours: { low: 90, high: 160 }, budget: "about 6,000 dollars" };
    expect((await recruiter.ask("PUT", `/roles/${role}/cost`, cost)).body).toEqual({
      ...{ hours_low: 90, hours_high: 160, budget: "about 6,000 dollars" },
    });
    expect((await reader.ask("GET", `/roles/${role}`)).body).toMatchObject({ hours_low: 90, hours_high: 160 });
    const { cards } = (await reader.ask("GET", `/roles/${role}/board`)).body;
    const [one, other] = cards.map(({ id }: { id: string }) => id);
    const compared = (await reader.ask("GET", `/comparisons?applications=${String(one)},${String(other)}`)).body;
    expect(compared.role).toMatchObject({ hours_low: 90, hours_high: 160 });
  });

  test.each([
    ["the wrong way round", { low: 160, high: 90 }],
    ["of nothing", { low: 0, high: 90 }],
    ["with halves", { low: 1.5, high: 90 }],
    ["with one end", { low: 5 }],
  ])("is refused %s", async (_, hours) => {
    const answer = await mine.people.recruiter.ask("PUT", `/roles/${role}/cost`, { hours, budget: "" });
    expect(answer.status).toBe(400);
    expect(answer.body.fields[0].path).toMatch(/^hours\./);
  });
});
