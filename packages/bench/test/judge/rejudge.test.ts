import { describe, expect, test } from "vitest";
import { rejudge } from "../../src/judge/rejudge.ts";
import type { Evidence } from "../../src/result/evidence.ts";
import { gatheringVersion, judgingVersion } from "../../src/result/versions.ts";
import { makeCheckResult, makeResult } from "../result/hand-made-result.ts";
import { makeCheck, tries } from "./hand-made-checks.ts";

const challenge = {
  version: "1.1.0",
  establishes: {},
  core: [],
  checks: [makeCheck("accounts"), makeCheck("timing", { kind: "measurement" }), makeCheck("commits", { kind: "note" })],
};
const evidence: Evidence = {
  version: 1,
  gathering: gatheringVersion,
  checks: { accounts: tries("fail"), timing: tries("pass"), commits: tries("noted") },
};
const result = makeResult({
  assay: { version: "0.1.0", gathering: gatheringVersion, judging: judgingVersion - 1 },
  checks: [makeCheckResult("accounts"), makeCheckResult("timing")],
});

describe("judging again", () => {
  test("gives today's outcomes, verdict and counts, and keeps all that was measured", () => {
    const again = rejudge(result, evidence, challenge);
    expect(again).toMatchObject({
      verdict: "mostly-held-up",
      verdictRests: ["accounts"],
      counts: { passed: 1, failed: 1 },
      checks: [
        { id: "accounts", outcome: "fail" },
        { id: "timing", outcome: "pass" },
      ],
      notes: [{ id: "commits" }],
      assay: { version: "0.1.0", judging: judgingVersion },
      challenge: { version: "1.1.0" },
      scope: { areAllChecks: true },
    });
    expect(again.phases).toBe(result.phases);
  });

  test("twice gives the same", () => {
    const again = rejudge(result, evidence, challenge);
    expect(rejudge(again, evidence, challenge)).toEqual(again);
  });

  test("never guesses at evidence that it cannot read", () => {
    const old = { ...evidence, gathering: gatheringVersion - 1, checks: { accounts: tries("unreadable") } };
    const again = rejudge(result, old, challenge);
    expect(again.checks).toMatchObject([
      { id: "accounts", outcome: "not-established", reason: "old-evidence" },
      { id: "timing", outcome: "not-established", reason: "not-run" },
    ]);
    expect(again.verdict).toBe("cannot-say");
  });

  test("leaves a result alone that ended before anything could be judged", () => {
    const problem = { code: "never-listened", by: "submission", message: "", whatToDo: "", lastLines: [] } as const;
    const ended = makeResult({ checks: [], verdict: "could-not-run", verdictRests: ["never-listened"], problem });
    expect(rejudge(ended, { ...evidence, checks: { accounts: [], timing: [] } }, challenge)).toEqual(ended);
  });

  test("leaves out a check that was never asked, and says that not all are in it", () => {
    const grown = { ...challenge, checks: [...challenge.checks, makeCheck("new", { severity: "blocker" })] };
    const again = rejudge(result, evidence, grown);
    expect(again.checks.map(({ id }) => id)).toEqual(["accounts", "timing"]);
    expect(again.scope.areAllChecks).toBe(false);
  });

  test("does not miss what only a full run under pressure asks", () => {
    const storm = makeCheck("storm", { cell: { pressure: ["malformed-storm"] } });
    const again = rejudge(result, evidence, { ...challenge, checks: [...challenge.checks, storm] });
    expect(again.scope.areAllChecks).toBe(true);
  });

  test("of a change to the first work is by the rules of that change, and stays one", () => {
    const followUp = { id: "refunds", title: "Refunds", version: "1.0.0" };
    const asked = { ...challenge, followUp: { ...followUp, version: "1.2.0", checks: ["timing"] } };
    expect(rejudge({ ...result, followUp }, evidence, asked).followUp).toEqual({ ...followUp, version: "1.2.0" });
    expect(rejudge(result, evidence, challenge)).not.toHaveProperty("followUp");
  });
});
