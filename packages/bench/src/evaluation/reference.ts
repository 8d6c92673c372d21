import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { contentKeyOf, solutionKeyOf } from "../calibrate/content-key.ts";
import { solutionsOf, type Solution } from "../calibrate/variant.ts";
import type { Challenge } from "../check/challenge.ts";
import type { DatabaseEngine } from "../check/check.ts";
import type { Reference, ReferenceFact } from "../check/reference.ts";
import { reasonOf } from "../errors/assay-error.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { identify, type Identified } from "../submission/identify.ts";
import { languageNamed } from "../submission/languages/index.ts";
import { measurePace } from "./pace.ts";
import type { OnProgress } from "./progress.ts";
import { isStillGood, keptReferences } from "./reference-store.ts";
import { Backend } from "./running-backend.ts";
import { pressureNeed } from "./schedule.ts";

/** `afresh`: measured now, whatever is kept. */
export type ReferenceSource = (options: { readonly afresh: boolean }) => Promise<Reference>;

export interface ReferenceSetting {
  readonly challenge: Challenge;
  readonly challengeFolder: string;
  /** The submission. */
  readonly identified: Pick<Identified, "language" | "database">;
  readonly sandbox: SandboxName;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

const engine = fileURLToPath(new URL("..", import.meta.url));

/**
 * Tells how quick our own solution of the challenge is on this machine, in the submission's language: as it was kept, or
 * measured now. Nothing else may run meanwhile.
 */
export function referenceFor(setting: ReferenceSetting): ReferenceSource {
  return async ({ afresh }) => {
    const solution = await ourSolution(setting.challengeFolder, setting.identified);
    if (solution === undefined) return { kind: "none" };
    const kept = keptReferences(solution.name, await referenceKey(solution, setting));
    const pace = await measurePace();
    const known = afresh ? undefined : await kept.read();
    if (known !== undefined && isStillGood(known, { now: new Date(), pace }))
      return { kind: "measured", fact: known, pace };
    setting.onProgress({ type: "reference", solution: solution.name });
    try {
      const fact = await measureUndisturbed(solution, pace, setting);
      await kept.write(fact);
      return { kind: "measured", fact, pace: await measurePace() };
    } catch (error) {
      setting.signal.throwIfAborted();
      return { kind: "failed", why: reasonOf(error) };
    }
  };
}

/** By what a statement costs: which of our solutions a submission with that database may be held against, best first. */
const comparable: Readonly<Record<DatabaseEngine, readonly DatabaseEngine[]>> = {
  postgres: ["postgres", "mysql"],
  mysql: ["mysql", "postgres"],
  // Without a wire in between it is quicker than they are.
  sqlite: ["sqlite", "postgres", "mysql"],
  // It may be a stand-in, whose slowness is ours.
  mongodb: ["mongodb"],
};

/** Our solution in this language, with this database or one that is as quick; undefined where there is none. */
export async function ourSolution(
  challengeFolder: string,
  { language, database }: ReferenceSetting["identified"],
): Promise<Solution | undefined> {
  const ours = await Promise.all(
    (await solutionsOf(challengeFolder)).map(async (solution) => ({
      solution,
      identified: await identify(solution.directory),
    })),
  );
  const same = ours.filter(({ identified }) => identified.language === language);
  for (const engine of comparable[database]) {
    const found = same.find(({ identified }) => identified.database === engine);
    if (found !== undefined) return found.solution;
  }
  return undefined;
}

/** All that its speed depends on besides how busy the machine is. */
export async function referenceKey(
  solution: Solution,
  { challengeFolder, identified, sandbox }: ReferenceSetting,
): Promise<string> {
  const { version } = await languageNamed(identified.language).toolchain();
  const [processor] = cpus();
  return solutionKeyOf(await contentKeyOf(engine, challengeFolder), solution, [
    processor?.model ?? "",
    String(cpus().length),
    String(totalmem()),
    process.version,
    version,
    sandbox,
  ]);
}

/** Once more where the machine was called away meanwhile: against a slow reference, everything would pass. */
async function measureUndisturbed(solution: Solution, pace: number, setting: ReferenceSetting): Promise<ReferenceFact> {
  const first = await measure(solution, pace, setting);
  if (isUndisturbed(first)) return first.fact;
  const second = await measure(solution, await measurePace(), setting);
  if (isUndisturbed(second)) return second.fact;
  throw new Error("this machine is too busy: it slowed our own solution down, even while few people came to it");
}

/** How much longer than a lone visit's a median may be in calm seconds: a factor, or milliseconds where that is short. */
const calm = { factor: 4, milliseconds: 20 };

interface Measured {
  readonly fact: ReferenceFact;
  /** Of a cheap request when nobody else came. */
  readonly idleMs: number;
}

/** Seen by its calm seconds: with a third of what it carries, people wait hardly longer than alone. */
export function isUndisturbed({ fact: { journeys }, idleMs }: Measured): boolean {
  const limit = Math.max(calm.milliseconds, calm.factor * idleMs);
  return journeys.every(({ costsHash, p50Ms }) => costsHash === true || (p50Ms ?? 0) <= limit);
}

/** The same run as the submission's, up to where something would go wrong. */
async function measure(
  solution: Solution,
  pace: number,
  { challenge, challengeFolder, sandbox, signal }: ReferenceSetting,
): Promise<Measured> {
  const measuredAt = new Date().toISOString();
  const { costs, notRun, run } = await Backend.during(
    { path: solution.directory, challenge, challengeFolder, sandbox, signal },
    (backend) =>
      backend.running(
        undefined,
        async (cell) => {
          const { costs } = await cell.measure();
          const { notRun, fact: run } = await cell.press();
          return { costs, notRun, run };
        },
        pressureNeed([]),
      ),
  );
  if (run === undefined || run.capacity.rate === 0) {
    throw new Error(`our own solution ${solution.name} carried no visits: ${notRun ?? "its capacity was 0"}`);
  }
  const { capacity, journeys } = run;
  return { fact: { solution: solution.name, measuredAt, pace, capacity, journeys }, idleMs: costs.idleMs };
}
