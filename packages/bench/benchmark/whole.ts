import { evaluate } from "../src/evaluation/evaluate.ts";
import type { Result } from "../src/result/result.ts";
import { withBusyCore } from "./busy-core.ts";
import { measurementOf, type Measurement } from "./measure.ts";

export interface WholeOptions {
  readonly challengeFolder: string;
  /** A submission that is right: whatever fails in it is our false alarm. */
  readonly solution: string;
  readonly rounds: number;
  readonly busy: boolean;
}

/** The whole challenge on a right solution: how long, how much of it is our own, and whether it stays clean. */
export async function measureWhole({
  challengeFolder,
  solution,
  rounds,
  busy,
}: WholeOptions): Promise<readonly Measurement[]> {
  const results: Result[] = [];
  const run = async () => {
    for (let round = 1; round <= rounds; round += 1) {
      const { result } = await evaluate({ path: solution, challengeFolder });
      results.push(result);
      console.error(tellRound(result, round, rounds));
    }
  };
  await (busy ? withBusyCore(run) : run());
  const label = busy ? ", another core busy" : "";
  const total = ({ spent }: Result) => spent.ownMs + spent.waitingForSubmissionMs;
  return [
    measurementOf(
      `Whole challenge${label}`,
      "s",
      results.map((result) => total(result) / 1_000),
      "under 60 s",
    ),
    measurementOf(
      `  not spent waiting for the submission${label}`,
      "%",
      results.map((result) => (result.spent.ownMs / total(result)) * 100),
      "at most 15 %",
    ),
    measurementOf(
      `  not clean${label}`,
      "of all runs",
      [results.filter((result) => !isClean(result)).length / rounds],
      "0",
    ),
  ];
}

function isClean({ problem, checks }: Result): boolean {
  return problem === undefined && trouble(checks).length === 0;
}

function trouble(checks: Result["checks"]): Result["checks"] {
  return checks.filter(({ outcome }) => outcome !== "pass" && outcome !== "not-applicable");
}

function tellRound({ verdict, problem, checks, phases }: Result, round: number, rounds: number): string {
  const took = phases.map(
    ({ name, startedAt, endedAt }) => `${name} ${((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000).toFixed(1)} s`,
  );
  const said = trouble(checks).map(({ id, outcome }) => `${id} ${outcome}`);
  return [
    `whole ${String(round)}/${String(rounds)}: ${verdict}; ${took.join(", ")}`,
    ...(problem === undefined ? [] : [`  ${problem.code}: ${problem.message}`]),
    ...said.map((line) => `  ${line}`),
  ].join("\n");
}
