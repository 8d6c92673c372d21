import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setTimeout as passed } from "node:timers/promises";
import type { Office } from "../test/office.ts";
import { madeUpWork } from "./made-up-work.ts";

const program = fileURLToPath(new URL("./sleeper.ts", import.meta.url));
const milliseconds = 500;
const each = 80;

export interface QueueMeasurement {
  /** Evaluations ended in a second, by one worker and by four. */
  readonly one: number;
  readonly four: number;
  /** How long somebody with one evaluation waited for it behind somebody with many, in evaluations that came before. */
  readonly before: number;
}

/** How much faster four worker processes do waiting work than one; and whether one busy organization starves another. */
export async function measureQueue(office: Office): Promise<QueueMeasurement> {
  const one = await throughput(office, 1);
  const four = await throughput(office, 4);
  return { one, four, before: await waitedBehind(office) };
}

async function throughput(office: Office, workers: number): Promise<number> {
  const started = await start(office, workers);
  try {
    const organization = await madeUpWork(office.parts.database, "A queue");
    for (let at = 0; at < each; at++) await ask(office, organization);
    const { first, last } = await ended(office, organization.organization, each);
    return (each / (last - first)) * 1_000;
  } finally {
    await stop(started);
  }
}

async function waitedBehind(office: Office): Promise<number> {
  const [busy, calm] = [
    await madeUpWork(office.parts.database, "Busy"),
    await madeUpWork(office.parts.database, "Calm"),
  ];
  for (let at = 0; at < each; at++) await ask(office, busy);
  const mine = await ask(office, calm);
  const started = await start(office, 1);
  try {
    await ended(office, calm.organization, 1);
    const { started_at } = await office.parts.database
      .selectFrom("evaluation")
      .select("started_at")
      .where("id", "=", mine)
      .executeTakeFirstOrThrow();
    const { before } = await office.parts.database
      .selectFrom("evaluation")
      .select(({ fn }) => fn.countAll<number>().as("before"))
      .where("organization_id", "=", busy.organization)
      .where("started_at", "<", started_at ?? new Date())
      .executeTakeFirstOrThrow();
    return before;
  } finally {
    await stop(started);
  }
}

function ask({ parts }: Office, work: { readonly organization: string; readonly submission: string }): Promise<string> {
  return parts.evaluations.ask({ ...work, challenge: "act" }, "benchmark");
}

/** First start and last end, in milliseconds of the day's clock. */
async function ended(
  { parts }: Office,
  organization: string,
  count: number,
): Promise<{ readonly first: number; readonly last: number }> {
  for (;;) {
    await passed(200);
    const rows = await parts.database
      .selectFrom("evaluation")
      .select(["started_at", "ended_at"])
      .where("organization_id", "=", organization)
      .where("ended_at", "is not", null)
      .execute();
    if (rows.length < count) continue;
    return {
      first: Math.min(...rows.map(({ started_at }) => Number(started_at))),
      last: Math.max(...rows.map(({ ended_at }) => Number(ended_at))),
    };
  }
}

async function start({ databaseUrl }: Office, count: number): Promise<readonly ChildProcess[]> {
  const started = Array.from({ length: count }, () => fork(program, [databaseUrl, String(milliseconds)]));
  await Promise.all(started.map((worker) => new Promise((resolve) => worker.once("message", resolve))));
  return started;
}

async function stop(workers: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    workers.map((worker) => {
      const gone = new Promise((resolve) => worker.once("exit", resolve));
      worker.kill("SIGTERM");
      return gone;
    }),
  );
}
