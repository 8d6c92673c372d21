import {
  Evaluations,
  HiddenNames,
  migrate,
  openDatabase,
  openFiles,
  openQueue,
  Overrules,
  throughOutages,
  workOn,
} from "@assay/store";
import { sweep } from "@assay/bench/evaluation";
import { readConfiguration } from "./configuration.ts";
import { evaluatingWith } from "./evaluate-claim.ts";

// What a killed worker or command left on this machine. Nobody waits for it.
void sweep().catch((error: unknown) => process.stderr.write(`What was left could not be swept: ${String(error)}\n`));
const { databaseUrl, storage, challenges, name } = readConfiguration(process.env);
const database = openDatabase(databaseUrl, { connections: 4 });
// The server may come up with us, or its database after us.
await throughOutages(() => migrate(database), 600_000);
const queue = await throughOutages(
  () => openQueue(databaseUrl, { name, onTrouble: (error) => process.stderr.write(`The queue: ${error.message}\n`) }),
  600_000,
);
const files = openFiles(storage);
const hiddenNames = new HiddenNames(database);
const worker = await workOn(
  { queue, evaluations: new Evaluations(database, queue) },
  {
    name,
    evaluate: evaluatingWith({
      ...{ files, challenges, overrules: new Overrules(database) },
      learn: (submission, names) => hiddenNames.learn(submission, names),
    }),
    discard: (evidenceKey) => files.remove(evidenceKey),
  },
);
process.stdout.write(`${name} takes evaluations.\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void worker
      .stop()
      .then(() => queue.stop({ graceful: true, timeout: 20_000 }))
      .then(() => database.destroy());
  });
}
