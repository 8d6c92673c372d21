import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { databaseFolderOf } from "./cell-folders.ts";
import { users } from "../sandbox/users.ts";
import { mailSocketIn, startMail, type MailServer } from "../services/mail/mail.ts";
import { databaseIn, databaseSocketIn, type CellDatabase } from "../services/database.ts";
import type { OpenInspector } from "../services/open-inspector.ts";
import type { RedisPlan } from "../services/redis/plan.ts";
import { redisIn, type CellRedis } from "../services/redis/redis.ts";
import { redisSocketIn } from "../services/redis/server.ts";
import { withStores } from "../services/store-inspector.ts";
import { openTap, type OpenTap } from "../tap/tap.ts";
import { now } from "./clock.ts";
import { createLimits, type Limits } from "./limits.ts";
import type { CellPlan } from "./protocol.ts";
import { ServiceTap } from "./service-tap.ts";

const databaseLimits = { memoryBytes: 1024 * 1024 * 1024, cpus: 2, processes: 256 };
const redisLimits = { memoryBytes: 256 * 1024 * 1024, cpus: 1, processes: 64 };

/** What a submission finds in its cell: each server behind its tap. */
export interface CellServices {
  readonly database: { readonly server: CellDatabase; readonly tap?: OpenTap; readonly limits?: Limits };
  /** Where the submission uses it. */
  readonly redis?: { readonly server: CellRedis; readonly tap: OpenTap; readonly limits?: Limits };
  readonly mail: { readonly server: MailServer; readonly tap: OpenTap };
}

/**
 * Starts all of them at once, taps too: the slowest decides how long a cell takes to be ready. A tap may be open before
 * its server is, as nothing connects until the cell is ready.
 */
export async function startServices(plan: CellPlan): Promise<CellServices> {
  // At once, before the rest of the agent is read: the servers take the time that reading takes.
  mkdirSync(plan.directory, { recursive: true });
  const [database, mail, redis] = await Promise.all([
    startDatabase(plan),
    startMailService(plan),
    plan.redis === undefined ? undefined : startRedisService(plan, plan.redis),
  ]);
  return { database, mail, ...(redis === undefined ? {} : { redis }) };
}

async function startDatabase(plan: CellPlan): Promise<CellServices["database"]> {
  const lateBy = plan.need === "shared" ? undefined : plan.need.databaseLateBy;
  const isFile = plan.database.engine === "sqlite";
  const limits =
    plan.sandbox === "none" || isFile ? undefined : await createLimits(`${plan.id}-database`, databaseLimits);
  const directory = join(plan.directory, "database");
  const target = databaseSocketIn(plan.database, directory);
  const [server, tap] = await Promise.all([
    databaseIn(plan.database, {
      directory,
      dataFolder: databaseFolderOf(plan),
      owner: { ...userOf(users.database), ...(limits === undefined ? {} : { limits }) },
      submission: userOf(users.submission),
    }),
    target === undefined
      ? undefined
      : openTap({ port: plan.ports.database, target, name: "database", seed: plan.seed, open: lateBy === undefined }),
  ]);
  return { server, ...(tap === undefined ? {} : { tap }), ...(limits === undefined ? {} : { limits }) };
}

async function startRedisService(plan: CellPlan, redis: RedisPlan): Promise<NonNullable<CellServices["redis"]>> {
  const limits = plan.sandbox === "none" ? undefined : await createLimits(`${plan.id}-redis`, redisLimits);
  const directory = join(plan.directory, "redis");
  const owner = { ...userOf(users.database), ...(limits === undefined ? {} : { limits }) };
  const [server, tap] = await Promise.all([
    redisIn({ plan: redis, directory, isOpen: plan.bound !== undefined && plan.sandbox !== "none", ...owner }),
    openTap({ port: plan.ports.redis, target: redisSocketIn(directory), name: "redis", seed: plan.seed }),
  ]);
  return { server, tap, ...(limits === undefined ? {} : { limits }) };
}

async function startMailService(plan: CellPlan): Promise<CellServices["mail"]> {
  const directory = join(plan.directory, "mail");
  const [server, tap] = await Promise.all([
    startMail({ directory, now, ...userOf(users.mail) }),
    openTap({ port: plan.ports.mail, target: mailSocketIn(directory), name: "mail", seed: plan.seed }),
  ]);
  return { server, tap };
}

/** One inspector for all of them. */
export async function inspectorOf({ database, redis }: CellServices): Promise<OpenInspector> {
  const [inspector, ...stores] = await Promise.all([
    database.server.openInspector(now),
    ...(redis === undefined ? [] : [redis.server.openInspector()]),
  ]);
  return withStores(inspector, stores);
}

/** The taps as checks know them. */
export type ServiceTaps = Readonly<Partial<Record<"database" | "redis", ServiceTap>> & Record<"mail", ServiceTap>>;

export function serviceTaps({ database, redis, mail }: CellServices): ServiceTaps {
  return {
    ...(database.tap === undefined ? {} : { database: new ServiceTap(database.tap) }),
    ...(redis === undefined ? {} : { redis: new ServiceTap(redis.tap) }),
    mail: new ServiceTap(mail.tap),
  };
}

/** Ends every server, after all that speaks to it, and removes its limits. */
export async function closeServices(
  { database, redis, mail }: CellServices,
  inspector: Pick<OpenInspector, "close">,
): Promise<void> {
  await Promise.all([
    database.tap?.close(),
    redis?.tap.close(),
    mail.tap.close(),
    inspector.close(),
    mail.server.close(),
  ]);
  await Promise.all([database.server.close(), redis?.server.close()]);
  await Promise.all([database.limits?.remove(), redis?.limits?.remove()]);
}

/** As options take it: nothing where we cannot act as another user. */
export function userOf(user: number | undefined): { readonly user?: number } {
  return user === undefined ? {} : { user };
}
