/** Works as hard as it can for a while, and tells how many rounds it came to in a millisecond. */
import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";

const milliseconds = workerData as number;
const body = JSON.stringify({
  people: Array.from({ length: 40 }, (_none, at) => ({ at, name: `person ${String(at)}` })),
});

/** What servers spend their time on. */
function round(): void {
  const text = JSON.stringify(JSON.parse(body));
  createHash("sha256").update(text).digest("hex");
}

function work(forMs: number): number {
  const from = performance.now();
  let rounds = 0;
  while (performance.now() - from < forMs) {
    round();
    rounds += 1;
  }
  return rounds / (performance.now() - from);
}

work(milliseconds / 4);
parentPort?.postMessage(work(milliseconds));
