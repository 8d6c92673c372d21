import { afterEach, describe, expect, it } from "vitest";
import { checkIn, evaluated, removeSubmissions, submissionOf } from "./evaluating.ts";

afterEach(removeSubmissions);

describe("a submission that does not come up", () => {
  it.each(["never-listens", "wrong-port"])("%s: could not run, because it never listened", async (program) => {
    const { result } = await evaluated(await submissionOf(program), ["answer"]);
    expect(result).toMatchObject({ verdict: "could-not-run", problem: { code: "never-listened", by: "submission" } });
    expect(result.problem?.message).toContain("4 seconds");
    expect(result.problem?.lastLines.join("\n")).toMatch(/warming up|listening on 3000/);
    // Twice, each time in a fresh cell.
    expect(result.cells).toHaveLength(2);
  });

  it("but exits could not run, and its last lines are told", async () => {
    const { result } = await evaluated(await submissionOf("exits"), ["answer"]);
    expect(result).toMatchObject({ verdict: "could-not-run", problem: { code: "exited-at-start" } });
    expect(result.problem?.message).toContain("exit status 3");
    expect(result.problem?.lastLines.join("\n")).toContain("Cannot find the moon");
  });

  it("but goes to the background could not run: as in a container, its end is the end of all that it started", async () => {
    const { result } = await evaluated(await submissionOf("daemon"), ["answer"]);
    expect(result).toMatchObject({ verdict: "could-not-run", problem: { code: "exited-at-start" } });
    expect(result.problem?.whatToDo).toContain("foreground");
  });
});

describe("a submission that comes up in its own way", () => {
  it.each([
    ["late", {}],
    ["honest", { scripts: { start: "sh run.sh", "run:really": "node index.cjs" } }],
    ["debugger", {}],
  ])("%s: is asked, and stopped", async (program, manifest) => {
    const path = await submissionOf(program, manifest, { "run.sh": "npm run run:really\n" });
    const evaluation = await evaluated(path, ["answer", "stop"]);
    expect(checkIn(evaluation, "answer").outcome).toBe("pass");
    expect(checkIn(evaluation, "stop").outcome).toBe("pass");
    expect(evaluation.result.verdict).toBe("held-up");
  });

  it("and is deaf to the stop signal is killed, which is told", async () => {
    const evaluation = await evaluated(await submissionOf("deaf"), ["stop"]);
    expect(checkIn(evaluation, "stop")).toMatchObject({ outcome: "fail" });
    expect(evaluation.result.counts.ourError).toBe(0);
  });
});

describe("a submission that takes its database's port", () => {
  it("while the database is cut off fails by its own doing, and that is told", async () => {
    const evaluation = await evaluated(await submissionOf("squatter"), ["outage"]);
    expect(checkIn(evaluation, "outage")).toMatchObject({ outcome: "fail" });
    expect(evaluation.result.cells.flatMap(({ portsTaken }) => portsTaken ?? [])).toEqual(["database"]);
  });

  it("before the database is there fails by its own doing, and that is told", async () => {
    const evaluation = await evaluated(await submissionOf("early-squatter"), ["late-database"]);
    expect(checkIn(evaluation, "late-database")).toMatchObject({ outcome: "fail" });
    expect(evaluation.result.cells.flatMap(({ portsTaken }) => portsTaken ?? [])).toEqual(["database"]);
  });
});
