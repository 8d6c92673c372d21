import type { Area, CheckResult } from "@assay/bench/result";
import { heaviestFirst } from "./findings.ts";

const most = 6;
const mostExtras = 2;

/** Areas that a person is glad to hear about, by turns. That it does what was asked is said in the verdict. */
const turns = ["keeps-data-whole", "secure", "stable", "handles-errors", "fast"] as const satisfies readonly Area[];

/** Passes worth naming: the weightiest of each area by turns, then extras. None whose worth another failure takes. */
export function strengthsOf(passes: readonly CheckResult[], failures: readonly CheckResult[]): readonly CheckResult[] {
  const failed = new Set(failures.map(({ id }) => id));
  const passed = passes.filter(({ emptiedBy = [] }) => !emptiedBy.some((id) => failed.has(id)));
  const extras = passed.filter((check) => check.demand === "extra").slice(0, mostExtras);
  const queues = turns.map((area) => [
    ...heaviestFirst(
      passed.filter((check) => check.demand === "must" && check.area === area && check.severity !== "minor"),
    ),
  ]);
  const musts: CheckResult[] = [];
  while (musts.length < most - extras.length && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      const next = queue.shift();
      if (next !== undefined && musts.length < most - extras.length) musts.push(next);
    }
  }
  return [...musts, ...extras];
}

/** Weighty passes to ask about when nothing failed: at most three, each of another area. */
export function worthAsking(passed: readonly CheckResult[]): readonly CheckResult[] {
  return turns.flatMap((area) => heaviestFirst(passed.filter((check) => check.area === area)).slice(0, 1)).slice(0, 3);
}
