import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { everything, found, name, plants, program, signs, type Seen } from "./blind-plants.ts";
import { startWorker } from "./invited.ts";
import { byCookie, client, openOffice, type Client, type Office, type Organization } from "./office.ts";
import { formWith, quickChallenges } from "./submission.ts";

/**
 * A name, and what else tells who somebody is, planted in every place that one can hide in; work that is run for real;
 * and every GET route of the OpenAPI document asked by everybody there is. A new route is in it by being there.
 */
const run = promisify(execFile);
let office: Office;
let mine: Organization;
let stopWorker: () => Promise<void>;
let folder: string;
/** Whose name is hidden, and a second one in the same role, about whose work the first is mentioned. */
let [role, application, other, candidate, webhook] = ["", "", "", "", ""];
let evaluations: string[] = [];

beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  folder = await mkdtemp(join(tmpdir(), "assay-blind-"));
  stopWorker = startWorker(office, quickChallenges);
  await plantAll();
}, 400_000);
afterAll(async () => {
  await stopWorker();
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

async function plantAll(): Promise<void> {
  const { recruiter, reviewer, owner } = mine.people;
  const { parts, url } = office;
  webhook = (await owner.ask("POST", "/webhooks", { url: "https://hooks.example.com/" })).body.id;
  role = (await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "act", pays: "€150", blind: true })).body
    .id;
  const { body } = await recruiter.ask("POST", `/roles/${role}/candidates`, {
    people: [
      { name, email: plants.email, source: plants.source },
      { name: "Sam Keller", email: "", source: "" },
    ],
  });
  [application = "", other = ""] = body.added;
  ({ candidate_id: candidate } = (await owner.ask("GET", `/applications/${application}`)).body);
  await parts.toldFacts.change(
    application,
    mine.id,
    {
      rate: { amount: plants.rate, currency: "EUR", per: "hour" },
      stars: { value: 4.3, count: plants.stars, where: plants.starsWhere },
      similar_work: { text: "A shop", evidence: plants.similar },
    },
    recruiter.id,
  );
  const { token } = await parts.applications.invite(application, mine.id, recruiter.id);
  const invited = client(url, { authorization: `Bearer ${token}` });
  await invited.ask("POST", "/portal/agree", { understood: true });

  // Prints its names and ends: they are the last lines that the report shows.
  const form = formWith(program({ ends: true }), `${plants.fileName}.zip`);
  const upload = await recruiter.ask("POST", `/applications/${application}/submissions`, form);
  const first = String(upload.body.id);
  await done(first);
  // Then what is pushed and handed in, which runs.
  await pushed(`${url.replace("://", `://task:${token}@`)}/git/${application}.git`);
  const handedIn = await invited.ask("POST", "/portal/submit", {
    told: { built: `I am ${name}.`, next: "", help: plants.note, took: "" },
  });
  const second = String(handedIn.body.evaluation);
  await done(second);
  evaluations = [first, second];

  await invited.ask("POST", "/portal/messages", { text: plants.thread });
  await parts.comments.write(second, {
    ...{ organization: mine.id, check: "answer", text: plants.comment, by: { id: owner.id, name: "The owner" } },
  });
  const others = program({ ends: true, said: [`as ${name} does it`] });
  const more = await recruiter.ask("POST", `/applications/${other}/submissions`, formWith(others));
  await done(String(more.body.id));
  await reviewer.ask("POST", `/applications/${other}/messages`, { text: `Better than ${name}, I think.` });
}

async function done(evaluation: string): Promise<void> {
  const { recruiter } = mine.people;
  const ended = async () => {
    const { state } = (await recruiter.ask("GET", `/evaluations/${evaluation}`)).body;
    if (state !== "done") throw new Error(`it is ${String(state)}`);
  };
  await vi.waitFor(ended, { timeout: 120_000, interval: 300 });
}

async function pushed(address: string): Promise<void> {
  const clone = join(folder, "clone");
  const { gitName: who, gitEmail: email } = plants;
  const env = {
    ...{ PATH: process.env["PATH"], HOME: folder, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" },
    ...{ GIT_AUTHOR_NAME: who, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: who, GIT_COMMITTER_EMAIL: email },
  };
  const git = (...argv: readonly string[]) => run("git", argv, { env, timeout: 100_000 });
  await git("clone", "--quiet", address, clone);
  const archive = join(folder, "work.zip");
  await writeFile(archive, program({ ends: false }));
  await run("unzip", ["-q", "-o", archive, "-d", clone]);
  await git("-C", clone, "add", "--all");
  await git("-C", clone, "commit", "--quiet", "-m", `Shop, by ${name}`);
  await git("-C", clone, "push", "--quiet", "origin", "HEAD:main");
}

/** All that somebody can read, of every GET route, as whom they are. */
const readBy = (who: Client): Promise<readonly Seen[]> =>
  everything(office, who, {
    things: { role, application: [application, other], evaluation: evaluations, candidate, webhook, challenge: "act" },
    queries: { "/api/v1/comparisons": `?applications=${application},${other}` },
  });

const rate = (who: Client, of = application) =>
  who.ask("PUT", `/applications/${of}/rating`, { scores: { "solves-problems": 3 } });
const cardFor = async (who: Client) => (await who.ask("GET", `/applications/${application}`)).body;

describe("in a role that hides names", () => {
  test.each(["owner", "recruiter", "reviewer", "reader"] as const)(
    "no answer tells a %s whose work it is",
    async (access) => {
      const who = mine.people[access];
      const seen = await readBy(who);
      expect(seen.length).toBeGreaterThan(60);
      expect(seen.flatMap(found)).toEqual([]);
      const { code_name, name: shown, name_hidden, has_email } = await cardFor(who);
      expect([shown, name_hidden, has_email]).toEqual([code_name, true, true]);
    },
  );

  test("nor in a browser", async () => {
    expect((await readBy(await byCookie(office, mine.people.recruiter))).flatMap(found)).toEqual([]);
  });

  test("what was said with the work is there to read, with the code name in it", async () => {
    const { reviewer } = mine.people;
    const { body } = await reviewer.ask("GET", `/applications/${application}/note`);
    const { code_name: codeName } = await cardFor(reviewer);
    expect(body.told.built).toBe(`I am ${String(codeName)}.`);
    expect(body.told.help).toMatch(/^My friend calls me/);
  });

  test("not even as an answer to what changes something", async () => {
    const { recruiter, owner } = mine.people;
    const answers = [
      await recruiter.ask("PUT", `/applications/${application}/stage`, { stage: "report" }),
      await recruiter.ask("POST", `/evaluations/${String(evaluations[1])}/comments`, {
        check: "answer",
        text: plants.comment,
      }),
      await owner.ask("POST", `/applications/${application}/messages`, { text: plants.thread }),
      await recruiter.ask("POST", `/applications/${application}/hand-over`, {}),
      await recruiter.ask("POST", `/applications/${application}/invite`, {}),
      await recruiter.ask("PATCH", `/applications/${application}/told-facts`, { rate: null }),
      await owner.ask("POST", `/candidates/${candidate}/delete`, { name: "somebody" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 201, 409, 409, 409, 400]);
    expect(answers.flatMap(({ text }) => found({ where: "answer", text }))).toEqual([]);
  });

  test("nor as an answer that bears no id of theirs", async () => {
    const { recruiter } = mine.people;
    const { id } = await office.parts.database
      .insertInto("letter")
      .values({
        ...{ application_id: application, kind: "no", subject: `For ${name}`, text: "Dear Zdenka,", how: "by-hand" },
        ...{ sent_at: new Date(), person_name: "The owner" },
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { status, text } = await recruiter.ask("POST", `/letters/${id}/unmark`);
    expect([status, found({ where: "letter", text })]).toEqual([200, []]);
  });

  test("files that would show it wait, and nothing is done for them", async () => {
    const { recruiter } = mine.people;
    const answer = await recruiter.ask("GET", `/candidates/${candidate}/export`);
    expect([answer.status, answer.body.code]).toEqual([409, "not-now"]);
    const { body } = await mine.people.owner.ask("GET", "/audit?limit=200");
    expect(JSON.stringify(body.entries)).not.toMatch(/candidate\.(exported|handed-over)/);
  });

  test("a shared report shows the code name, whoever shared it", async () => {
    const { recruiter } = mine.people;
    const { body } = await recruiter.ask("POST", `/evaluations/${String(evaluations[0])}/shares`);
    const token = String(body.link).split("#")[1] ?? "";
    const shared = await client(office.url, { authorization: `Bearer ${token}` }).ask("GET", "/shared");
    expect(found({ where: "shared", text: shared.text })).toEqual([]);
    expect(shared.body.candidate).toBe((await cardFor(recruiter)).code_name);
  });

  test("programs are told ids, and no names", async () => {
    const rows = await office.parts.database.selectFrom("webhook_delivery").select("payload").execute();
    expect(rows.length).toBeGreaterThan(2);
    expect(found({ where: "webhooks", text: JSON.stringify(rows) })).toEqual([]);
  });

  test("whose work it is still reads their own name", async () => {
    const { token } = await office.parts.applications.invite(application, mine.id, mine.people.recruiter.id);
    const { body } = await client(office.url, { authorization: `Bearer ${token}` }).ask("GET", "/portal");
    expect(body.candidate).toBe(name);
  });

  test("people who are typed in are read back as they were typed", async () => {
    const { body } = await mine.people.recruiter.ask("POST", `/roles/${role}/candidates/read`, { text: name });
    expect(body.people).toMatchObject([{ name }]);
  });
});

describe("a name shows", () => {
  test("to whoever has rated, everywhere, and to nobody else", async () => {
    const { reviewer, owner } = mine.people;
    await rate(reviewer);
    expect(await cardFor(reviewer)).toMatchObject({
      name,
      email: plants.email,
      name_hidden: false,
      name_opened_by: [],
    });
    expect(await cardFor(owner)).toMatchObject({ name_hidden: true });
    // And so each plant was there to be found: what hid it was not that it was missing.
    const seen = new Set((await readBy(reviewer)).flatMap(found).map(({ plant }) => plant));
    expect([...seen].toSorted()).toEqual(Object.keys(signs).toSorted());
  });

  test("side by side only when none of them is hidden", async () => {
    const { reviewer } = mine.people;
    const compare = () => reviewer.ask("GET", `/comparisons?applications=${application},${other}`);
    const before = await compare();
    expect(before.body).toMatchObject({
      blind: true,
      people: [
        { name: null, source: "" },
        { name: null, source: "" },
      ],
    });
    await rate(reviewer, other);
    const { body } = await compare();
    expect(body.blind).toBe(false);
    expect(body.people.map((one: { name: string }) => one.name).toSorted()).toEqual(["Sam Keller", name].toSorted());
  });

  test("to who asks for it, and everybody sees that they did", async () => {
    const { recruiter, reviewer, owner } = mine.people;
    const opened = await recruiter.ask("POST", `/applications/${application}/open-name`);
    expect(opened.body).toMatchObject({ name, name_hidden: false, name_opened_by: ["The recruiter"] });
    expect((await cardFor(owner)).name_opened_by).toEqual(["The recruiter"]);
    expect((await reviewer.ask("POST", `/applications/${application}/open-name`)).status).toBe(403);
    // Who may see it anyway has nothing to say of themselves.
    const { body } = await owner.ask("GET", "/audit?limit=200");
    const actions = body.entries.map(({ action }: { action: string }) => action);
    expect(actions.filter((action: string) => action === "candidate.name-opened")).toHaveLength(1);
  });

  test("to who may only read, once a hire or a no stands", async () => {
    const { owner, reader } = mine.people;
    await owner.ask("GET", `/evaluations/${String(evaluations[1])}/result`);
    const decide = (choice: string) =>
      owner.ask("POST", `/applications/${application}/decision`, {
        choice,
        reason: "It answered what was asked of it.",
      });
    await decide("ask-for-a-fix");
    expect((await cardFor(reader)).name_hidden).toBe(true);
    expect((await decide("hire")).status).toBe(201);
    expect(await cardFor(reader)).toMatchObject({ name, name_hidden: false });
    expect((await cardFor(owner)).name_hidden).toBe(true);
  });

  test("to all once blind mode is off, and who turned it off stays to be seen", async () => {
    const { owner } = mine.people;
    expect((await owner.ask("GET", `/roles/${role}`)).body).toMatchObject({ blind: true, blind_off_at: null });
    await owner.ask("PATCH", `/roles/${role}`, { blind: false });
    expect(await cardFor(owner)).toMatchObject({ name, name_hidden: false });
    const { body } = await owner.ask("PATCH", `/roles/${role}`, { blind: true });
    expect(body).toMatchObject({ blind: true, blind_off_by: "The owner" });
    expect(new Date(body.blind_off_at).getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect((await cardFor(owner)).name_hidden).toBe(true);
  });
});

test("what was learnt of somebody goes with them, and is in what is kept of them", async () => {
  const { owner } = mine.people;
  await rate(owner);
  const kept = () =>
    office.parts.database
      .selectFrom("application_alias")
      .selectAll()
      .where("application_id", "=", application)
      .execute();
  const aliases = (await kept()).map(({ alias }) => alias);
  expect(aliases).toEqual(
    expect.arrayContaining([plants.gitName, plants.gitEmail, plants.packageAuthor, plants.licence]),
  );
  expect((await owner.ask("GET", `/candidates/${candidate}/export`)).status).toBe(200);
  await owner.ask("POST", `/candidates/${candidate}/delete`, { name });
  expect(await kept()).toEqual([]);
  expect(await office.parts.database.selectFrom("name_opening").selectAll().execute()).toEqual([]);
});
