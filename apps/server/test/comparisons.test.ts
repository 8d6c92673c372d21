import type { Evaluation } from "@assay/bench/evaluation";
import type { Result } from "@assay/bench/result";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluatedWork, quickChallenges, realEvaluation, roleWith } from "./evaluated-work.ts";
import { openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
let honest: Evaluation;
let crashed: Evaluation;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  honest = await realEvaluation("honest");
  crashed = await realEvaluation("crash");
});
afterAll(() => office.close());

async function compared(results: readonly Result[] = [honest.result, crashed.result]) {
  const { role, applications } = await roleWith(mine, results.length);
  const evaluations: string[] = [];
  for (const [at, result] of results.entries()) {
    evaluations.push(await evaluatedWork(office, mine, applications[at] ?? "", { ...honest, result }));
  }
  return { role, applications, evaluations };
}
const compare = (applications: readonly string[], who = mine.people.reviewer) =>
  who.ask("GET", `/comparisons?applications=${applications.join(",")}`);

describe("a comparison", () => {
  test("is in the order of code names, whoever is named first and whoever did better", async () => {
    const { applications } = await compared();
    const { status, body } = await compare(applications.toReversed());
    expect([status, body.comparable, body.why_not]).toEqual([200, true, null]);
    expect(body.people.map(({ application }: { application: string }) => application)).toEqual(applications);
    expect(body.people.map(({ result }: { result: Result }) => result.verdict)).toEqual(["held-up", "could-not-run"]);
    expect(JSON.stringify(body)).not.toMatch(/"(rank|score|best|winner)"/);
  });

  test("shows no name in a blind role before the one who looks has rated all of them", async () => {
    const { role, applications } = await compared();
    expect((await compare(applications)).body).toMatchObject({ blind: false });
    await mine.people.owner.ask("PATCH", `/roles/${role}`, { blind: true });
    const [first = "", second = ""] = applications;
    const rate = (application: string) =>
      mine.people.reviewer.ask("PUT", `/applications/${application}/rating`, { scores: { "solves-problems": 3 } });
    await rate(first);
    const before = await compare(applications);
    expect(before.body).toMatchObject({ blind: true, people: [{ name: null }, { name: null }] });
    expect(before.text).not.toMatch(/Person \d/);
    await rate(second);
    const { body } = await compare(applications);
    expect(body.blind).toBe(false);
    expect(body.people.map(({ name }: { name: string }) => name).toSorted()).toEqual(["Person 1", "Person 2"]);
    // Others have to rate for themselves.
    expect((await compare(applications, mine.people.owner)).body).toMatchObject({ blind: true });
  });

  test("opens no report in anybody's name", async () => {
    const { applications, evaluations } = await compared();
    await compare(applications);
    await mine.people.reviewer.ask("GET", `/evaluations/${String(evaluations[1])}/result`);
    const { body } = await compare(applications);
    expect(body.people.map(({ evaluation }: { evaluation: { opened: boolean } }) => evaluation.opened)).toEqual([
      false,
      true,
    ]);
  });

  test.each<readonly [string, (result: Result) => Result, RegExp]>([
    [
      "another version of the task",
      (result) => ({ ...result, challenge: { ...result.challenge, version: "0.9.0" } }),
      /same version/,
    ],
    ["older rules", (result) => ({ ...result, assay: { ...result.assay, gathering: 1 } }), /versions of our rules/],
    ["another machine", (result) => ({ ...result, machine: { ...result.machine, cores: 64 } }), /unlike machines/],
    ["fewer checks", (result) => ({ ...result, checks: result.checks.slice(1) }), /same checks/],
  ])("is none with %s: it says so, and what to run again", async (_, changed, why) => {
    const older = { ...changed(honest.result), endedAt: "2026-01-01T00:00:00.000Z" };
    const { applications, evaluations } = await compared([honest.result, older]);
    const { body } = await compare(applications);
    expect(body).toMatchObject({ comparable: false, run_again: [evaluations[1]] });
    expect(body.why_not).toMatch(why);
  });

  test("is none while there is no report of one", async () => {
    const { role } = await roleWith(mine, 2);
    const { body } = await mine.people.reader.ask("GET", `/roles/${role}/board`);
    const { body: asked } = await compare(body.cards.map(({ id }: { id: string }) => id));
    expect(asked).toMatchObject({ comparable: false, run_again: [] });
    expect(asked.why_not).toContain(body.cards[0].code_name);
  });

  test("is of two to five, of one role, of one's own", async () => {
    const { applications } = await compared();
    const { applications: foreign } = await compared();
    const [first = "", second = ""] = applications;
    expect((await compare([first])).status).toBe(400);
    expect((await compare([first, first])).status).toBe(400);
    expect((await compare([first, foreign[0] ?? ""])).status).toBe(400);
    const other = await office.organization("Somebody else");
    expect((await compare([first, second], other.people.owner)).status).toBe(404);
  });
});
