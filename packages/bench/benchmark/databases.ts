import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { users } from "../src/sandbox/users.ts";
import { startMysql } from "../src/services/mysql/server.ts";
import { prepareMysqlTemplate } from "../src/services/mysql/template.ts";
import { startPostgres } from "../src/services/postgres/server.ts";
import { prepareTemplate } from "../src/services/postgres/template.ts";
import { measurementOf, type Measurement } from "./measure.ts";

const rounds = 20;

export async function measurePostgres(): Promise<readonly Measurement[]> {
  const template = await prepareTemplate();
  return [
    await measure(`PostgreSQL ${template.version}`, "150 ms", (options) => startPostgres({ template, ...options })),
  ];
}

export async function measureMysql(): Promise<readonly Measurement[]> {
  const template = await prepareMysqlTemplate();
  return [await measure(`MariaDB ${template.version}`, "1.5 s", (options) => startMysql({ template, ...options }))];
}

/** How long a cell waits for its database: copying the template, starting the server, the first client let in. */
async function measure(
  name: string,
  goal: string,
  start: (options: { directory: string; user?: number }) => Promise<{ kill(): Promise<void> }>,
): Promise<Measurement> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // In memory, as a cell's is.
    const directory = await mkdtemp("/dev/shm/assay-benchmark-");
    try {
      await chmod(directory, 0o711);
      const startedAt = performance.now();
      const server = await start({
        directory: join(directory, "database"),
        ...(users.database === undefined ? {} : { user: users.database }),
      });
      took.push(performance.now() - startedAt);
      await server.kill();
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  return measurementOf(`${name} copied and ready`, "ms", took, goal);
}
