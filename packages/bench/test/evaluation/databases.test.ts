import { afterEach, expect, it } from "vitest";
import { noMariadb } from "../services/mysql/running-server.ts";
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

it.skipIf(noMariadb)(
  "a submission that uses MySQL gets a server of its own behind a tap (skipped where MariaDB is not installed)",
  async () => {
    const submission = await submissionOf("mysql-keeper", {}, { "assay.yaml": "database: mysql\n" });
    const evaluation = await evaluated(submission, ["answer", "keeping", "outage"]);
    expect(evidenceOf(evaluation, "keeping")).toEqual({
      engine: "mysql",
      url: expect.stringMatching(/^mysql:\/\/app:[\w-]+@127\.0\.0\.1:\d+\/app$/) as string,
      found: [1, 1],
    });
    expect(checkIn(evaluation, "answer").outcome).toBe("pass");
    expect(checkIn(evaluation, "outage").outcome).toBe("pass");
    expect(evaluation.result.machine.database).toMatch(/^MariaDB \d+\.\d+\.\d+$/);
    expect(evaluation.result.counts.ourError).toBe(0);
  },
);
