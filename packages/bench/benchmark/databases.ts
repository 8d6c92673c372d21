import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { users } from "../src/sandbox/users.ts";
import { cacheFolder } from "../src/services/cache-folder.ts";
import { findMongodb } from "../src/services/mongodb/binaries.ts";
import { mongodbIn } from "../src/services/mongodb/database.ts";
import { planFor } from "../src/services/mongodb/plan.ts";
import { startMysql } from "../src/services/mysql/server.ts";
import { prepareMysqlTemplate } from "../src/services/mysql/template.ts";
import { startPostgres } from "../src/services/postgres/server.ts";
import { prepareTemplate } from "../src/services/postgres/template.ts";
import { findRedis } from "../src/services/redis/binaries.ts";
import { redisPlanFor } from "../src/services/redis/plan.ts";
import { startRedis } from "../src/services/redis/server.ts";
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

export async function measureMongodb(): Promise<readonly Measurement[]> {
  const plan = planFor(await findMongodb(cacheFolder()));
  const start = async (options: Where): Promise<Startable> => {
    const database = await mongodbIn({ plan, ...options });
    return { kill: () => database.close() };
  };
  return [await measure(`${plan.binary.version} with its gate`, "1.5 s", start)];
}

export async function measureRedis(): Promise<readonly Measurement[]> {
  const plan = redisPlanFor(await findRedis());
  return [await measure(plan.binary.version, "100 ms", (options) => startRedis({ plan, ...options }))];
}

interface Where {
  readonly directory: string;
  readonly user?: number;
}

interface Startable {
  kill(): Promise<void>;
}

/** How long a cell waits for its server: laying out its folders, starting it, the first client let in. */
async function measure(
  name: string,
  goal: string,
  start: (options: Where) => Promise<Startable>,
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
  return measurementOf(`${name}, ready in a fresh folder`, "ms", took, goal);
}
