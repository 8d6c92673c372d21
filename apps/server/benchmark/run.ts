/**
 * `npm run bench:application [queue] [reads] [push] [cancel]`: what the application carries, for people to look at. It depends on the
 * machine and on what else it does, so no test does.
 */
import { openOffice } from "../test/office.ts";
import { quickChallenges } from "../test/submission.ts";
import { measureCancel } from "./cancel.ts";
import { measurePush } from "./push.ts";
import { measureQueue } from "./queue.ts";
import { measureReads } from "./reads.ts";

const chosen = process.argv.slice(2);
const isChosen = (part: string) => chosen.length === 0 || chosen.includes(part);
const office = await openOffice({ challenges: quickChallenges });
try {
  if (isChosen("queue")) {
    const { one, four, before } = await measureQueue(office);
    console.log(
      `queue: one worker ends ${one.toFixed(2)} evaluations a second, four ${four.toFixed(2)}: ${(four / one).toFixed(2)} times as many`,
    );
    console.log(`queue: one evaluation of a calm organization began after ${String(before)} of 80 of a busy one`);
  }
  if (isChosen("reads")) {
    for (const { blind, path, median, p95 } of await measureReads(office, await office.organization())) {
      console.log(
        `read ${path.padEnd(32)} ${blind ? "names hidden" : "names shown "} median ${median.toFixed(1)} ms, 95th percentile ${p95.toFixed(1)} ms`,
      );
    }
  }
} finally {
  await office.close();
}
if (isChosen("push")) {
  const { times } = await measurePush(8);
  const [first = NaN, ...rest] = times;
  const sorted = rest.toSorted((a, b) => a - b);
  const seconds = (milliseconds = NaN) => (milliseconds / 1_000).toFixed(2);
  console.log(
    `push: first result after ${seconds(sorted[Math.floor(sorted.length / 2)])} s (median; ${seconds(sorted[0])} to ${seconds(sorted.at(-1))} s), of a worker's first evaluation after ${seconds(first)} s`,
  );
}
if (isChosen("cancel")) {
  for await (const { during, endedMs, goneMs, left } of measureCancel()) {
    const remains = left.length === 0 ? "" : `; still there: ${left.join(", ")}`;
    console.log(
      `cancel during ${during}: ended after ${endedMs.toFixed(0)} ms, gone after ${goneMs.toFixed(0)} ms${remains}`,
    );
  }
}
