import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import type { Evaluation } from "@assay/bench/evaluation";
import type { Result } from "@assay/bench/result";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recall } from "../src/background/recall.ts";
import { endAs } from "./evaluated-work.ts";
import { openOffice, type Client, type Office, type Organization } from "./office.ts";
import { invited, startWorker, type Invited } from "./invited.ts";
import { evaluationOf, formWith, quickChallenges, zipOf } from "./submission.ts";

const challengeFolder = join(quickChallenges, "act");
let office: Office;
let mine: Organization;
/** What the first work and the change to it came to, for all for whom only that it was tested matters. */
let first: Evaluation;
let changed: Evaluation;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  first = await evaluationOf("honest", { challengeFolder });
  changed = await evaluationOf("honest", { challengeFolder, followUp: "twice" });
});
afterAll(() => office.close());

const told = { built: "A shop", next: "", help: "None", took: "An hour" };

async function ended(application: string) {
  for (;;) {
    const { body } = await mine.people.recruiter.ask("GET", `/applications/${application}/evaluations`);
    if (body.every(({ ended_at }: { ended_at: string | null }) => ended_at !== null)) return body;
    await passed(200);
  }
}

/** Somebody whose first work was handed in and tested. */
async function tested(): Promise<Invited> {
  const candidate = await invited(office, mine, { challenge: "act" });
  await handInTested(candidate.who, first);
  return candidate;
}

async function handIn(who: Client, program: string) {
  const { body } = await who.ask("POST", "/portal/submissions", formWith(await zipOf(program)));
  // Else it would be tested before what is handed in.
  await office.parts.evaluations.cancel(body.evaluation, mine.id, "test");
  return who.ask("POST", "/portal/submit", { told });
}

/** What was only sent: a worker that starts would test it. */
async function cancelWaiting(): Promise<void> {
  const { database, evaluations } = office.parts;
  const waiting = await database.selectFrom("evaluation").select("id").where("ended_at", "is", null).execute();
  for (const { id } of waiting) await evaluations.cancel(id, mine.id, "test");
}

/** Where no worker runs. */
async function handInTested(who: Client, evaluation: Evaluation, program = "honest"): Promise<void> {
  const { body } = await handIn(who, program);
  await endAs(office, body.evaluation, evaluation);
}

const walk = (application: string) => mine.people.reader.ask("GET", `/applications/${application}/walk-through`);

const ask = (application: string, body: object = {}) =>
  mine.people.recruiter.ask("POST", `/applications/${application}/follow-up`, body);

describe("a follow-up change", () => {
  test("is there as one zip with its text, its contract and how to send it back, once it was asked for", async () => {
    const { application } = await tested();
    const { recruiter, reader } = mine.people;
    const path = `/applications/${application}/follow-up/file`;
    expect((await recruiter.ask("GET", path)).body.code).toBe("not-now");
    await ask(application, { mail: false });
    expect((await reader.ask("GET", path)).status).toBe(403);
    const answer = await fetch(`${office.url}/api/v1${path}`, { headers: recruiter.headers });
    expect(answer.headers.get("content-disposition")).toContain('filename="twice-change.zip"');
    const folder = mkdtempSync(join(tmpdir(), "change-"));
    try {
      writeFileSync(join(folder, "change.zip"), Buffer.from(await answer.arrayBuffer()));
      execFileSync("unzip", ["-q", "change.zip"], { cwd: folder });
      const read = (name: string) => readFileSync(join(folder, "twice-change", name), "utf8");
      for (const said of ["Act twice", "HOW TO SEND IT BACK", "Please send it back by", "Hello,\r\n"]) {
        expect(read("README.txt")).toContain(said);
      }
      expect(read("change.md")).toContain("**Twice**");
      expect(read("contract.yaml")).toContain("openapi");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("is the same for all of a role, with as many days", async () => {
    const { application, role, who } = await tested();
    await ask(application, { days: 4 });
    const { recruiter } = mine.people;
    const other = (await recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Sam Keller" }] })).body
      .added[0] as string;
    expect((await ask(other)).body).toMatchObject({ code: "not-now", detail: /First there must be a report/ });
    const sent = await recruiter.ask("POST", `/applications/${other}/submissions`, formWith(await zipOf("honest")));
    await endAs(office, sent.body.id, first);
    expect((await ask(other, { days: 5 })).body.detail).toMatch(/same for all/);
    const { body } = await ask(other);
    expect(Math.round((Date.parse(body.due_at) - Date.now()) / 86_400_000)).toBe(4);
    expect((await ask(application)).body.detail).toMatch(/already/);
    expect((await who.ask("GET", "/portal")).body.follow_up.title).toBe("Act twice");
  });

  test("has its own time, and more of it by the same means as the first work", async () => {
    const { application, who } = await tested();
    const before = (await who.ask("GET", "/portal")).body.due_at;
    await who.ask("POST", "/portal/more-time", {});
    await who.ask("POST", "/portal/more-time", {});
    await ask(application, { days: 2 });
    const due = (await who.ask("GET", "/portal")).body.follow_up.due_at;
    // What was given for the first work does not count for the change.
    const { body } = await who.ask("POST", "/portal/more-time", { text: "A second evening" });
    expect(body.days).toBe(2);
    expect(Date.parse(body.due_at) - Date.parse(due)).toBe(2 * 86_400_000);
    const { follow_up, due_at } = (await who.ask("GET", "/portal")).body;
    expect(follow_up.due_at).toBe(body.due_at);
    expect(Date.parse(due_at)).toBeGreaterThan(Date.parse(before));
  });

  test("can be taken back while nothing was sent for it", async () => {
    const { application, who } = await tested();
    const { recruiter } = mine.people;
    const takeBack = () => recruiter.ask("POST", `/applications/${application}/follow-up/take-back`);
    expect((await takeBack()).body.code).toBe("not-now");
    await ask(application);
    expect((await takeBack()).body.asked_at).toBeNull();
    expect((await who.ask("GET", "/portal")).body.follow_up).toBeNull();
    await ask(application);
    await who.ask("POST", "/portal/submissions", formWith(await zipOf("honest")));
    expect((await takeBack()).body.code).toBe("not-now");
    const { text } = await mine.people.owner.ask("GET", "/audit");
    expect(text).toContain("candidate.follow-up-taken-back");
  });

  test("goes with the candidate's data, and stands in what is exported", async () => {
    const { application, who } = await tested();
    const { recruiter } = mine.people;
    await ask(application);
    await handInTested(who, changed);
    const { candidate_id: candidate } = (await recruiter.ask("GET", `/applications/${application}`)).body;
    const answer = await fetch(`${office.url}/api/v1/candidates/${String(candidate)}/export`, {
      headers: recruiter.headers,
    });
    expect(answer.status).toBe(200);
    const files = await office.parts.database
      .selectFrom("submission")
      .select(["file_key", "follow_up"])
      .where("application_id", "=", application)
      .where("kind", "=", "final")
      .execute();
    expect(files.map(({ follow_up }) => follow_up).toSorted()).toEqual(["twice", null].toSorted());
    await recruiter.ask("POST", `/candidates/${String(candidate)}/delete`, { name: "Jonas Weber" });
    for (const { file_key } of files) await expect(office.parts.files.read(file_key)).rejects.toThrow();
    expect((await recruiter.ask("GET", `/applications/${application}/walk-through`)).status).toBe(404);
  });
});

test("a change that was judged by rules that were wrong is judged again, with what came with it, and people are told", async () => {
  const { application, who } = await tested();
  await ask(application, { days: 2 });
  await handInTested(who, changed);
  const [{ id: evaluation }] = await ended(application);
  const row = await office.parts.evaluations.find(evaluation, mine.id);
  const right = row?.result as Result;
  const misjudged: Result = {
    ...right,
    assay: { ...right.assay, judging: right.assay.judging - 1 },
    ...{ verdict: "mostly-held-up", verdictRests: ["second-answer"] },
    checks: right.checks.map((check) => (check.id === "second-answer" ? { ...check, outcome: "fail" } : check)),
  };
  await office.parts.database
    .updateTable("evaluation")
    .set({ result: JSON.stringify(misjudged), verdict: misjudged.verdict })
    .where("id", "=", evaluation)
    .execute();
  const stop = await recall(office.parts);
  await expect
    .poll(async () => (await mine.people.reader.ask("GET", `/evaluations/${String(evaluation)}`)).body.verdict, {
      ...{ timeout: 20_000, interval: 100 },
    })
    .toBe("held-up");
  await stop();
  const { body: again } = await mine.people.reader.ask("GET", `/evaluations/${String(evaluation)}/result`);
  expect(again.checks).toEqual(right.checks);
  expect(again.followUp).toEqual(right.followUp);
  const notices = (await mine.people.reader.ask("GET", "/notices")).body.filter(
    (notice: { application_id: string }) => notice.application_id === application,
  );
  const { title } = office.parts.challenges.find("act")?.catalogue["second-answer"]?.words ?? {};
  expect(title).toBeTypeOf("string");
  expect(notices).toMatchObject([
    { kind: "recall", facts: { changes: [{ check: "second-answer", title, before: "fail", after: "pass" }] } },
  ]);
});

describe("a walk-through", () => {
  test("points at lines of their own code, in the same order for everyone", async () => {
    const { application } = await tested();
    const { status, body } = await walk(application);
    expect(status).toBe(200);
    expect(body.state).toBe("ready");
    expect(body.prompts.map(({ id }: { id: string }) => id)).toEqual(["answer", "nowhere"]);
    const [answer, nowhere] = body.prompts;
    expect(answer.place.path).toMatch(/\.cjs$/);
    expect(answer.place.lines[answer.place.line - answer.place.from]).toMatch(/serve\(|listen/);
    expect(answer.place.lines.length).toBeLessThanOrEqual(12);
    expect(nowhere.place).toBeNull();
  });

  test("says so where the file is gone or can't be opened", async () => {
    const { application } = await tested();
    const { file_key } = await office.parts.database
      .selectFrom("submission")
      .select("file_key")
      .where("application_id", "=", application)
      .where("kind", "=", "final")
      .executeTakeFirstOrThrow();
    await office.parts.files.remove(file_key);
    expect((await walk(application)).body).toMatchObject({ state: "unreadable", prompts: [{ place: null }, {}] });
    await office.parts.files.put(file_key, Buffer.from("not an archive"));
    expect((await walk(application)).body.state).toBe("unreadable");
  });
});

describe("with a worker", () => {
  const testedEarlier: Invited[] = [];
  let stop: () => Promise<void>;
  beforeAll(async () => {
    for (let count = 0; count < 4; count++) testedEarlier.push(await tested());
    await cancelWaiting();
    stop = startWorker(office, quickChallenges);
  });
  afterAll(() => stop());

  function testedBefore(): Invited {
    const candidate = testedEarlier.pop();
    if (candidate === undefined) throw new Error("a test more needs a candidate more");
    return candidate;
  }

  describe("a follow-up change", () => {
    test("is asked for once there is a report, is sent by the same way, and is tested apart from the first work", async () => {
      const { application, who } = testedBefore();
      const [first] = (await mine.people.recruiter.ask("GET", `/applications/${application}/evaluations`)).body;
      expect(first.follow_up).toBeNull();
      expect((await who.ask("GET", "/portal")).body.follow_up).toBeNull();
      expect((await who.ask("POST", "/portal/submit", { told })).body.code).toBe("already-done");

      const { status, body } = await ask(application, { days: 2 });
      expect(status).toBe(201);
      expect(body.mailed).toBe(false);
      const { follow_up: change, closed } = (await who.ask("GET", "/portal")).body;
      expect(closed).toBe("handed-in");
      expect(change).toMatchObject({
        id: "twice",
        title: "Act twice",
        minutes: 10,
        checks: 1,
        open_checks: 1,
        closed: null,
      });
      expect(change.text).toContain("**Twice**");
      expect(change.text).not.toContain("<a id");
      expect(Date.parse(change.due_at) - Date.parse(change.asked_at)).toBe(2 * 24 * 3_600_000);
      expect((await who.ask("GET", "/portal/follow-up/contract.yaml")).text).toContain("openapi");

      const draft = await who.ask("POST", "/portal/submissions", formWith(await zipOf("honest")));
      expect(draft.body.evaluation).toBeTypeOf("string");
      const handedIn = await who.ask("POST", "/portal/submit", { told: { ...told, built: "It acts twice" } });
      expect(handedIn).toMatchObject({ status: 201, body: { submission: draft.body.submission, late: false } });
      const runs = await ended(application);
      expect(runs.map(({ follow_up }: { follow_up: string | null }) => follow_up)).toEqual(["twice", null]);

      const result = (await mine.people.recruiter.ask("GET", `/evaluations/${String(runs[0].id)}/result`)).body;
      expect(result.followUp).toEqual({ id: "twice", title: "Act twice", version: "1.0.0" });
      expect(result.checks.map(({ id }: { id: string }) => id)).toEqual(["answer", "second-answer"]);
      expect(result.verdict).toBe("held-up");
      // The card, the comparison and the need for a decision are about the first work.
      const card = (await mine.people.recruiter.ask("GET", `/applications/${application}`)).body;
      expect(card.evaluation.id).toBe(first.id);
      expect(card.submitted_at).not.toBe((await who.ask("GET", "/portal")).body.follow_up.submitted_at);
      const standing = (await mine.people.recruiter.ask("GET", `/applications/${application}/follow-up`)).body;
      expect(standing).toMatchObject({ days: 2, told: { built: "It acts twice" } });
      expect((await who.ask("POST", "/portal/submit", { told })).body.code).toBe("already-done");
    });

    test("that came to a person is handed in on the candidate's behalf", async () => {
      const { application } = testedBefore();
      const { recruiter } = mine.people;
      const send = async () =>
        recruiter.ask(
          "POST",
          `/applications/${application}/submissions?for=follow-up`,
          formWith(await zipOf("honest")),
        );
      expect((await send()).body.code).toBe("not-now");
      await ask(application);
      expect((await send()).body.follow_up).toBe("twice");
      const runs = await ended(application);
      const again = await recruiter.ask("POST", `/evaluations/${String(runs[0].id)}/again`);
      expect(again.body.follow_up).toBe("twice");
      await office.parts.evaluations.cancel(again.body.id, mine.id, "test");
    });

    test("that could not be run may be sent again, and the decision waits for its report to be opened", async () => {
      const { application, who } = testedBefore();
      const { recruiter } = mine.people;
      const [first] = (await recruiter.ask("GET", `/applications/${application}/evaluations`)).body;
      await recruiter.ask("GET", `/evaluations/${String(first.id)}/result`);
      await ask(application);
      await handIn(who, "exits");
      await ended(application);
      expect((await who.ask("GET", "/portal")).body.follow_up.closed).toBeNull();
      expect((await handIn(who, "honest")).status).toBe(201);
      await ended(application);
      const decide = () =>
        recruiter.ask("POST", `/applications/${application}/decision`, {
          choice: "hire",
          reason: "It held up, and so did the change to it.",
        });
      expect((await decide()).status).toBe(409);
      const [changed] = (await recruiter.ask("GET", `/applications/${application}/evaluations`)).body;
      await recruiter.ask("GET", `/evaluations/${String(changed.id)}/result`);
      expect((await decide()).status).toBe(201);
      // With the decision, both reports are the candidate's to read, each by itself.
      const report = async (of: string) => (await who.ask("GET", `/portal/report?of=${of}`)).body;
      expect((await report("first")).evaluation).toBe(first.id);
      const ofChange = await report("follow-up");
      expect(ofChange).toMatchObject({ evaluation: changed.id, result: { followUp: { id: "twice" } } });
      expect(ofChange.catalogue["second-answer"].words.title).toBe("It holds");
      const dispute = { evaluation: changed.id, check: "second-answer", text: "It does so twice." };
      expect((await who.ask("POST", "/portal/disputes", dispute)).status).toBe(201);
      expect((await ask(application)).body.code).toBe("not-now");
    });
  });

  describe("a walk-through", () => {
    test("asks the same where nothing was handed in, and adds what was changed once a change was asked for", async () => {
      const { application, who, role } = testedBefore();
      await ask(application);
      const waiting = (await walk(application)).body.prompts;
      expect(waiting.slice(-2)).toMatchObject([
        { id: "change-why", about: "change", words: null, place: null },
        { id: "change-what-else", about: "change", words: null, place: null },
      ]);
      await handIn(who, "yes");
      await ended(application);
      const changed = (await walk(application)).body.prompts;
      expect(changed.at(-2).place.lines.length).toBeGreaterThan(0);
      const { added } = (
        await mine.people.recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Sam Keller" }] })
      ).body;
      const other = (await walk(added[0] as string)).body;
      expect(other.state).toBe("no-work");
      expect(other.prompts.map(({ id }: { id: string }) => id)).toEqual(changed.map(({ id }: { id: string }) => id));
    });
  });
});
