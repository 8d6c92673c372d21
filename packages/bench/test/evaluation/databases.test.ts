import { afterEach, expect, it } from "vitest";
import { checkIn, evaluated, evidenceOf, removeSubmissions, submissionOf } from "./evaluating.ts";

afterEach(removeSubmissions);

it("a submission that uses SQLite gets a file of its own, shared by its copies and kept over a crash", async () => {
  const evaluation = await evaluated(await submissionOf("file-keeper"), ["answer", "keeping", "outage"]);
  expect(evidenceOf(evaluation, "keeping")).toEqual({
    engine: "sqlite",
    url: "sqlite:////data/app.db",
    found: [1, 1],
  });
  expect(checkIn(evaluation, "answer").outcome).toBe("pass");
  // There is no server whose wire could be cut.
  expect(checkIn(evaluation, "outage")).toMatchObject({ outcome: "not-applicable", reason: "database-lacks" });
  expect(evaluation.result.machine.database).toBe("SQLite");
  expect(evaluation.result.counts.ourError).toBe(0);
});
