import { judgingVersion, type Evaluation } from "@assay/bench/evaluation";
import type { Result } from "@assay/bench/result";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recall } from "../src/background/recall.ts";
import { evaluatedWork, quickChallenges, realEvaluation, roleWith } from "./evaluated-work.ts";
import { openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
let honest: Evaluation;
/** The same work by rules that were wrong: the evidence says otherwise. */
let misjudged: Result;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  honest = await realEvaluation("honest");
  const { result } = honest;
  expect(result).toMatchObject({ verdict: "held-up", assay: { judging: judgingVersion } });
  misjudged = {
    ...result,
    assay: { ...result.assay, judging: judgingVersion - 1 },
    ...{ verdict: "mostly-held-up", verdictRests: ["aftermath"] },
    checks: result.checks.map((check) => (check.id === "aftermath" ? { ...check, outcome: "fail" } : check)),
  };
});
afterAll(() => office.close());

/** Two candidates of one role with the same work; the first one was told already. */
async function two(result: Result = { ...misjudged, assay: honest.result.assay }) {
  const { role, applications } = await roleWith(mine, 2);
  const evaluations: string[] = [];
  for (const application of applications) {
    evaluations.push(await evaluatedWork(office, mine, application, { ...honest, result }));
  }
  await office.parts.database
    .updateTable("application")
    .set({ released_at: new Date() })
    .where("id", "=", applications[0] ?? "")
    .execute();
  const [first = "", second = ""] = evaluations;
  return { role, applications, first, second };
}

const overrule = { check: "aftermath", outcome: "pass", reason: "The brief allows it to be down for 5 s." };
const say = (evaluation: string, more: object = {}, who = mine.people.recruiter) =>
  who.ask("POST", `/evaluations/${evaluation}/overrules`, { ...overrule, ...more });
const resultOf = async (evaluation: string): Promise<Result> =>
  (await mine.people.reader.ask("GET", `/evaluations/${evaluation}/result`)).body;
const verdictOf = async (evaluation: string): Promise<string> =>
  (await mine.people.reader.ask("GET", `/evaluations/${evaluation}`)).body.verdict;
const aftermathIn = ({ checks }: Result) => checks.find(({ id }) => id === "aftermath");
const toldTo = (application: string) => office.parts.notices.forCandidate(application);
const toldMembers = async (application: string) =>
  (await mine.people.reader.ask("GET", "/notices")).body.filter(
    (notice: { application_id: string }) => notice.application_id === application,
  );
const soon = { timeout: 20_000, interval: 100 };

describe("a finding that a person overrules", () => {
  test("stays in sight with the reason, and counts for everyone in the role", async () => {
    const { first, second, applications } = await two();
    expect(await verdictOf(first)).toBe("mostly-held-up");
    expect((await say(second, {}, mine.people.reviewer)).status).toBe(201);
    for (const evaluation of [first, second]) {
      const result = await resultOf(evaluation);
      expect(result.verdict).toBe("held-up");
      expect(aftermathIn(result)).toMatchObject({
        outcome: "pass",
        overruled: { was: "fail", by: "The reviewer", reason: overrule.reason },
      });
    }
    const { text } = await mine.people.reader.ask("GET", `/evaluations/${first}/report.html`);
    expect(text).toContain(`Overruled by The reviewer: ${overrule.reason}`);
    // Cards too; and whoever had been told otherwise hears.
    await expect.poll(() => verdictOf(first), soon).toBe("held-up");
    expect(await toldTo(applications[0] ?? "")).toMatchObject([
      { kind: "recall", facts: { verdict: { before: "mostly-held-up", after: "held-up" }, by: "The reviewer" } },
    ]);
    expect(await toldTo(applications[1] ?? "")).toEqual([]);
    // What was found stays what was found.
    expect((await office.parts.evaluations.find(first, mine.id))?.result).toMatchObject({ verdict: "mostly-held-up" });
  });

  test("counts for one alone where it is said why not for all", async () => {
    const { first, second } = await two();
    const because = "Only this one was hit by our own outage.";
    expect((await say(second, { only_here_because: because })).body).toMatchObject({ only_here_because: because });
    expect((await resultOf(second)).verdict).toBe("held-up");
    expect((await resultOf(first)).verdict).toBe("mostly-held-up");
  });

  test("is as it was once that is undone", async () => {
    const { first, second } = await two();
    const { body } = await say(first);
    await expect.poll(() => verdictOf(second), soon).toBe("held-up");
    const undo = () => mine.people.recruiter.ask("POST", `/overrules/${String(body.id)}/undo`);
    expect((await undo()).status).toBe(200);
    expect((await undo()).status).toBe(409);
    expect((await resultOf(first)).verdict).toBe("mostly-held-up");
    await expect.poll(() => verdictOf(first), soon).toBe("mostly-held-up");
    const { body: all } = await mine.people.reader.ask("GET", `/evaluations/${first}/overrules`);
    expect(all).toHaveLength(1);
    expect(all[0].undone_at).not.toBeNull();
  });

  test("must be one of the report, be said with a reason, and say something else", async () => {
    const { first } = await two();
    const wrong = [{ reason: "no" }, { check: "nothing" }, { outcome: "our-error" }, { only_here_because: "x" }];
    for (const more of wrong) expect((await say(first, more)).status, JSON.stringify(more)).toBe(400);
    expect((await say(first, { outcome: "fail" })).status).toBe(409);
  });
});

describe("a check that is wrong", () => {
  test("is judged again for everyone whom it was asked, in every role, and they are told", async () => {
    const here = await two(misjudged);
    const elsewhere = await two(misjudged);
    const reason = "Our own clock was off: nobody could pass.";
    const everywhere = { everywhere: true, outcome: "not-applicable", reason };
    expect((await say(here.first, everywhere, mine.people.reviewer)).status).toBe(403);
    expect((await say(here.first, { ...everywhere, outcome: "pass" })).status).toBe(400);
    expect((await say(here.first, everywhere)).status).toBe(201);
    for (const { second, first, applications } of [here, elsewhere]) {
      await expect.poll(() => verdictOf(second), soon).toBe("held-up");
      await expect.poll(() => verdictOf(first), soon).toBe("held-up");
      expect(aftermathIn(await resultOf(second))).toMatchObject({ outcome: "not-applicable", overruled: { reason } });
      // Judged from its evidence, by today's rules; what it said before is kept.
      const row = await office.parts.evaluations.find(second, mine.id);
      expect(aftermathIn(row?.result as Result)?.outcome).toBe("pass");
      expect(await office.parts.recalls.earlier(second)).toMatchObject([
        { why: "overruled", result: { verdict: "mostly-held-up" } },
      ]);
      const told = {
        kind: "recall",
        facts: {
          verdict: { before: "mostly-held-up", after: "held-up" },
          changes: [{ check: "aftermath", title: "It holds", before: "fail", after: "not-applicable" }],
        },
      };
      expect(await toldTo(applications[0] ?? "")).toMatchObject([told]);
      expect(await toldTo(applications[1] ?? "")).toEqual([]);
      for (const application of applications) expect(await toldMembers(application)).toMatchObject([told]);
    }
  });

  test("by newer rules is found at the server's start, once, also after the decision", async () => {
    // Where nobody has said anything of that check.
    mine = await office.organization();
    const { first, applications } = await two(misjudged);
    const application = applications[0] ?? "";
    await mine.people.recruiter.ask("GET", `/evaluations/${first}/result`);
    const decision = { choice: "no", reason: "It did not come back after it was stopped." };
    expect((await mine.people.recruiter.ask("POST", `/applications/${application}/decision`, decision)).status).toBe(
      201,
    );
    for (let start = 0; start < 2; start++) {
      const stop = await recall(office.parts);
      await expect.poll(() => verdictOf(first), soon).toBe("held-up");
      await stop();
    }
    expect(await office.parts.recalls.earlier(first)).toMatchObject([{ why: "newer-rules" }]);
    expect((await resultOf(first)).assay.judging).toBe(judgingVersion);
    expect(await toldTo(application)).toHaveLength(1);
    const told = await toldMembers(application);
    expect(told).toHaveLength(1);
    const seen = await mine.people.reviewer.ask("POST", `/notices/${String(told[0].id)}/seen`);
    expect(seen.status).toBe(204);
    expect(await toldMembers(application)).toEqual([]);
    // A decision is a person's: nothing takes it back by itself.
    expect((await mine.people.reader.ask("GET", `/applications/${application}`)).body.stage).toBe("decided");
  });
});
