import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { users } from "../src/sandbox/users.ts";
import { startPostgres } from "../src/services/postgres/server.ts";
import { prepareTemplate } from "../src/services/postgres/template.ts";
import { measurementOf, type Measurement } from "./measure.ts";

const rounds = 20;

/** How long a cell waits for its database: copying the template, starting the server, the first client let in. */
export async function measurePostgres(): Promise<readonly Measurement[]> {
  const template = await prepareTemplate();
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // In memory, as a cell's is.
    const directory = await mkdtemp("/dev/shm/assay-benchmark-");
    try {
      await chmod(directory, 0o711);
      const startedAt = performance.now();
      const server = await startPostgres({
        template,
        directory: join(directory, "postgres"),
        ...(users.database === undefined ? {} : { user: users.database }),
      });
      took.push(performance.now() - startedAt);
      await server.kill();
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  return [measurementOf(`PostgreSQL ${template.version} copied and ready`, "ms", took)];
}
