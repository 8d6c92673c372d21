import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evaluation } from "@assay/bench/evaluation";
import { evaluatedWork, quickChallenges, realEvaluation, roleWith } from "./evaluated-work.ts";
import { client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
let crashed: Evaluation;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  crashed = await realEvaluation("crash");
});
afterAll(() => office.close());

const scores = { "solves-problems": 3, "explains-clearly": 4 };

async function oneWithReport() {
  const { role, applications } = await roleWith(mine, 1);
  const application = applications[0] ?? "";
  return { role, application, evaluation: await evaluatedWork(office, mine, application, crashed) };
}
const cardOf = async (application: string) =>
  (await mine.people.reader.ask("GET", `/applications/${application}`)).body;

describe("a rating", () => {
  test("of others is seen only once one's own is given", async () => {
    const { applications } = await roleWith(mine, 1);
    const { reviewer, owner, reader } = mine.people;
    const ratings = `/applications/${String(applications[0])}/ratings`;
    const rate = (who: typeof owner) =>
      who.ask("PUT", `/applications/${String(applications[0])}/rating`, { scores, note: "Asked good questions." });

    expect((await rate(reviewer)).body).toMatchObject({ mine: { scores, person: "The reviewer" }, others: [] });
    for (const who of [owner, reader])
      expect((await who.ask("GET", ratings)).body).toEqual({ mine: null, others: null });
    // Nor anywhere else: that there is one is no secret, what it says is.
    for (const path of [`/applications/${String(applications[0])}`, "/audit"]) {
      expect((await owner.ask("GET", path)).text).not.toMatch(/solves-problems|good questions/);
    }
    expect((await cardOf(String(applications[0]))).rated_by).toEqual(["The reviewer"]);
    expect((await rate(owner)).body.others).toMatchObject([{ person: "The reviewer", scores }]);
  });

  test("can be changed, has points from 1 to 5, and is about something", async () => {
    const { applications } = await roleWith(mine, 1);
    const path = `/applications/${String(applications[0])}/rating`;
    const { reviewer } = mine.people;
    await reviewer.ask("PUT", path, { scores });
    const { mine: changed } = (await reviewer.ask("PUT", path, { scores: { "solves-problems": 5 } })).body;
    expect(changed).toMatchObject({ scores: { "solves-problems": 5 }, first_scores: scores, out_of: 5 });
    for (const wrong of [{}, { "solves-problems": 6 }, { "solves-problems": 0 }, { beauty: 3 }]) {
      expect((await reviewer.ask("PUT", path, { scores: wrong })).status).toBe(400);
    }
  });
});

describe("a decision", () => {
  const no = { choice: "no", reason: "It lost orders when two came at once." };

  test("needs the report opened by whoever decides, and hands out what was found", async () => {
    const { application, evaluation } = await oneWithReport();
    const { recruiter, owner } = mine.people;
    const decide = () => recruiter.ask("POST", `/applications/${application}/decision`, no);
    // Somebody else's opening does not count.
    await owner.ask("GET", `/evaluations/${evaluation}/result`);
    const refused = await decide();
    expect([refused.status, refused.body.code]).toEqual([409, "not-now"]);
    expect(refused.body.detail).toContain((await cardOf(application)).code_name);

    await recruiter.ask("GET", `/evaluations/${evaluation}/result`);
    const { status, body } = await decide();
    expect([status, body.person_name, body.choice]).toEqual([201, "The recruiter", "no"]);
    expect(Date.parse(body.erase_at)).toBeGreaterThan(Date.now() + 150 * 86_400_000);
    const row = await office.parts.applications.find(application, mine.id);
    expect(row).toMatchObject({ stage: "decided" });
    expect(row?.released_at).not.toBeNull();
  });

  test("says why, and is one of three", async () => {
    const { application } = await oneWithReport();
    for (const wrong of [
      { choice: "no", reason: "bad" },
      { reason: no.reason },
      { ...no, choice: "reject-all-below-50" },
    ]) {
      expect((await mine.people.owner.ask("POST", `/applications/${application}/decision`, wrong)).status).toBe(400);
    }
  });

  test("is possible where no report could be made, and waits while one is", async () => {
    const { applications } = await roleWith(mine, 2);
    const { recruiter } = mine.people;
    const [without = "", waiting = ""] = applications;
    expect((await recruiter.ask("POST", `/applications/${without}/decision`, no)).status).toBe(201);
    const form = new FormData();
    form.append("file", new Blob(["anything"]), "shop.zip");
    await recruiter.ask("POST", `/applications/${waiting}/submissions`, form);
    expect((await recruiter.ask("POST", `/applications/${waiting}/decision`, no)).body.detail).toContain("Still being");
  });

  test("can be undone, and stays in sight", async () => {
    const { applications } = await roleWith(mine, 1);
    const { recruiter } = mine.people;
    const application = String(applications[0]);
    await recruiter.ask("PUT", `/applications/${application}/stage`, { stage: "interview" });
    const { body } = await recruiter.ask("POST", `/applications/${application}/decision`, { ...no, choice: "hire" });
    const undo = () => recruiter.ask("POST", `/decisions/${String(body.id)}/undo`);
    expect((await undo()).body).toMatchObject({ id: body.id, erase_at: null });
    expect((await undo()).status).toBe(409);
    expect((await cardOf(application)).stage).toBe("interview");
    const { body: all } = await recruiter.ask("GET", `/applications/${application}/decisions`);
    expect(all).toMatchObject([{ choice: "hire", reason: no.reason }]);
    expect(all[0].undone_at).not.toBeNull();
  });

  test("of others is told nowhere, with its reason, until one's own is given", async () => {
    const { applications } = await roleWith(mine, 2);
    const [application = "", beside = ""] = applications;
    const { recruiter, reviewer, owner, reader } = mine.people;
    const made = await recruiter.ask("POST", `/applications/${application}/decision`, no);
    const letter = { kind: "no", subject: "Your work", text: "We chose another person for this role." };
    await recruiter.ask("PUT", `/applications/${application}/letter`, letter);
    const { candidate_id: candidate } = await cardOf(application);
    const pages = [
      ...[`/applications/${application}`, `/applications/${application}/decisions`, "/home", "/letters/owed"],
      ...[`/applications/${application}/letters`, `/applications/${application}/plan`, "/notices"],
      ...[`/comparisons?applications=${application},${beside}`, `/applications/${application}/messages`],
      ...[`/candidates/${String(candidate)}/export`, "/audit", "/audit/export?format=ndjson"],
    ];
    const telling = /lost orders|another person|"choice":"no"|\\"choice\\"|"kind":"no"/;
    for (const who of [reviewer, owner]) {
      const told = await Promise.all(pages.map(async (page) => [page, (await who.ask("GET", page)).text] as const));
      expect(told.filter(([, text]) => telling.test(text)).map(([page]) => page)).toEqual([]);
    }
    expect((await owner.ask("POST", `/decisions/${String(made.body.id)}/undo`)).body.code).toBe("not-now");
    // Who decided sees it, and who never rates; the others once they have rated.
    const reasons = async (who: typeof owner) =>
      (await who.ask("GET", `/applications/${application}/decisions`)).body.map(
        (one: { reason: string }) => one.reason,
      );
    expect(await reasons(recruiter)).toEqual([no.reason]);
    expect(await reasons(reader)).toEqual([no.reason]);
    for (const who of [reviewer, owner]) {
      await who.ask("PUT", `/applications/${application}/rating`, { scores });
      expect(await reasons(who)).toEqual([no.reason]);
    }
    expect((await owner.ask("GET", "/audit")).text).toContain('"choice":"no"');
  });

  test("waits for a letter from those who may write, and says who made it", async () => {
    const { applications } = await roleWith(mine, 1);
    const application = String(applications[0]);
    const { recruiter, reviewer, owner } = mine.people;
    await recruiter.ask("POST", `/applications/${application}/decision`, no);
    const owed = async (who: typeof owner) =>
      (await who.ask("GET", "/letters/owed")).body.find(
        (one: { application: string }) => one.application === application,
      );
    expect(await owed(recruiter)).toMatchObject({ choice: "no", decided_by: "The recruiter", by_me: true });
    expect(await owed(owner)).toMatchObject({ choice: null, decided_by: "The recruiter", by_me: false });
    expect((await reviewer.ask("GET", "/letters/owed")).body).toEqual([]);
  });

  test("for a fix lets the work be sent again", async () => {
    const { applications } = await roleWith(mine, 1);
    const application = String(applications[0]);
    const fix = { choice: "ask-for-a-fix", reason: "Close the gap at sign-up, please." };
    const { body } = await mine.people.owner.ask("POST", `/applications/${application}/decision`, fix);
    expect(body.erase_at).toBeNull();
    expect((await cardOf(application)).stage).toBe("working");
  });

  test("that none of them is chosen is made for all who are named, or for none", async () => {
    const { role, applications } = await roleWith(mine, 2);
    const { recruiter } = mine.people;
    const evaluations = await Promise.all(applications.map((one) => evaluatedWork(office, mine, one, crashed)));
    const decide = () =>
      recruiter.ask("POST", `/roles/${role}/none-of-them`, { applications, reason: "Each of them loses data." });
    await recruiter.ask("GET", `/evaluations/${String(evaluations[0])}/result`);
    expect((await decide()).status).toBe(409);
    for (const one of applications) expect((await cardOf(one)).stage).not.toBe("decided");
    await recruiter.ask("GET", `/evaluations/${String(evaluations[1])}/result`);
    expect((await decide()).body).toMatchObject([{ choice: "no" }, { choice: "no" }]);
    for (const one of applications) expect((await cardOf(one)).stage).toBe("decided");
  });
});

describe("a shared report", () => {
  test("is read by its link alone, without disputes, until it is taken back", async () => {
    const { evaluation } = await oneWithReport();
    const { recruiter } = mine.people;
    await office.parts.database
      .insertInto("dispute")
      .values({ evaluation_id: evaluation, check_id: "aftermath", text: "It is back at once." })
      .execute();
    const { body } = await recruiter.ask("POST", `/evaluations/${evaluation}/shares`);
    const token = String(body.link).split("/shared#")[1] ?? "";
    const reader = client(office.url, { authorization: `Bearer ${token}` });
    const shared = await reader.ask("GET", "/shared");
    expect(shared.body).toMatchObject({ candidate: "Person 1", challenge: "challenge", result: { version: 1 } });
    expect(shared.text).not.toContain("disputed");
    expect((await recruiter.ask("GET", `/evaluations/${evaluation}/result`)).text).toContain('"disputed":true');
    // It opens that one thing.
    expect((await reader.ask("GET", `/evaluations/${evaluation}/result`)).status).toBe(401);
    const kept = await office.parts.database.selectFrom("share").select("digest").where("id", "=", body.id).execute();
    expect(kept[0]?.digest).not.toBe(token);

    expect((await recruiter.ask("GET", `/evaluations/${evaluation}/shares`)).body).toHaveLength(1);
    expect((await recruiter.ask("DELETE", `/shares/${String(body.id)}`)).status).toBe(204);
    expect((await reader.ask("GET", "/shared")).status).toBe(401);
    expect((await recruiter.ask("GET", `/evaluations/${evaluation}/shares`)).body).toEqual([]);
  });
});

describe("a finding", () => {
  test("is commented on by members, in order", async () => {
    const { evaluation } = await oneWithReport();
    const { reviewer, owner } = mine.people;
    const path = `/evaluations/${evaluation}/comments`;
    await reviewer.ask("POST", path, { check: "aftermath", text: "Is that the pool?" });
    await owner.ask("POST", path, { check: "aftermath", text: "I think so." });
    expect((await owner.ask("GET", path)).body).toMatchObject([
      { person_name: "The reviewer", text: "Is that the pool?" },
      { person_name: "The owner", text: "I think so." },
    ]);
    expect((await owner.ask("POST", path, { check: "nothing", text: "x" })).status).toBe(400);
  });

  test("that is disputed says so until a person has answered", async () => {
    const { evaluation } = await oneWithReport();
    const { reviewer } = mine.people;
    const { id } = await office.parts.database
      .insertInto("dispute")
      .values({ evaluation_id: evaluation, check_id: "aftermath", text: "It is back at once." })
      .returning("id")
      .executeTakeFirstOrThrow();
    const disputed = async () => {
      const { body } = await reviewer.ask("GET", `/evaluations/${evaluation}/result`);
      return body.checks
        .filter((check: { disputed?: true }) => check.disputed)
        .map((check: { id: string }) => check.id);
    };
    expect(await disputed()).toEqual(["aftermath"]);
    expect((await reviewer.ask("GET", `/evaluations/${evaluation}/report.html`)).text).toContain("isputed");
    const answer = () => reviewer.ask("POST", `/disputes/${id}/answer`, { answer: "We looked: it was down for 4 s." });
    expect((await answer()).body).toMatchObject({ answered_by: "The reviewer" });
    expect((await answer()).status).toBe(409);
    expect(await disputed()).toEqual([]);
  });
});
