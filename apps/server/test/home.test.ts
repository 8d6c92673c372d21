import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOffice, type Client, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
let recruiter: Client;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
  ({ recruiter } = mine.people);
});
afterAll(() => office.close());

async function roleWith(names: readonly string[]): Promise<{ role: string; applications: readonly string[] }> {
  const { body } = await recruiter.ask("POST", "/roles", { title: "Backend developer", challenge: "login-system" });
  const added = await recruiter.ask("POST", `/roles/${String(body.id)}/candidates`, {
    people: names.map((name) => ({ name })),
  });
  return { role: body.id as string, applications: added.body.added as string[] };
}

async function handIn(application: string): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob(["work"]), "shop.zip");
  const { body } = await recruiter.ask("POST", `/applications/${application}/submissions`, form);
  return body.id as string;
}

/** As a worker does it. */
async function ended(evaluation: string, verdict: string): Promise<void> {
  const { evaluations } = office.parts;
  const claim = await evaluations.claim(evaluation, "a test");
  if (claim === undefined) throw new Error("it is taken");
  await evaluations.end(claim, {
    state: "done",
    verdict,
    result: { version: 1, checks: [] },
    evidenceKey: "evidence/x.json.gz",
  });
}

const home = async (who: Client = recruiter) => (await who.ask("GET", "/home")).body;

describe("the first page", () => {
  test("asks for an answer until somebody gave one", async () => {
    const { applications } = await roleWith(["Grace Mensah"]);
    const application = await office.parts.applications.find(applications[0] ?? "", mine.id);
    if (application === undefined) throw new Error("nobody was added");
    const { messages } = office.parts;
    await messages.add(application, "Hello.", { candidate: true });
    await messages.add(application, "May people have more than one email?", { candidate: true });
    const questions = async () => (await home()).needs.filter(({ kind }: { kind: string }) => kind === "question");
    expect(await questions()).toMatchObject([{ name: "Grace Mensah", text: "May people have more than one email?" }]);
    const { status } = await recruiter.ask("POST", `/applications/${application.id}/messages`, { text: "No: one." });
    expect(status).toBe(201);
    expect(await questions()).toEqual([]);
    const { body: thread } = await recruiter.ask("GET", `/applications/${application.id}/messages`);
    expect(thread.map((one: { person_name: string | null }) => one.person_name)).toEqual([
      ...[null, null, "The recruiter"],
    ]);
  });

  test("shows each report until somebody opened it, and what could not be tested until a person moved it on", async () => {
    const { applications } = await roleWith(["Held Up", "Gave Way", "Not Said"]);
    const verdicts = ["held-up", "gave-way", "cannot-say"];
    const evaluations: string[] = [];
    for (const [at, application] of applications.entries()) {
      const evaluation = await handIn(application);
      await ended(evaluation, verdicts[at] ?? "");
      evaluations.push(evaluation);
    }
    const kinds = async () =>
      Object.fromEntries((await home()).needs.map(({ name, kind }: { name: string; kind: string }) => [name, kind]));
    // A good one and one that gave way need the same of us.
    expect(await kinds()).toEqual({ "Held Up": "report", "Gave Way": "report", "Not Said": "cannot-say" });
    for (const evaluation of evaluations) await mine.people.reader.ask("GET", `/evaluations/${evaluation}/result`);
    expect(await kinds()).toEqual({ "Not Said": "cannot-say" });
    await recruiter.ask("PUT", `/applications/${String(applications[2])}/stage`, { stage: "interview" });
    expect(await kinds()).toEqual({});
  });

  test("an evaluation that ended takes its card to the report, whatever it says", async () => {
    const { role, applications } = await roleWith(["Held Up", "Gave Way", "Moved Already"]);
    for (const [at, application] of applications.entries()) {
      const evaluation = await handIn(application);
      if (at === 2) await recruiter.ask("PUT", `/applications/${application}/stage`, { stage: "interview" });
      await ended(evaluation, at === 0 ? "held-up" : "did-not-hold-up");
    }
    const { cards } = (await recruiter.ask("GET", `/roles/${role}/board`)).body;
    const stages = Object.fromEntries(cards.map(({ name, stage }: { name: string; stage: string }) => [name, stage]));
    expect(stages).toEqual({ "Held Up": "report", "Gave Way": "report", "Moved Already": "interview" });
  });

  test("tells what runs and what waits, and how many people stand where", async () => {
    const { role, applications } = await roleWith(["Elif Demir", "Piotr Nowak"]);
    const evaluation = await handIn(applications[0] ?? "");
    await office.parts.evaluations.claim(evaluation, "a test");
    await handIn(applications[1] ?? "");
    const { running, roles } = await home();
    expect(running).toMatchObject([
      { name: "Elif Demir", state: "running", challenge_title: "Login system" },
      { name: "Piotr Nowak", state: "waiting", started_at: null },
    ]);
    expect(roles.find(({ id }: { id: string }) => id === role)).toMatchObject({ stages: { testing: 2 } });
  });

  test("counts all that was done in a row, however much it was", async () => {
    const names = Array.from({ length: 700 }, (_, at) => `Person ${String(at)}`);
    await roleWith(names);
    expect((await home()).lately.slice(0, 2)).toMatchObject([
      { action: "candidate.added", count: 700 },
      { action: "role.made", count: 1 },
    ]);
  });

  test("a test that was stopped takes its card back to where it stood, unless other work is there", async () => {
    const { role, applications } = await roleWith(["Held Up", "Stopped Once", "Stopped Again"]);
    const [done = "", stopped = "", twice = ""] = applications;
    await ended(await handIn(done), "held-up");
    for (const application of [stopped, twice]) {
      const evaluation = await handIn(application);
      if (application === twice) await handIn(application);
      expect((await recruiter.ask("POST", `/evaluations/${evaluation}/cancel`)).status).toBeLessThan(300);
    }
    const { cards } = (await recruiter.ask("GET", `/roles/${role}/board`)).body;
    expect(Object.fromEntries(cards.map(({ id, stage }: { id: string; stage: string }) => [id, stage]))).toEqual({
      ...{ [done]: "report", [stopped]: "added", [twice]: "testing" },
    });
  });

  test("tells what was done lately, like things in a row as one, and nothing of another organization", async () => {
    const { applications } = await roleWith(["Hana Suzuki", "Luca Moretti", "Ana Souza"]);
    await recruiter.ask("PUT", `/applications/${String(applications[0])}/stage`, { stage: "working" });
    const { lately } = await home();
    expect(lately.slice(0, 3)).toMatchObject([
      { action: "candidate.moved", name: "Hana Suzuki", to: "working", person_id: recruiter.id, count: 1 },
      { action: "candidate.added", role: "Backend developer", count: 3 },
      { action: "role.made", person: "The recruiter" },
    ]);
    const other = await office.organization("Somebody else");
    expect(await home(other.people.owner)).toEqual({ needs: [], running: [], lately: [], roles: [] });
  });
});
