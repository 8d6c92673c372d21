import { createServer } from "node:net";
import { setTimeout as passed } from "node:timers/promises";
import { AssayError } from "@assay/bench/errors";
import { sweep } from "@assay/bench/processes";
import { makeApp } from "./app.ts";
import { readConfiguration } from "./configuration.ts";
import { holdFolder } from "./hold-folder.ts";
import { openParts } from "./open-parts.ts";
import { startTraces } from "./operations/traces.ts";
import { ownerLink } from "./owner-link.ts";
import { workerEnvironment } from "./worker-environment.ts";
import { Workers } from "./workers.ts";

/** As docs/operators.md has it. */
const portTaken = 69;

/** How long closing may take after a second signal. Milliseconds. */
const closesWithin = 3_000;

const configuration = readConfiguration(process.env);
const url = configuration.url ?? `http://${configuration.host}:${String(configuration.port)}`;
const stopTraces = configuration.operation?.traces === true ? startTraces() : undefined;
try {
  await holdFolder(configuration.data, url);
} catch (error) {
  const { code, message, whatToDo, exitCode } = AssayError.from(error);
  process.stderr.write(`assay: ${message} (${code})\n       ${whatToDo}\n`);
  process.exit(exitCode);
}
// Before anything is opened: the database that would be closed again may be that of whoever answers there.
if (!(await isFree(configuration))) {
  process.stderr.write(
    `Something answers at ${url} already. If that is Assay, open it there; if not, choose another port, such as ASSAY_PORT=8090.\n`,
  );
  process.exit(portTaken);
}
// What a killed server, worker or command left on this machine. Nobody waits for it.
void sweep().catch((error: unknown) => process.stderr.write(`What was left could not be swept: ${String(error)}\n`));
const opened = await openParts(configuration, { url, print: (text) => process.stdout.write(text) });
const app = await makeApp(opened.parts, { log: configuration.operation?.log === true });
await app.listen({ host: configuration.host, port: configuration.port });

const workers = new Workers(
  configuration.workers,
  workerEnvironment(process.env, { ...configuration, databaseUrl: opened.workerDatabaseUrl }),
);

process.stdout.write(`Assay is at ${url}\n`);
const link = await ownerLink(opened.parts.database, url);
if (link !== undefined) {
  process.stdout.write(
    `\nOpen this link now. It makes the first account, and is good for one person, once:\n\n  ${link}\n\n`,
  );
}
process.stdout.write("It runs until you stop it here with Ctrl+C. What it keeps is kept.\n");

let stopping: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping === undefined) stopping = stop();
    else void stopNow();
  });
}

async function stop(): Promise<void> {
  await workers.stop();
  await app.close();
  await opened.close();
  await stopTraces?.();
}

/** After a second signal: nothing that has begun is waited for. The database is still closed if it can be. */
async function stopNow(): Promise<void> {
  workers.kill();
  app.server.closeAllConnections();
  await Promise.race([stopping, passed(closesWithin)]);
  process.exit(1);
}

async function isFree({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> {
  const server = createServer();
  try {
    await new Promise((resolve, reject) => server.once("error", reject).listen(port, host, () => resolve(undefined)));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    throw error;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
