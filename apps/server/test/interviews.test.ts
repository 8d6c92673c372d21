import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evaluation } from "@assay/bench/evaluation";
import { evaluatedWork, quickChallenges, realEvaluation, roleWith } from "./evaluated-work.ts";
import { openOffice, type Client, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
let crashed: Evaluation;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  crashed = await realEvaluation("crash");
});
afterAll(() => office.close());

const scores = { "solves-problems": 3, "explains-clearly": 5 };
const oneIn = async () => {
  const { role, applications } = await roleWith(mine, 1);
  return { role, application: String(applications[0]) };
};
const rate = (who: Client, application: string) =>
  who.ask("PUT", `/applications/${application}/rating`, { scores, note: "Asked good questions." });

describe("a note of an interview", () => {
  const noted = { text: "Told of the outage in May.", choice: "4", seen: 0 };

  test("is kept as it is typed, and seen by nobody else before both have rated", async () => {
    const { application } = await oneIn();
    const { reviewer, owner } = mine.people;
    const interview = `/applications/${application}/interview`;
    const kept = await reviewer.ask("PUT", `${interview}/solves-problems`, noted);
    expect(kept.body).toMatchObject({ place: "solves-problems", text: noted.text, choice: "4", version: 1 });
    expect((await reviewer.ask("GET", interview)).body).toMatchObject({ mine: [{ text: noted.text }], others: null });
    expect((await owner.ask("GET", interview)).body).toEqual({ mine: [], others: null, result: null });
    expect((await owner.ask("GET", "/audit")).text).not.toContain("outage in May");
    // Who has rated may see what others noted who have rated too: this one has not yet.
    await rate(owner, application);
    expect((await owner.ask("GET", interview)).body.others).toEqual([]);
    await rate(reviewer, application);
    expect((await owner.ask("GET", interview)).body.others).toMatchObject([
      { person: "The reviewer", place: "solves-problems", text: noted.text, choice: "4" },
    ]);
  });

  test("that another window changed meanwhile is not overwritten", async () => {
    const { application } = await oneIn();
    const { reviewer } = mine.people;
    const place = `/applications/${application}/interview/check.one-email`;
    const write = (text: string, seen: number) =>
      reviewer.ask("PUT", place, { text, choice: "like-good", seen }).then(({ status, body }) => [status, body.code]);
    expect(await write("first", 0)).toEqual([200, undefined]);
    expect(await write("second", 0)).toEqual([409, "not-now"]);
    expect(await write("second", 1)).toEqual([200, undefined]);
    const { body } = await reviewer.ask("GET", `/applications/${application}/interview`);
    expect(body.mine).toMatchObject([{ text: "second", version: 2 }]);
  });

  test("belongs to a place of the interview, with what can be chosen there", async () => {
    const { application } = await oneIn();
    const write = async (place: string, choice: string) =>
      (await mine.people.owner.ask("PUT", `/applications/${application}/interview/${place}`, { ...noted, choice }))
        .status;
    for (const [place, choice] of [
      ...([
        ["solves-problems", "5"],
        ["check.a", "part"],
      ] as const),
      ...([
        ["explanations", "translated"],
        ["their-questions", ""],
      ] as const),
    ] as const) {
      expect(await write(place, choice), place).toBe(200);
    }
    for (const [place, choice, status] of [
      ["solves-problems", "6", 400],
      ["check.a", "5", 400],
      ["their-questions", "3", 400],
      ["beauty", "5", 404],
      ["check.A B", "part", 404],
    ] as const) {
      expect(await write(place, choice), `${place} ${choice}`).toBe(status);
    }
  });

  test("stands in the log once for a talk, and goes with the candidate's data", async () => {
    const { application } = await oneIn();
    const { owner } = mine.people;
    const interview = `/applications/${application}/interview`;
    for (const place of ["solves-problems", "owns-the-outcome"]) {
      await owner.ask("PUT", `${interview}/${place}`, noted);
    }
    const log = await office.parts.database
      .selectFrom("audit")
      .select("action")
      .where("subject", "=", application)
      .where("action", "=", "interview.noted")
      .execute();
    expect(log).toHaveLength(1);
    const { candidate_id: candidate, name } = (await owner.ask("GET", `/applications/${application}`)).body;
    expect((await owner.ask("POST", `/candidates/${String(candidate)}/delete`, { name })).status).toBe(204);
    const left = await office.parts.database
      .selectFrom("interview_note")
      .select("place")
      .where("application_id", "=", application)
      .execute();
    expect(left).toEqual([]);
  });
});

test("the interview has the newest result without opening the report in anybody's name", async () => {
  const { application } = await oneIn();
  const evaluation = await evaluatedWork(office, mine, application, crashed);
  const { reviewer } = mine.people;
  const { body } = await reviewer.ask("GET", `/applications/${application}/interview`);
  expect(body.result.checks.map(({ exhibits }: { exhibits: object }) => exhibits)).toContainEqual({
    ...{ exchanges: [], details: {} },
  });
  const opened = async () => (await reviewer.ask("GET", `/applications/${application}/scorecards`)).body.opened;
  expect(await opened()).toBe(false);
  await reviewer.ask("GET", `/evaluations/${evaluation}/result`);
  expect(await opened()).toBe(true);
});

describe("the rule for ratings", () => {
  const equal = {
    ...{ "solves-problems": 1, "prevents-problems": 1, "explains-clearly": 1, "works-with-others": 1 },
    "owns-the-outcome": 1,
  };
  const other = { ...equal, "explains-clearly": 3 };
  const reason = "This job is mostly talking with the shops.";

  test("counts each the same unless a reason is written, and is set by who recruits", async () => {
    const { role } = await oneIn();
    const { recruiter, reviewer } = mine.people;
    const path = `/roles/${role}/rating-rule`;
    expect((await reviewer.ask("GET", path)).body).toMatchObject({ weights: equal, locked_at: null, person_name: "" });
    expect((await reviewer.ask("PUT", path, { weights: equal })).status).toBe(403);
    const refused = await recruiter.ask("PUT", path, { weights: other, reason: "because" });
    expect([refused.status, refused.body.fields[0].path]).toEqual([400, "reason"]);
    expect((await recruiter.ask("PUT", path, { weights: { ...equal, "explains-clearly": 4 }, reason })).status).toBe(
      400,
    );
    const nothing = Object.fromEntries(Object.keys(equal).map((subject) => [subject, 0]));
    expect((await recruiter.ask("PUT", path, { weights: nothing, reason })).status).toBe(400);
    const { body } = await recruiter.ask("PUT", path, { weights: other, reason });
    expect(body).toMatchObject({ weights: other, reason, person_name: "The recruiter", locked_at: null });
  });

  test("stays as it is from the first rating in the role on", async () => {
    const { role, application } = await oneIn();
    const { recruiter, reviewer, owner } = mine.people;
    const path = `/roles/${role}/rating-rule`;
    await recruiter.ask("PUT", path, { weights: other, reason });
    await rate(reviewer, application);
    const refused = await recruiter.ask("PUT", path, { weights: equal });
    expect([refused.status, refused.body.code]).toEqual([409, "not-now"]);
    expect(refused.body.detail).toContain("make a new role");
    const { body } = await recruiter.ask("GET", path);
    expect(body.weights).toEqual(other);
    expect(Date.parse(body.locked_at)).toBeGreaterThan(0);
    // Nor is it open again when the only one who was rated is gone.
    const { candidate_id: candidate, name } = (await owner.ask("GET", `/applications/${application}`)).body;
    expect((await owner.ask("POST", `/candidates/${String(candidate)}/delete`, { name })).status).toBe(204);
    expect((await recruiter.ask("PUT", path, { weights: equal })).status).toBe(409);
  });

  test("that nobody chose before somebody rated is that each counts the same", async () => {
    const { role, application } = await oneIn();
    await rate(mine.people.reviewer, application);
    const path = `/roles/${role}/rating-rule`;
    expect((await mine.people.owner.ask("PUT", path, { weights: other, reason })).status).toBe(409);
    expect((await mine.people.owner.ask("GET", path)).body).toMatchObject({ weights: equal, person_name: "" });
  });
});

test("what came of talking about ratings is one text for those who rated", async () => {
  const { application } = await oneIn();
  const { reviewer, owner } = mine.people;
  const talk = (who: Client, text: string, seen: number) =>
    who.ask("PUT", `/applications/${application}/talk`, { text, seen });
  const read = async (who: Client) => (await who.ask("GET", `/applications/${application}/scorecards`)).body.talk;
  expect((await talk(reviewer, "We heard different stories.", 0)).body.code).toBe("not-now");
  for (const who of [reviewer, owner]) await rate(who, application);
  await talk(reviewer, "We heard different stories.", 0);
  expect((await talk(owner, "I was not there.", 0)).status).toBe(409);
  expect((await talk(owner, "We heard different stories. Ask again.", 1)).status).toBe(200);
  expect(await read(reviewer)).toMatchObject({ person_name: "The owner", version: 2 });
  expect(await read(mine.people.reader)).toBeNull();
  const { body } = await owner.ask("GET", "/audit");
  expect(JSON.stringify(body)).toContain("ratings.talked-through");
  expect(JSON.stringify(body)).not.toContain("different stories");
});

test("a rating from before there were five points keeps the scale that it was given on", async () => {
  const { application } = await oneIn();
  const { reviewer, owner } = mine.people;
  await rate(reviewer, application);
  await office.parts.database.updateTable("rating").set({ out_of: 4 }).where("person_id", "=", reviewer.id).execute();
  await rate(owner, application);
  expect((await owner.ask("GET", `/applications/${application}/ratings`)).body.others).toMatchObject([{ out_of: 4 }]);
  const again = await reviewer.ask("PUT", `/applications/${application}/rating`, { scores: { "solves-problems": 5 } });
  expect(again.body.mine).toMatchObject({ out_of: 5, first_scores: { "solves-problems": 5 } });
});
