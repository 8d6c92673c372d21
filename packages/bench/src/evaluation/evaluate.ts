import { randomInt } from "node:crypto";
import { chmod, mkdir, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { sweep } from "../cell/sweep.ts";
import { keepTemporaryFolder, makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import type { Reader } from "../reading/reader.ts";
import type { Challenge } from "../check/challenge.ts";
import type { AnyCheck } from "../check/check.ts";
import type { AskedFollowUp } from "../check/follow-up.ts";
import { AssayError } from "../errors/assay-error.ts";
import { conclude } from "../judge/conclude.ts";
import { judgeChecks } from "../judge/judge.ts";
import { evidenceVersion, type Evidence } from "../result/evidence.ts";
import { resultVersion, type Problem, type Result } from "../result/result.ts";
import { readTrackRecord, summaryOf } from "../calibrate/track-record.ts";
import { gatheringVersion, judgingVersion } from "../result/versions.ts";
import { usualStart } from "../cell/copies.ts";
import { prepareDatabase } from "../services/database.ts";
import { readBindingFile, changeFiles, type BindingFile } from "../operations/binding-file.ts";
import { findRedis } from "../services/redis/binaries.ts";
import { redisPlanFor } from "../services/redis/plan.ts";
import { isGitAddress } from "../submission/git-address.ts";
import type { Identified } from "../submission/identify.ts";
import { install } from "../submission/install.ts";
import { languageNamed } from "../submission/languages/index.ts";
import { projectReading } from "../submission/read-project.ts";
import { openSubmission, type OpenSubmission, type Received } from "../submission/receive.ts";
import { cellPlanOf } from "./cell-plan.ts";
import { chosenChecks } from "./chosen-checks.ts";
import { Gathering, NotStarted, type Gathered } from "./gathering.ts";
import { loadChallenge } from "./load-challenge.ts";
import { watchMachine } from "./machine.ts";
import { Phases } from "./phases.ts";
import { freePorts, portsInNamespace } from "./ports.ts";
import { isCounted, type OnProgress } from "./progress.ts";
import { referenceFor } from "./reference.ts";
import { sandboxFor } from "./sandbox-for.ts";
import { startProblem } from "./start-problem.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { assertContainerRuntime } from "../sandbox/oci.ts";

/** Assay's own version, as in its package. */
export const assayVersion = "0.1.0";

export interface EvaluationOptions {
  /** A folder or an archive. */
  readonly path: string;
  readonly challengeFolder: string;
  /** The id of a change to the first work: the submission is asked about that, and everything else once more. */
  readonly followUp?: string;
  /** Ids of the checks to ask; all unless said. */
  readonly only?: readonly string[];
  /** Of a backend that was not written for the challenge: its `binding.yaml`. */
  readonly binding?: string;
  /** Which incidents a run under pressure has: the six of the standard run unless said, or all. */
  readonly pressure?: "standard" | "full";
  /** Repeats inputs and schedule; drawn when not given. */
  readonly seed?: number;
  readonly sandbox?: SandboxName;
  readonly onProgress?: OnProgress;
  /** Leaves the working folder and tells where it is. */
  readonly keep?: boolean;
  /** Called once the submission is received, with the reader that can read more of it. */
  readonly onReceived?: (received: Received, reader: Reader) => Promise<void>;
  /** What that reads besides: absolute paths. */
  readonly sources?: readonly string[];
  /** Ends it early: everything that was started is ended, and `interrupted` is thrown. */
  readonly signal?: AbortSignal;
}

export interface Evaluation {
  readonly result: Result;
  readonly evidence: Evidence;
  /** With `keep`. */
  readonly keptAt?: string;
}

/**
 * Runs a challenge on a submission: receive, identify, install, start, gather, judge.
 * A problem of the submission's own becomes a result with the verdict `could-not-run`; one of our sandbox's, `our-mistake`.
 * @throws AssayError for a path that cannot be used, and for faults of ours.
 */
export async function evaluate(options: EvaluationOptions): Promise<Evaluation> {
  const challenge = await loadChallenge(options.challengeFolder, options);
  const checks = chosenChecks(challenge, options);
  const bound = options.binding === undefined ? undefined : await readBindingFile(options.binding, challenge);
  const onProgress = options.onProgress ?? (() => undefined);
  if (options.sandbox === "none") await refuseArchive(options.path);
  if (options.sandbox === "oci") assertContainerRuntime();
  const workplace = await makeTemporaryFolder();
  // The submission runs as a user of its own, which must be able to pass through.
  await chmod(workplace, 0o711);
  try {
    const evaluation = await evaluateIn(workplace, challenge, checks, bound, { ...options, onProgress });
    if (options.keep !== true) return evaluation;
    await keepTemporaryFolder(workplace);
    return { ...evaluation, keptAt: workplace };
  } catch (error) {
    if (options.signal?.aborted === true) throw new AssayError("interrupted");
    throw error;
  } finally {
    if (options.keep !== true) await removeTemporaryFolder(workplace);
  }
}

async function evaluateIn(
  workplace: string,
  challenge: Challenge,
  checks: readonly AnyCheck[],
  bound: BindingFile | undefined,
  options: EvaluationOptions & { readonly onProgress: OnProgress },
): Promise<Evaluation> {
  const { onProgress } = options;
  let sandbox = options.sandbox ?? "bubblewrap";
  const seed = options.seed ?? randomInt(2 ** 31);
  const startedAt = new Date();
  const machine = await watchMachine();
  const phases = new Phases((phase) => onProgress({ type: "phase", phase }));
  onProgress({ type: "planned", checks: checks.filter(isCounted).length });

  const { received, reader } = await phases.during("receive", () => takeIn(workplace, options));
  let identified: Identified | undefined;
  let runtime = "unknown";
  let gathering: Gathering | undefined;
  let problem: Problem | undefined;
  const endReader = (): void => void reader.close();
  options.signal?.addEventListener("abort", endReader);
  try {
    const { directory, name, commits } = received;
    const read = await phases.during("identify", async () => {
      await options.onReceived?.(received, reader);
      if (bound !== undefined) await changeFiles(directory, bound);
      return reader.read(projectReading, { directory, name, setup: bound?.settings, commits });
    });
    identified = read.identified;
    sandbox = sandboxFor(identified.language, options.sandbox);
    const { language, engines, startCommand } = identified;
    const toolchain = await languageNamed(language).toolchain(engines);
    const { server } = toolchain;
    const isServed = server !== undefined && startCommand.some((word) => word.includes(server.command));
    runtime = isServed ? server.version : toolchain.version;
    const [database, redis] = await Promise.all([
      prepareDatabase(identified.database),
      identified.services.includes("redis") ? findRedis().then(redisPlanFor) : undefined,
      sweep(),
    ]);
    const signal = options.signal ?? new AbortController().signal;
    const imageFolder = join(workplace, "image");
    const { image } = await phases.during("install", () =>
      install(received, read.identified, { sandbox, signal, imageFolder, reader }),
    );
    await reader.close();
    if (image !== undefined && startCommand.length === 0) {
      identified = { ...identified, startCommand: image.startCommand };
    }
    const cells = join(workplace, "cells");
    await mkdir(cells, { mode: 0o711 });
    const all = new Gathering({
      challenge,
      checks,
      plan: cellPlanOf({
        ...options,
        seed,
        sandbox,
        database,
        redis,
        received,
        identified,
        project: read.project,
        image,
        toolchain,
        bound,
      }),
      directory: cells,
      portsFor: (copies) =>
        sandbox === "none" ? freePorts(copies) : Promise.resolve(portsInNamespace(copies, database.engine)),
      // Cells wait more than they work, so there may be more of them than processors.
      lanes: sandbox === "none" ? 1 : Math.min(4, 2 * availableParallelism()),
      reference: referenceFor({
        challenge,
        challengeFolder: options.challengeFolder,
        identified,
        sandbox,
        onProgress,
        signal,
      }),
      onProgress,
      signal,
    });
    gathering = all;
    await phases.during("start", () => all.start());
    await phases.during("gather", () => all.run());
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    problem = problemOf(error, identified, challenge);
  } finally {
    options.signal?.removeEventListener("abort", endReader);
    await reader.close();
  }

  const gathered: Gathered | undefined = gathering?.gathered();
  const evidence: Evidence = {
    version: evidenceVersion,
    gathering: gatheringVersion,
    checks: Object.fromEntries(checks.map(({ id }) => [id, gathered?.tries[id] ?? []])),
  };
  const judged = await phases.during("judge", () =>
    problem === undefined
      ? judgeChecks({
          checks,
          tries: evidence.checks,
          establishes: challenge.establishes,
          core: challenge.core,
          gathering: gatheringVersion,
        })
      : { checks: [], notes: [] },
  );
  const endedAt = new Date();
  const waitedMs = gathered?.waitedMs ?? 0;
  const result: Result = {
    version: resultVersion,
    assay: { version: assayVersion, gathering: gatheringVersion, judging: judgingVersion },
    challenge: { id: challenge.id, title: challenge.title, version: challenge.version },
    ...(challenge.followUp === undefined ? {} : { followUp: followUpFact(challenge.followUp) }),
    submission: {
      name: received.name,
      language: identified?.language ?? "unknown",
      runtime,
      files: received.files,
      bytes: received.bytes,
      digest: received.digest,
    },
    ...(bound === undefined ? {} : { binding: bindingFact(bound, challenge) }),
    ...(await calibrationFact(options.challengeFolder)),
    seed,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    scope: { areAllChecks: options.only === undefined },
    ...conclude(judged.checks, challenge, problem),
    checks: judged.checks,
    notes: judged.notes,
    ...(problem === undefined ? {} : { problem }),
    phases: phases.all(),
    cells: gathered?.cells ?? [],
    ...(gathered?.pressure === undefined ? {} : { pressure: gathered.pressure }),
    ...(gathered?.measured === undefined ? {} : { costs: gathered.measured.costs }),
    hashRequests: gathered?.hashRequests ?? 0,
    spent: {
      waitingForSubmissionMs: Math.round(waitedMs),
      ownMs: Math.max(0, Math.round(endedAt.getTime() - startedAt.getTime() - waitedMs)),
    },
    sandbox: {
      driver: sandbox,
      limits: gathered?.limits ?? "none",
      network: sandbox === "none" ? "open" : "closed",
    },
    machine: await machine.describe(gathered?.databaseVersion ?? ""),
  };
  return { result, evidence };
}

/** What reports say of how sure they are. */
async function calibrationFact(challengeFolder: string): Promise<Pick<Result, "calibration">> {
  const record = await readTrackRecord(challengeFolder);
  const summary = record === undefined ? undefined : summaryOf(record);
  if (summary === undefined) return {};
  const { from, to, caught, right, falseAlarms } = summary;
  return { calibration: { from, to, caught, right, falseAlarms } };
}

function followUpFact({ id, title, version }: AskedFollowUp): Result["followUp"] {
  return { id, title, version };
}

function bindingFact({ name, digest, backend }: BindingFile, { binding }: Challenge): Result["binding"] {
  const has = (operation: string) => Object.hasOwn(backend.operations, operation);
  const operations = Object.keys(binding);
  return {
    name,
    digest,
    people: backend.people,
    bound: operations.filter(has),
    unbound: operations.filter((operation) => !has(operation)),
  };
}

/** In a folder of its own: its reader can write there, and nowhere else. */
async function takeIn(
  workplace: string,
  { path, sandbox, sources, signal }: EvaluationOptions,
): Promise<OpenSubmission> {
  const folder = join(workplace, "received");
  // The submission runs as a user of its own, which must be able to pass through.
  await mkdir(folder, { mode: 0o711 });
  return openSubmission(path, join(folder, "submission"), { sandbox, sources, signal });
}

/** @throws AssayError `no-sandbox-for-archive` */
async function refuseArchive(path: string): Promise<void> {
  if (isGitAddress(path)) throw new AssayError("no-sandbox-for-archive");
  const isFile = await stat(path).then(
    (fact) => fact.isFile(),
    () => false, // Receiving says what is wrong with it.
  );
  if (isFile) throw new AssayError("no-sandbox-for-archive");
}

/** What the submission or the sandbox could not do is told in the result; a fault of ours, or of usage, is thrown on. */
function problemOf(error: unknown, identified: Identified | undefined, challenge: Challenge): Problem {
  const known =
    error instanceof NotStarted
      ? startProblem(
          error,
          error.start.command ?? identified?.startCommand.join(" ") ?? "",
          challenge.startsWithinMs ?? usualStart,
        )
      : AssayError.from(error);
  if (known.by === "usage" || known.by === "assay") throw known;
  const { code, by, message, whatToDo, lastLines } = known;
  return { code, by, message, whatToDo, lastLines };
}
