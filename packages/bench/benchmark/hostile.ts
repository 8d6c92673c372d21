/**
 * Runs every hostile input with every driver that this machine has, and prints which held. Names choose kinds, or rows
 * whose id holds them. Exit status 1 when one did not hold, 2 when nothing was chosen.
 *
 *     npm run bench:hostile
 *     npm run bench:hostile -- archives redis
 */
import { parseArgs } from "node:util";
import { Runner } from "../test/security/runner.ts";
import { allWaysOf, byKind, table } from "../test/security/table.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const rows = table.filter(
  (row) =>
    positionals.length === 0 ||
    positionals.some(
      (name) =>
        row.id.includes(name) || Object.entries(byKind).some(([kind, those]) => kind === name && those.includes(row)),
    ),
);
if (rows.length === 0) {
  console.error(`No row is called ${positionals.join(" or ")}. The kinds are ${Object.keys(byKind).join(", ")}.`);
  process.exit(2);
}

const counts = { held: 0, "did not hold": 0, "not run": 0 };
const longest = Math.max(...rows.map(({ id }) => id.length));
const tell = (id: string, way: string, outcome: keyof typeof counts, rest: string): void => {
  counts[outcome] += 1;
  console.log(`${id.padEnd(longest)}  ${way.padEnd(29)}  ${outcome.padEnd(12)}  ${rest}`);
};

const runner = await Runner.open();
try {
  for (const row of rows) {
    for (const way of allWaysOf(row)) {
      const lacks = await row.lacks?.(way);
      if (lacks !== undefined) {
        tell(row.id, way, "not run", lacks);
        continue;
      }
      const { problems, seconds } = await runner.run(row, way);
      tell(row.id, way, problems.length === 0 ? "held" : "did not hold", `${seconds.toFixed(1)} s`);
      for (const problem of problems) console.log(`    ${problem.replaceAll("\n", "\n    ")}`);
    }
  }
} finally {
  await runner.close();
}
console.log(
  `\n${rows.length} inputs: ${Object.entries(counts)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(", ")}`,
);
process.exitCode = counts["did not hold"] > 0 ? 1 : 0;
