import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { startPostgres } from "../src/services/postgres/server.ts";
import { prepareTemplate } from "../src/services/postgres/template.ts";

/** How long a cell waits for its database: copying the template, starting the server, the first client let in. */
const template = await prepareTemplate();
const user = process.getuid?.() === 0 ? 64_010 : undefined;
const took: number[] = [];
for (let round = 0; round < 20; round += 1) {
  const directory = await mkdtemp("/dev/shm/assay-benchmark-");
  await chmod(directory, 0o711);
  const startedAt = performance.now();
  const server = await startPostgres({ template, directory: join(directory, "postgres"), user });
  took.push(performance.now() - startedAt);
  await server.kill();
  await rm(directory, { recursive: true });
}
took.sort((one, other) => one - other);
const show = (milliseconds: number | undefined) => `${(milliseconds ?? 0).toFixed(0)} ms`;
console.log(
  `PostgreSQL ${template.version}, copied and ready: median ${show(took[10])}, from ${show(took[0])} to ${show(took.at(-1))}, 20 rounds`,
);
