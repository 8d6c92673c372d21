import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Evaluation } from "@assay/bench/evaluation";
import { sql } from "kysely";
import { setTimeout as passed } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endAs } from "./evaluated-work.ts";
import { invited as invitedTo, startWorker, type Invited } from "./invited.ts";
import { openOffice, type Client, type Office, type Organization } from "./office.ts";
import { evaluationOf, formWith, halfOpenChallenges, zipOf } from "./submission.ts";

let office: Office;
let mine: Organization;
let honest: Evaluation;
beforeAll(async () => {
  office = await openOffice({ challenges: halfOpenChallenges });
  mine = await office.organization();
  honest = await evaluationOf("honest", { challengeFolder: join(halfOpenChallenges, "half-open") });
});
afterAll(() => office.close());

const invited = (
  to: Office,
  organization: Organization,
  role: { readonly agreed?: boolean; readonly days?: number; readonly decider?: string } = {},
): Promise<Invited> => invitedTo(to, organization, { challenge: "half-open", ...role });

async function sent(who: Client, program: string) {
  return who.ask("POST", "/portal/submissions", formWith(await zipOf(program), "shop.zip"));
}

/** Asks for no more than was seen. */
const cancelled = (evaluation: string) => office.parts.evaluations.cancel(evaluation, mine.id, "test");

const told = { built: "A small shop", next: "More tests", help: "None", took: "Two hours" };

async function untilEnded(who: Client, evaluation: string) {
  for (;;) {
    const { body } = await who.ask("GET", `/portal/evaluations/${evaluation}`);
    if (body.ended_at !== null) return body;
    await passed(200);
  }
}

/** Somebody whose work was handed in and tested; that it is, and how, is asked with a worker. */
async function handedIn(): Promise<Invited & { readonly evaluation: string }> {
  const candidate = await invited(office, mine);
  await sent(candidate.who, "honest");
  const { body } = await candidate.who.ask("POST", "/portal/submit", { told });
  await endAs(office, body.evaluation, honest);
  return { ...candidate, evaluation: body.evaluation };
}

const weeksAgo = async ({ application }: Invited, days: number) => {
  const shift = sql<Date>`now() - make_interval(days => ${days})`;
  await office.parts.database
    .updateTable("application")
    .set({ submitted_at: shift })
    .where("id", "=", application)
    .execute();
  await sql`UPDATE evaluation SET asked_at = now() - make_interval(days => ${days}) FROM submission
    WHERE submission.id = submission_id AND application_id = ${application}`.execute(office.parts.database);
};

describe("before the notice is read", () => {
  test("the page tells everything, and nothing of the task can be taken or sent", async () => {
    const { who, application } = await invited(office, mine, { agreed: false, decider: "Ruth Marlow", days: 7 });
    const { body } = await who.ask("GET", "/portal");
    expect(body).toMatchObject({
      organization: "Marlow & Fern",
      candidate: "Jonas Weber",
      decider: "Ruth Marlow",
      agreed_at: null,
      repository: `${office.url}/git/${application}.git`,
      sent: [],
      report: { is_ready: false, on: null },
    });
    expect(body.challenge.areas[0]).toMatchObject({ area: "works-as-asked", open: [{ id: "answer" }] });
    const refused = [
      await who.ask("GET", "/portal/contract.yaml"),
      await who.ask("GET", "/portal/starters/node"),
      await sent(who, "honest"),
      await who.ask("POST", "/portal/submit", { told }),
    ];
    expect(refused.map(({ status, body: problem }) => [status, problem.code])).toEqual(Array(4).fill([409, "not-now"]));
  });

  test("that it was opened, and agreed to, is marked once", async () => {
    const { who, application } = await invited(office, mine, { agreed: false });
    await who.ask("GET", "/portal");
    expect((await who.ask("POST", "/portal/agree", { understood: false })).status).toBe(400);
    const first = (await who.ask("POST", "/portal/agree", { understood: true })).body.agreed_at;
    expect((await who.ask("POST", "/portal/agree", { understood: true })).body.agreed_at).toBe(first);
    expect((await mine.people.reader.ask("GET", `/applications/${application}`)).body).toMatchObject({
      stage: "working",
      opened_at: expect.any(String),
      agreed_at: first,
    });
  });
});

describe("more time", () => {
  test("is given twice without a reason, then looked at by a person, and no card tells of it", async () => {
    const { who, application } = await invited(office, mine, { days: 7 });
    const due = Date.parse((await who.ask("GET", "/portal")).body.due_at);
    const asked = [];
    for (const text of ["", "I can only type slowly.", "Another week, please."]) {
      asked.push((await who.ask("POST", "/portal/more-time", { text })).body);
    }
    expect(asked.map(({ days }) => days)).toEqual([4, 4, 0]);
    expect(Date.parse(asked[2].due_at) - due).toBe(8 * 24 * 3_600_000);
    const { recruiter, reviewer } = mine.people;
    const card = await reviewer.ask("GET", `/applications/${application}`);
    expect(card.text).not.toContain("type slowly");
    expect((await reviewer.ask("GET", `/applications/${application}/messages`)).body).toEqual([]);
    expect((await reviewer.ask("GET", `/applications/${application}/adjustments`)).status).toBe(403);
    const { body } = await recruiter.ask("GET", `/applications/${application}/adjustments`);
    expect(body.map(({ text }: { text: string }) => text)).toEqual([
      "",
      "I can only type slowly.",
      "Another week, please.",
    ]);
  });
});

test("a question reaches whoever hires, and the answer comes back", async () => {
  const { who, application } = await invited(office, mine);
  await who.ask("POST", "/portal/messages", { text: "May people have two emails?" });
  await mine.people.recruiter.ask("POST", `/applications/${application}/messages`, { text: "No, one." });
  const { body } = await who.ask("GET", "/portal/messages");
  expect(body.map(({ by_candidate, text }: { by_candidate: boolean; text: string }) => [by_candidate, text])).toEqual([
    [true, "May people have two emails?"],
    [false, "No, one."],
  ]);
});

describe("with a worker", () => {
  let stop: () => Promise<void>;
  beforeAll(() => {
    stop = startWorker(office, halfOpenChallenges);
  });
  afterAll(() => stop());

  async function tested(program: string): Promise<Invited & { readonly evaluation: string }> {
    const candidate = await invited(office, mine);
    const draft = await sent(candidate.who, program);
    // Else it would be tested before what is handed in.
    await cancelled(draft.body.evaluation);
    const { body } = await candidate.who.ask("POST", "/portal/submit", { told });
    await untilEnded(candidate.who, body.evaluation);
    return { ...candidate, evaluation: body.evaluation };
  }

  describe("a draft", () => {
    test("is asked the open checks, watched while it is, and tells nobody else", async () => {
      const [candidate, other] = [await invited(office, mine), await invited(office, mine)];
      await sent(other.who, "honest");
      const { body } = await sent(candidate.who, "honest");
      const stream = await fetch(`${office.url}/api/v1/portal/evaluations/${body.evaluation}/events`, {
        headers: candidate.who.headers,
      });
      const events = await stream.text();
      expect(events).toContain('"type":"asked","check":"answer","outcome":"pass"');
      expect(events).not.toContain("closed-answer");
      expect(await untilEnded(candidate.who, body.evaluation)).toMatchObject({
        state: "done",
        could_not_run: false,
        findings: [{ check: "answer", outcome: "pass", title: "It holds", sentence: "It held." }],
      });
      expect((await other.who.ask("GET", `/portal/evaluations/${body.evaluation}`)).status).toBe(404);
      expect((await other.who.ask("GET", `/portal/evaluations/${body.evaluation}/events`)).status).toBe(404);
      expect((await other.who.ask("POST", "/portal/submit", { submission: body.submission, told })).status).toBe(409);
    }, 120_000);

    test("that a newer one replaces is no longer asked", async () => {
      const { who } = await invited(office, mine);
      const [first, second] = [(await sent(who, "honest")).body, (await sent(who, "honest")).body];
      expect((await untilEnded(who, first.evaluation)).state).toBe("cancelled");
      expect((await untilEnded(who, second.evaluation)).state).toBe("done");
    });
  });

  describe("what is handed in", () => {
    test("is tested whole, once, with what the candidate says of it; no verdict is told yet", async () => {
      const candidate = await tested("honest");
      const { who, application } = candidate;
      const { body, text } = await who.ask("GET", "/portal");
      expect(body).toMatchObject({ closed: "handed-in", sent: [{ kind: "final", evaluation: { state: "tested" } }] });
      expect(text).not.toMatch(/verdict|held-up|gave-way/);
      const again = await who.ask("POST", "/portal/submit", { told });
      expect([again.status, again.body.code]).toEqual([409, "already-done"]);
      expect((await who.ask("GET", `/portal/evaluations/${candidate.evaluation}/events`)).status).toBe(409);
      expect((await who.ask("GET", `/portal/evaluations/${candidate.evaluation}`)).body.findings).toEqual([]);
      const row = await office.parts.applications.find(application, mine.id);
      expect(row).toMatchObject({ told, stage: expect.stringMatching(/testing|report/) });
      expect((await mine.people.reader.ask("GET", `/applications/${application}/note`)).body).toEqual({ told });
      const { application: silent } = await invited(office, mine);
      expect((await mine.people.reader.ask("GET", `/applications/${silent}/note`)).body).toEqual({ told: null });
    }, 200_000);

    test("after the day it was due is taken, and said to be late", async () => {
      const candidate = await invited(office, mine);
      await sql`UPDATE application SET due_at = now() - interval '1 hour' WHERE id = ${candidate.application}`.execute(
        office.parts.database,
      );
      await sent(candidate.who, "crash");
      const { body } = await candidate.who.ask("POST", "/portal/submit", { told });
      expect(body).toMatchObject({ late: true });
      await cancelled(body.evaluation);
    });

    test("may be sent again when it could not be started", async () => {
      const candidate = await tested("exits");
      const { who } = candidate;
      const { body } = await who.ask("GET", "/portal");
      expect(body).toMatchObject({ closed: null, sent: [{ kind: "final", evaluation: { state: "could-not-run" } }] });
      const { problem } = (await who.ask("GET", `/portal/evaluations/${candidate.evaluation}`)).body;
      expect(problem.message).not.toBe("");
      const again = await who.ask("POST", "/portal/submit", { told });
      expect(again.status).toBe(201);
      await cancelled(again.body.evaluation);
    }, 120_000);
  });

  test("everything of a candidate goes also while the work is tested", async () => {
    const { who } = await invited(office, mine);
    const { body } = await sent(who, "late");
    await who.ask("POST", "/portal/delete-my-data", { confirm: "DELETE" });
    const row = await office.parts.evaluations.find(body.evaluation, mine.id);
    expect(row).toBeUndefined();
  });
});

describe("the findings", () => {
  test("reach the candidate with the decision, and a finding that is wrong goes to a person", async () => {
    const candidate = await handedIn();
    const { who, application, evaluation } = candidate;
    const early = await who.ask("GET", "/portal/report");
    expect([early.status, early.body.code]).toEqual([409, "not-now"]);
    expect(early.body.detail).toMatch(/at the latest/);
    await sql`UPDATE application SET released_at = now() WHERE id = ${application}`.execute(office.parts.database);
    const { body } = await who.ask("GET", "/portal/report");
    expect(body).toMatchObject({ evaluation, disputes: [], result: { version: 1 }, catalogue: { answer: {} } });
    // What to ask in a conversation, and what a good answer is, are for who asks.
    expect(body.catalogue.answer.words).toMatchObject({ title: expect.stringMatching(/./) });
    expect(body.catalogue.answer.words.ask).toEqual({ question: "", goodAnswer: "", weakAnswer: "" });
    const wrong = { evaluation, check: "answer", text: "It does answer." };
    expect((await who.ask("POST", "/portal/disputes", { ...wrong, check: "nothing-like-this" })).status).toBe(404);
    expect((await who.ask("POST", "/portal/disputes", wrong)).body).toMatchObject([
      { check_id: "answer", answer: null },
    ]);
    expect((await who.ask("POST", "/portal/disputes", wrong)).status).toBe(409);
    const disputed = (await who.ask("GET", "/portal/report")).body.result.checks.find(
      ({ id }: { id: string }) => id === "answer",
    );
    expect(disputed).toMatchObject({ disputed: true });
  }, 200_000);

  test("reach the candidate 14 days after the hand-in, whatever was decided", async () => {
    const candidate = await handedIn();
    await weeksAgo(candidate, 13);
    expect((await candidate.who.ask("GET", "/portal/report")).status).toBe(409);
    await weeksAgo(candidate, 14);
    expect((await candidate.who.ask("GET", "/portal/report")).status).toBe(200);
  }, 200_000);
});

describe("one fix that was asked for", () => {
  test("is said with who asked and where it stands, until something new is handed in", async () => {
    const { who, application, evaluation } = await handedIn();
    const { owner } = mine.people;
    const fix = async () => (await who.ask("GET", "/portal")).body.fix;
    expect(await fix()).toBeNull();
    await owner.ask("GET", `/evaluations/${evaluation}/result`);
    const reason = "Only between us: it reads as if in a hurry.";
    await owner.ask("POST", `/applications/${application}/decision`, { choice: "ask-for-a-fix", reason });
    const { body, text } = await who.ask("GET", "/portal");
    expect(body).toMatchObject({ closed: null, fix: { by: "The owner", told: null } });
    expect(text).not.toContain("Only between us");
    const letter = { kind: "fix", subject: "One thing to fix", text: "Please close the gap." };
    await owner.ask("POST", `/applications/${application}/letter/send`, { ...letter, how: "by-hand" });
    expect(await fix()).toMatchObject({ told: "by-hand" });
    await sent(who, "honest");
    expect(await fix()).toMatchObject({ by: "The owner" });
    expect((await who.ask("POST", "/portal/submit", { told })).status).toBe(201);
    expect(await fix()).toBeNull();
  }, 200_000);
});

describe("everything of a candidate", () => {
  test("is deleted at once, and what was decided stays until its own date", async () => {
    const candidate = await handedIn();
    const { who, application, role } = candidate;
    await who.ask("POST", "/portal/messages", { text: "A question" });
    const [keys, { candidate_id }] = await Promise.all([
      office.parts.submissions.of(application),
      office.parts.database
        .selectFrom("application")
        .select("candidate_id")
        .where("id", "=", application)
        .executeTakeFirstOrThrow(),
    ]);
    await office.parts.database
      .insertInto("decision")
      .values({
        ...{ organization_id: mine.id, role_id: role, application_id: application, role_title: "Backend developer" },
        ...{ candidate_name: "Jonas Weber", choice: "no", reason: "Another fits better", person_name: "Ruth" },
      })
      .execute();
    expect((await who.ask("POST", "/portal/delete-my-data", { confirm: "delete" })).status).toBe(400);
    const { body } = await who.ask("POST", "/portal/delete-my-data", { confirm: "DELETE" });
    const months = (Date.parse(body.decision_kept_until) - Date.now()) / (30.4 * 24 * 3_600_000);
    expect(Math.round(months)).toBe(6);
    expect((await who.ask("GET", "/portal")).body.code).toBe("link-not-valid");
    const kept = await readdir(join(office.data, "files", "submissions"));
    for (const { file_key } of keys) expect(kept).not.toContain(file_key.replace("submissions/", ""));
    expect(office.parts.repositories.has(application)).toBe(false);
    for (const table of ["candidate", "application"] as const) {
      const left = await office.parts.database
        .selectFrom(table)
        .select("id")
        .where("id", "in", [candidate_id, application])
        .execute();
      expect(left).toEqual([]);
    }
    const decisions = await office.parts.database
      .selectFrom("decision")
      .select(["candidate_name", "application_id"])
      .where("role_id", "=", role)
      .execute();
    expect(decisions).toEqual([{ candidate_name: "Jonas Weber", application_id: null }]);
    const audit = await office.parts.database
      .selectFrom("audit")
      .selectAll()
      .where("subject", "=", application)
      .execute();
    expect(JSON.stringify(audit)).not.toContain("Jonas");
  }, 200_000);
});
