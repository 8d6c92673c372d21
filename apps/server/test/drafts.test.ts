import { afterAll, beforeAll, expect, test } from "vitest";
import { client, openOffice, type Office } from "./office.ts";
import { formWith, quickChallenges, zipOf } from "./submission.ts";

let office: Office;
beforeAll(async () => void (office = await openOffice({ challenges: quickChallenges })));
afterAll(() => office.close());

/** As a worker would. */
async function ended(evaluation: string): Promise<void> {
  const { evaluations } = office.parts;
  const claim = await evaluations.claim(evaluation, "test");
  if (claim === undefined) throw new Error("it can't be taken");
  const key = `evidence/${evaluation}.json.gz`;
  await evaluations.end(claim, { state: "done", verdict: "held-up", result: { version: 1 }, evidenceKey: key });
}

test("what a draft's open checks found is no report, also once the draft is handed in", async () => {
  const { people } = await office.organization();
  const { recruiter } = people;
  const role = (await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "act", pays: "€150" })).body
    .id as string;
  const { body } = await recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Jonas Weber" }] });
  const application = String(body.added[0]);
  const { link } = (await recruiter.ask("POST", `/applications/${application}/invite`, {})).body;
  const jonas = client(office.url, { authorization: `Bearer ${String(link).split("#")[1] ?? ""}` });
  await jonas.ask("POST", "/portal/agree", { understood: true });
  const draft = await jonas.ask("POST", "/portal/submissions", formWith(await zipOf("honest")));
  await ended(String(draft.body.evaluation));
  const told = { built: "", next: "", help: "", took: "" };
  const { body: handedIn } = await jonas.ask("POST", "/portal/submit", { told });

  const listed = async () =>
    (await recruiter.ask("GET", `/applications/${application}/evaluations`)).body.map(({ id }: { id: string }) => id);
  const card = async () => (await recruiter.ask("GET", `/applications/${application}`)).body;
  expect(await listed()).toEqual([handedIn.evaluation]);
  expect(await card()).toMatchObject({ stage: "testing", evaluation: { id: handedIn.evaluation, state: "waiting" } });
  // Not even when that of the whole was cancelled: nothing of theirs is being tested then.
  await recruiter.ask("POST", `/evaluations/${String(handedIn.evaluation)}/cancel`);
  expect(await card()).toMatchObject({ stage: "working", evaluation: null });
});
