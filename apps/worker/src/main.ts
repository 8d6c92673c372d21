import {
  assertCurrent,
  Evaluations,
  HiddenNames,
  joinQueue,
  openDatabase,
  openFiles,
  Overrules,
  waitForServer,
  workOn,
} from "@assay/store";
import { sweep } from "@assay/bench/processes";
import { readConfiguration } from "./configuration.ts";
import { evaluatingWith } from "./evaluate-claim.ts";
import { EvaluationProcesses } from "./evaluation-processes.ts";

/** After that it ends, whatever it still waits for: a database that is away, for one. Milliseconds. */
const stopsWithin = 8_000;

// What a killed worker or command left on this machine. Nobody waits for it.
void sweep().catch((error: unknown) => process.stderr.write(`What was left could not be swept: ${String(error)}\n`));
const { databaseUrl, storage, challenges, name } = readConfiguration(process.env);
const processes = new EvaluationProcesses();
processes.prepare();
const database = openDatabase(databaseUrl, { connections: 4 });
// The server may come up with us, or its database after us.
const patience = {
  withinMs: 600_000,
  onWait: (reason: string) => process.stderr.write(`${name} waits for the server: ${reason}\n`),
};
await waitForServer(() => assertCurrent(database), patience);
const onTrouble = (error: Error) => process.stderr.write(`The queue: ${error.message}\n`);
const queue = await waitForServer(() => joinQueue(databaseUrl, { name, onTrouble }), patience);
const files = openFiles(storage);
const hiddenNames = new HiddenNames(database);
const worker = await workOn(
  { queue, evaluations: new Evaluations(database, queue) },
  {
    name,
    evaluate: evaluatingWith({
      ...{ files, challenges, processes, overrules: new Overrules(database) },
      learn: (submission, names) => hiddenNames.learn(submission, names),
    }),
    discard: (evidenceKey) => files.remove(evidenceKey),
  },
);
process.stdout.write(`${name} takes evaluations.\n`);

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // A second one means now. What it started ends with it.
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), stopsWithin).unref();
    void worker
      .stop()
      .then(() => processes.close())
      .then(() => queue.stop({ graceful: true, timeout: 5_000 }))
      .then(() => database.destroy());
  });
}
