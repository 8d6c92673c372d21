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
      const fact = await measure(solution, pace, setting);
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

/** The same run as the submission's, up to where something would go wrong. */
async function measure(
  solution: Solution,
  pace: number,
  { challenge, challengeFolder, sandbox, signal }: ReferenceSetting,
): Promise<ReferenceFact> {
  const measuredAt = new Date().toISOString();
  const { notRun, fact } = await Backend.during(
    { path: solution.directory, challenge, challengeFolder, sandbox, signal },
    (backend) =>
      backend.running(
        undefined,
        async (cell) => {
          await cell.measure();
          return cell.press();
        },
        pressureNeed([]),
      ),
  );
  if (fact === undefined || fact.capacity.rate === 0) {
    throw new Error(`our own solution ${solution.name} carried no visits: ${notRun ?? "its capacity was 0"}`);
  }
  const { capacity, journeys } = fact;
  return { solution: solution.name, measuredAt, pace, capacity, journeys };
}
