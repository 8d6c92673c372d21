import { evaluate } from "../src/evaluation/evaluate.ts";
import { loadChallenge } from "../src/evaluation/load-challenge.ts";
import type { Measurement } from "./measure.ts";

/**
 * How often checks that measure time raise an alarm at a right solution: at first sight, and after the repeats that
 * every measured failure has to stand.
 */
export async function measureFalseAlarms(
  challengeFolder: string,
  solution: string,
  rounds: number,
): Promise<readonly Measurement[]> {
  const { checks } = await loadChallenge(challengeFolder);
  const timed = checks.filter(({ kind }) => kind === "measurement").map(({ id }) => id);
  if (timed.length === 0) return [];
  let first = 0;
  let final = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const { result } = await evaluate({ path: solution, challengeFolder, only: timed });
    first += result.checks.filter(({ tries }) => tries > 1).length;
    final += result.checks.filter(({ outcome }) => outcome === "fail").length;
    const alarms = result.checks.filter(({ tries }) => tries > 1).map(({ id, outcome }) => `, ${id} ${outcome}`);
    console.error(`timing ${String(round)}/${String(rounds)}${alarms.join("")}`);
  }
  const judgements = rounds * timed.length;
  const share = (name: string, count: number, goal?: string): Measurement => ({
    name,
    unit: "of all runs",
    median: count / judgements,
    lowest: count / judgements,
    highest: count / judgements,
    rounds: judgements,
    ...(goal === undefined ? {} : { goal }),
  });
  return [
    share(`${timed.length} checks that measure: tried again`, first),
    share("  false alarms in the end", final, "0"),
  ];
}
