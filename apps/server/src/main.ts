import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { makeApp } from "./app.ts";
import { readConfiguration } from "./configuration.ts";
import { openParts } from "./open-parts.ts";
import { startTraces } from "./operations/traces.ts";
import { ownerLink } from "./owner-link.ts";

const workerProgram = fileURLToPath(new URL("../../worker/src/main.ts", import.meta.url));

const configuration = readConfiguration(process.env);
const url = configuration.url ?? `http://${configuration.host}:${String(configuration.port)}`;
const stopTraces = configuration.operation?.traces === true ? startTraces() : undefined;
const opened = await openParts(configuration, { url });
const app = await makeApp(opened.parts, { log: configuration.operation?.log === true });
await app.listen({ host: configuration.host, port: configuration.port });

let stopping = false;
const workers: ChildProcess[] = [];
for (let at = 0; at < configuration.workers; at++) startWorker(at);

process.stdout.write(`Assay is at ${url}\n`);
const link = await ownerLink(opened.parts.database, url);
if (link !== undefined) process.stdout.write(`Open this once, to make the first account: ${link}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    stopping = true;
    for (const worker of workers) worker.kill("SIGTERM");
    void Promise.all(workers.map(ended))
      .then(() => app.close())
      .then(() => opened.close())
      .then(() => stopTraces?.());
  });
}

/** On this machine, in a process of its own: what a submission does to its machine must not reach the pages. */
function startWorker(at: number): void {
  const worker = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", workerProgram], {
    env: {
      ...process.env,
      DATABASE_URL: opened.databaseUrl,
      ASSAY_STORAGE: configuration.storage,
      ASSAY_CHALLENGES: configuration.challenges,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  workers[at] = worker;
  worker.once("exit", () => {
    if (!stopping) setTimeout(startWorker, 1_000, at);
  });
}

async function ended(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  await new Promise((resolve) => worker.once("exit", resolve));
}
