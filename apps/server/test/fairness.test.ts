import { fairnessQuestions, leastPeople } from "@assay/hiring";
import { exportCandidate, standsAfter } from "@assay/store";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { client, openOffice, type Client, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

interface Candidate {
  readonly application: string;
  readonly candidate: string;
  readonly name: string;
  readonly portal: Client;
}

let roles = 0;

/** So many in a role of their own, who have handed in. */
async function candidates(of: Organization, count: number): Promise<readonly Candidate[]> {
  const { recruiter } = of.people;
  const title = `Role ${String(++roles)}`;
  const role = (await recruiter.ask("POST", "/roles", { title, challenge: "login-system" })).body.id as string;
  const people = Array.from({ length: count }, (_, at) => ({ name: `Person ${String(at)} of ${title}` }));
  const { added } = (await recruiter.ask("POST", `/roles/${role}/candidates`, { people })).body;
  await office.parts.database
    .updateTable("application")
    .set({ submitted_at: sql<Date>`now()`, invited_at: sql<Date>`now()` })
    .where("role_id", "=", role)
    .execute();
  return Promise.all(
    (added as string[]).map(async (application) => {
      const { token } = await office.parts.applications.invite(application, of.id, recruiter.id);
      const { candidate_id, name } = (await recruiter.ask("GET", `/applications/${application}`)).body;
      return {
        ...{ application, candidate: candidate_id as string, name: name as string },
        portal: client(office.url, { authorization: `Bearer ${token}` }),
      };
    }),
  );
}

async function turnOn(of: Organization): Promise<void> {
  const body = { on: true, country: "united-kingdom", understood: true };
  expect((await of.people.owner.ask("PUT", "/fairness", body)).status).toBe(200);
}

/** As if it had been decided so many days ago. */
async function decided(
  of: Organization,
  { application }: Candidate,
  choice: "hire" | "no",
  days = standsAfter + 1,
): Promise<void> {
  const body = { choice, reason: "Said in a test, with enough letters." };
  expect((await of.people.recruiter.ask("POST", `/applications/${application}/decision`, body)).status).toBe(201);
  await sql`UPDATE decision SET made_at = made_at - make_interval(days => ${days})
    WHERE application_id = ${application}`.execute(office.parts.database);
}

const say = (who: Candidate, answers: object) => who.portal.ask("PUT", "/portal/fairness", { answers });
/** Past the limit of what one address may send in a minute. */
const said = (of: Organization, who: Candidate, answer: string) =>
  office.parts.fairnessAnswers.give(who.application, of.id, { gender: answer });
const settle = () => office.parts.fairnessAnswers.settle(leastPeople);
const waiting = async (of: Organization) =>
  office.parts.database.selectFrom("fairness_answer").selectAll().where("organization_id", "=", of.id).execute();
const gender = async (of: Organization) => {
  const { results } = (await of.people.owner.ask("GET", "/fairness")).body;
  return results.find(({ question }: { question: string }) => question === "gender")?.groups;
};

describe("fairness over time", () => {
  test("is off until an owner turns it on for a country, and then asks what may be asked there", async () => {
    const team = await office.organization("Off by default");
    const [somebody] = await candidates(team, 1);
    if (somebody === undefined) throw new Error("nobody was added");
    const asked = async () => (await somebody.portal.ask("GET", "/portal/fairness")).body.questions;
    expect((await team.people.owner.ask("GET", "/fairness")).body).toEqual({ setting: null, results: [] });
    expect(await asked()).toEqual([]);
    expect((await say(somebody, { gender: "woman" })).status).toBe(409);
    const unread = { on: true, country: "united-kingdom" };
    expect((await team.people.owner.ask("PUT", "/fairness", unread)).status).toBe(400);
    await turnOn(team);
    expect(await asked()).toEqual(
      (["gender", "age", "ethnic-group-uk"] as const).map((id) => ({ id, answers: fairnessQuestions[id] })),
    );
    expect((await say(somebody, { gender: "woman" })).status).toBe(204);
    expect((await say(somebody, { "ethnic-group-us": "white" })).status).toBe(400);
    expect((await say(somebody, { gender: "unheard of" })).status).toBe(400);
    const { entries } = (await team.people.owner.ask("GET", "/audit")).body;
    expect(entries[0]).toMatchObject({ action: "fairness.turned-on", details: { country: "united-kingdom" } });
  });

  test("asks nobody who has not handed in yet", async () => {
    const team = await office.organization("Not yet");
    await turnOn(team);
    const [somebody] = await candidates(team, 1);
    if (somebody === undefined) throw new Error("nobody was added");
    const { database } = office.parts;
    await database
      .updateTable("application")
      .set({ submitted_at: null })
      .where("id", "=", somebody.application)
      .execute();
    expect((await somebody.portal.ask("GET", "/portal/fairness")).body.questions).toEqual([]);
  });

  test("shows nothing of 29, and of 30 the groups of five or more, and no row to anybody", async () => {
    const team = await office.organization("Thirty");
    await turnOn(team);
    const people = await candidates(team, leastPeople);
    for (const [at, person] of people.entries()) {
      await said(team, person, at < 16 ? "man" : at < 27 ? "woman" : "another");
      if (at > 0) await decided(team, person, at % 4 === 0 ? "hire" : "no");
    }
    await settle();
    expect(await gender(team)).toBeNull();
    const { body } = await team.people.owner.ask("GET", "/fairness");
    expect(JSON.stringify(body.results)).not.toMatch(/29|"people"/);
    const [first] = people;
    if (first === undefined) throw new Error("nobody was added");
    await decided(team, first, "no");
    await settle();
    const groups = await gender(team);
    expect(groups.map(({ group, people: many }: { group: string; people: number }) => [group, many])).toEqual([
      ["woman", 11],
      ["man", 16],
    ]);
    // Nothing is left that could be led back to anybody.
    expect(await waiting(team)).toEqual([]);
    for (const access of ["recruiter", "reviewer", "reader"] as const) {
      expect((await team.people[access].ask("GET", "/fairness")).status).toBe(403);
    }
  }, 60_000);

  test("moves on only when another 30 have come together, so that nobody is read off it", async () => {
    const team = await office.organization("Watched");
    await turnOn(team);
    const people = await candidates(team, leastPeople + 1);
    for (const [at, person] of people.entries()) await said(team, person, at % 2 === 0 ? "man" : "woman");
    for (const person of people.slice(1)) await decided(team, person, "no");
    await settle();
    const before = await gender(team);
    const [last] = people;
    if (last === undefined) throw new Error("nobody was added");
    await decided(team, last, "hire");
    await settle();
    expect(await gender(team)).toEqual(before);
    expect(before.every(({ selected }: { selected: number }) => selected === 0)).toBe(true);
  }, 60_000);

  test("keeps no row that names anybody, none of who prefers not to say, and no finer moment than the month", async () => {
    const [one, silent] = await candidates(mine, 2);
    if (one === undefined || silent === undefined) throw new Error("nobody was added");
    await turnOn(mine);
    await say(one, { gender: "woman", age: "under-40" });
    await say(silent, {});
    const rows = await waiting(mine);
    expect(rows).toHaveLength(1);
    const text = JSON.stringify(rows);
    for (const id of [one.application, one.candidate, one.name]) expect(text).not.toContain(id);
    const { rows: columns } = await sql<{ name: string }>`
      SELECT column_name AS name FROM information_schema.columns
      WHERE table_name = 'fairness_answer' ORDER BY ordinal_position`.execute(office.parts.database);
    expect(columns.map(({ name }) => name)).toEqual(["key", "organization_id", "answers", "month"]);
    const [month] = (
      await sql<{ day: number }>`SELECT extract(day FROM month)::int AS day FROM fairness_answer`.execute(
        office.parts.database,
      )
    ).rows;
    expect(month?.day).toBe(1);
    const { entries } = (await mine.people.owner.ask("GET", "/audit?limit=200")).body;
    expect(JSON.stringify(entries)).not.toContain("under-40");
    expect(entries.some(({ action }: { action: string }) => action.includes("fairness.answer"))).toBe(false);
  });

  test("takes what is said last, and takes it back while nobody has decided", async () => {
    const team = await office.organization("Second thoughts");
    await turnOn(team);
    const [one] = await candidates(team, 1);
    if (one === undefined) throw new Error("nobody was added");
    await say(one, { gender: "woman" });
    await say(one, { gender: "another" });
    expect((await waiting(team)).map(({ answers }) => answers)).toEqual([{ gender: "another" }]);
    await say(one, {});
    expect(await waiting(team)).toEqual([]);
  });

  test("goes with the candidate while it waits, and is in nobody's export", async () => {
    const team = await office.organization("Gone");
    await turnOn(team);
    const [one] = await candidates(team, 1);
    if (one === undefined) throw new Error("nobody was added");
    await say(one, { gender: "another", age: "40-or-more" });
    const exported = await exportCandidate(office.parts.database, one.candidate, team.id);
    expect(JSON.stringify(exported)).not.toMatch(/40-or-more|fairness/);
    await team.people.recruiter.ask("POST", `/candidates/${one.candidate}/delete`, { name: one.name });
    expect(await waiting(team)).toEqual([]);
  });

  test("waits while a decision may still be undone, and counts who was left when a role closed as not chosen", async () => {
    const team = await office.organization("Closing");
    await turnOn(team);
    const [fresh, old] = await candidates(team, 2);
    if (fresh === undefined || old === undefined) throw new Error("nobody was added");
    await say(fresh, { gender: "woman" });
    await decided(team, fresh, "hire", standsAfter - 1);
    await settle();
    expect(await waiting(team)).toHaveLength(1);
    const [late] = await candidates(team, 1);
    if (late === undefined) throw new Error("nobody was added");
    await say(late, { gender: "man" });
    const { role_id: role } = (await team.people.recruiter.ask("GET", `/applications/${late.application}`)).body;
    await team.people.recruiter.ask("POST", `/roles/${String(role)}/close`);
    await sql`UPDATE role SET closed_at = closed_at - make_interval(days => ${standsAfter + 1}) WHERE id = ${role}`.execute(
      office.parts.database,
    );
    await settle();
    const counts = await office.parts.database
      .selectFrom("fairness_count")
      .select(["answer", "is_selected", "waiting"])
      .where("organization_id", "=", team.id)
      .execute();
    expect(counts).toEqual([{ answer: "man", is_selected: false, waiting: 1 }]);
  });

  test("asks no more when it is turned off, and forgets all when that is wanted", async () => {
    const team = await office.organization("Off again");
    await turnOn(team);
    const [one] = await candidates(team, 1);
    if (one === undefined) throw new Error("nobody was added");
    await say(one, { gender: "woman" });
    await team.people.owner.ask("PUT", "/fairness", { on: false, forget: false });
    expect(await waiting(team)).toHaveLength(1);
    expect((await say(one, { gender: "man" })).status).toBe(409);
    await team.people.owner.ask("PUT", "/fairness", { on: false, forget: true });
    expect(await waiting(team)).toEqual([]);
  });
});
