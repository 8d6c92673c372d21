/**
 * `node apps/server/benchmark/kills.ts [people]`: the test of kills for longer. 200 people send work, a quarter of them by
 * git, while server, workers, the processes that evaluate and the database are killed. Exits with 1 where anything is
 * lost, doubled or left.
 */
import { nothingLeft } from "../test/footprint.ts";
import { withstandKills } from "../test/kills.ts";

const people = Number(process.argv[2] ?? "200");
const pushes = Math.round(people / 4);
const began = performance.now();
const outcome = await withstandKills({ uploads: people - pushes, pushes, withinMs: 4 * 3_600_000 });
const { kills, sentAgain, endings, left, ...wrong } = outcome;
console.log(
  `kills: ${JSON.stringify(kills)} in ${((performance.now() - began) / 1_000).toFixed(0)} s; sent again: ${String(sentAgain)}`,
);
const failed = endings.filter((ending) => ending !== "done held-up");
const isWell =
  failed.length === 0 &&
  Object.values(wrong).every(({ length }) => length === 0) &&
  JSON.stringify(left) === JSON.stringify(nothingLeft);
console.log(
  isWell ? "Each ended once, and nothing is left." : JSON.stringify({ failed, ...wrong, left }, undefined, 2),
);
process.exitCode = isWell ? 0 : 1;
