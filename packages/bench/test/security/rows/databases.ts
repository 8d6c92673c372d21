import { lacksServer } from "../lacks.ts";
import type { Row } from "../row.ts";
import { mongodbRows } from "./databases/mongodb.ts";
import { mysqlRows } from "./databases/mysql.ts";
import { postgresRows } from "./databases/postgres.ts";
import { redisRows } from "./databases/redis.ts";
import type { DatabaseRow } from "./databases/database-row.ts";

const ofEngine = (
  engine: "postgres" | Parameters<typeof lacksServer>[0],
  rows: readonly DatabaseRow[],
): readonly Row[] =>
  rows.map(({ id, tries, pace = "quick", attempt }) => ({
    id: `${engine}-${id}`,
    tries,
    pace,
    ways: ["no driver"],
    ...(engine !== "postgres" && { lacks: () => lacksServer(engine) }),
    attempt,
  }));

export const databases: readonly Row[] = [
  ...ofEngine("postgres", postgresRows),
  ...ofEngine("mysql", mysqlRows),
  ...ofEngine("mongodb", mongodbRows),
  ...ofEngine("redis", redisRows),
];
