import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Footprint, nothingLeft, type Left } from "./footprint.ts";
import { startWorker } from "./invited.ts";
import { openOffice, type Office, type Organization } from "./office.ts";
import { archiveOf, type StubbornWork } from "./stubborn-work.ts";

export const stubbornChallenges = fileURLToPath(new URL("./stubborn-challenges", import.meta.url));

/** Whatever is not gone by then stays. Milliseconds. */
const patience = 60_000;

export interface Cancelled {
  readonly state: string | undefined;
  /** What was still there a minute later. */
  readonly left: Left;
  /** From the answer to the request until nothing ran, nothing was mounted and no control group was left. Milliseconds. */
  readonly endedMs: number;
  /** The same until no file was left either. */
  readonly goneMs: number;
}

/** An office with a worker whose traces on the machine are watched. */
export interface WatchedOffice {
  readonly office: Office;
  /** What TMPDIR is to the worker. */
  readonly folder: string;
  cancel(work: StubbornWork): Promise<Cancelled>;
  close(): Promise<void>;
}

export async function openWatchedOffice(): Promise<WatchedOffice> {
  const office = await openOffice({ challenges: stubbornChallenges });
  const folder = await mkdtemp(join(tmpdir(), "watched-"));
  // The submission's user passes through to its files.
  await chmod(folder, 0o711);
  const stopWorker = startWorker(office, stubbornChallenges, { TMPDIR: folder });
  const organization = await office.organization();
  return {
    office,
    folder,
    cancel: (work) => cancelDuring(office, organization, folder, work),
    async close() {
      await stopWorker();
      await office.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function cancelDuring(
  { parts }: Office,
  { id: organization, people: { recruiter } }: Organization,
  folder: string,
  work: StubbornWork,
): Promise<Cancelled> {
  const runners = new Set<number>();
  const footprint = new Footprint(
    folder,
    (command, pid) =>
      command.includes("worker/src/main.ts") || (command.includes("evaluation-child.ts") && !runners.has(pid)),
  );
  try {
    const { body: role } = await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "stubborn" });
    const people = [{ name: "Jonas Weber" }];
    const { body } = await recruiter.ask("POST", `/roles/${String(role.id)}/candidates`, { people });
    const { id: submission } = await parts.submissions.keep(
      { organization, application: String(body.added[0]), name: "work.zip", kind: "final" },
      Readable.from(await archiveOf(work)),
      recruiter.id,
    );
    const request = { organization, submission, challenge: "stubborn", only: work.only };
    const evaluation = await parts.evaluations.ask(request, recruiter.id);
    await happened(parts, evaluation, work);
    await passed(work.later);
    // The process that is about to be ended, and not the one that then waits for the next evaluation.
    for (const pid of footprint.evaluating()) runners.add(pid);
    const { status, body: answer } = await recruiter.ask("POST", `/evaluations/${evaluation}/cancel`);
    if (status !== 200) throw new Error(`cancelling was answered with ${JSON.stringify(answer)}`);
    const began = performance.now();
    let [left, endedMs] = [footprint.left(), NaN];
    while (!isNothing(left) && performance.now() - began < patience) {
      await passed(20);
      left = footprint.left();
      if (Number.isNaN(endedMs) && isNothing({ ...left, folders: [] })) endedMs = performance.now() - began;
    }
    const row = await parts.evaluations.find(evaluation, organization);
    return { state: row?.state, left, endedMs, goneMs: performance.now() - began };
  } finally {
    footprint.stop();
  }
}

async function happened({ evaluations }: Office["parts"], evaluation: string, { when }: StubbornWork): Promise<void> {
  for (;;) {
    const events = await evaluations.eventsAfter(evaluation, { attempt: 0, number: 0 });
    if (events.some(({ event }) => when(event as Parameters<typeof when>[0]))) return;
    await passed(50);
  }
}

function isNothing(left: Left): boolean {
  return JSON.stringify(left) === JSON.stringify(nothingLeft);
}
