import { setTimeout as passed } from "node:timers/promises";
import { Evaluations, openDatabase, openQueue, workOn } from "@assay/store";

/** A worker whose evaluations do nothing but take their time: what is measured is the queue. */
const [url = "", milliseconds = "500"] = process.argv.slice(2);
const database = openDatabase(url, { connections: 2 });
const queue = await openQueue(url, { name: "sleeper", onTrouble: () => undefined });
const worker = await workOn(
  { queue, evaluations: new Evaluations(database, queue) },
  {
    name: `sleeper ${String(process.pid)}`,
    evaluate: async () => {
      await passed(Number(milliseconds));
      return { state: "done", verdict: "held-up", result: { version: 1 }, evidenceKey: "evidence/none" };
    },
  },
);
process.send?.("ready");
process.once("SIGTERM", () => {
  void worker
    .stop()
    .then(() => queue.stop({ graceful: true, timeout: 5_000 }))
    .then(() => database.destroy());
});
