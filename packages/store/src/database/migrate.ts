import { Migrator } from "kysely/migration";
import type { Database } from "./open-database.ts";
import * as evaluations from "./migrations/0001-evaluations.ts";
import * as people from "./migrations/0002-people.ts";
import * as hiring from "./migrations/0003-hiring.ts";
import * as portal from "./migrations/0004-portal.ts";
import * as judgement from "./migrations/0005-judgement.ts";
import * as operations from "./migrations/0006-operations.ts";
import * as wholeEvaluations from "./migrations/0007-whole-evaluations.ts";
import * as needAndPost from "./migrations/0008-need-and-post.ts";
import * as costs from "./migrations/0009-costs.ts";
import * as fairness from "./migrations/0010-fairness.ts";
import * as interviews from "./migrations/0011-interviews.ts";
import * as blind from "./migrations/0012-blind.ts";
import * as after from "./migrations/0013-after.ts";
import * as followUps from "./migrations/0014-follow-ups.ts";
import * as needs from "./migrations/0015-needs.ts";
import * as credentials from "./migrations/0016-credentials.ts";
import * as adjustmentAnswers from "./migrations/0017-adjustment-answers.ts";
import * as linkEnds from "./migrations/0018-link-ends.ts";
import * as lettersInThreads from "./migrations/0019-letters-in-threads.ts";
import * as roleVersions from "./migrations/0020-role-versions.ts";

/** In the order in which they are applied. One that has landed is never changed. */
const migrations = {
  "0001-evaluations": evaluations,
  "0002-people": people,
  "0003-hiring": hiring,
  "0004-portal": portal,
  "0005-judgement": judgement,
  "0006-operations": operations,
  "0007-whole-evaluations": wholeEvaluations,
  "0008-need-and-post": needAndPost,
  "0009-costs": costs,
  "0010-fairness": fairness,
  "0011-interviews": interviews,
  "0012-blind": blind,
  "0013-after": after,
  "0014-follow-ups": followUps,
  "0015-needs": needs,
  "0016-credentials": credentials,
  "0017-adjustment-answers": adjustmentAnswers,
  "0018-link-ends": linkEnds,
  "0019-letters-in-threads": lettersInThreads,
  "0020-role-versions": roleVersions,
};

export const migrationNames: readonly string[] = Object.keys(migrations);

/** Brings the tables up to date. Two at once is safe: the second waits. @throws what the first failing step threw */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error("a migration failed", { cause: error });
}
