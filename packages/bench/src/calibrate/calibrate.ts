import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Challenge } from "../check/challenge.ts";
import { AssayError } from "../errors/assay-error.ts";
import { followUpFolder } from "../evaluation/load-challenge.ts";
import type { Result } from "../result/result.ts";
import { contentKeyOf, variantKeyOf } from "./content-key.ts";
import { calibrationOf, type Calibration, type VariantRuns } from "./matrix.ts";
import { packFaults } from "./pack-rules.ts";
import { recordOf, runRecordsIn, type RunRecord } from "./run-record.ts";
import { findFollowUpVariants, findVariants, type Variant } from "./variant.ts";
import { withWorkingCopy } from "./working-copy.ts";
import { nameOf } from "./write-track-record.ts";

/** Runs checks of the challenge (all unless `only` names them) on a folder; `binding` is the path of its binding. */
export type Evaluate = (
  directory: string,
  options: { readonly only?: readonly string[]; readonly binding?: string; readonly seed: number },
) => Promise<{ readonly result: Result }>;

export interface CalibrateOptions {
  readonly challenge: Pick<Challenge, "checks" | "establishes" | "followUp">;
  readonly challengeFolder: string;
  readonly evaluate: Evaluate;
  /** Names of variants, or of checks: then every flawed variant that names one and every legitimate one that tempts it. */
  readonly only?: readonly string[];
  /** Runs of each variant, 1 unless said; those already remembered count. */
  readonly repeat?: number;
  /** Asks every check in repeats of flawed variants too. */
  readonly all?: boolean;
  /** Asks variants only what they are about, from the first run on: quick, and blind to consequences that nobody listed. */
  readonly quick?: boolean;
  /** How many variants run side by side, 1 unless said: more disturbs whatever is timed. */
  readonly jobs?: number;
  readonly onProgress?: (progress: CalibrateProgress) => void;
  readonly signal?: AbortSignal;
  /** Where runs are remembered; in `.assay/calibration/<challenge>` in the checkout unless said. */
  readonly recordsFolder?: string;
  /** What the engine's part of the key is made from. */
  readonly engineFolder?: string;
}

export interface CalibrateProgress {
  readonly variant: Variant;
  /** Of this variant, from 1. */
  readonly run: number;
  readonly record: RunRecord;
  /** Runs done, those remembered included, of all that are wanted. */
  readonly done: number;
  readonly wanted: number;
}

export interface Calibrated {
  readonly calibration: Calibration;
  readonly variants: readonly VariantRuns[];
  /** All that the pack has, also what was not asked for. */
  readonly names: ReadonlySet<string>;
  /** See `contentKeyOf`. */
  readonly contentKey: string;
  /** What is wrong with the pack itself; empty when only some variants were asked for. */
  readonly faults: readonly string[];
}

const engine = fileURLToPath(new URL("..", import.meta.url));
const house = join(engine, "../../..");

/**
 * Proves a challenge against its solutions, its flawed and its legitimate variants. Goes on where it stopped.
 * @throws AssayError `usage` when a variant cannot be read or does not apply, before anything is run.
 */
export async function calibrate(options: CalibrateOptions): Promise<Calibrated> {
  const challengeFolder = resolve(options.challengeFolder);
  const followUp = options.challenge.followUp?.id;
  const changed = followUp === undefined ? undefined : followUpFolder(challengeFolder, followUp);
  const every = await variantsOf(challengeFolder, followUp);
  const variants = every.filter((variant) => isWanted(variant, options.only));
  if (variants.length === 0) {
    throw new AssayError("usage", { problem: `No variant of ${basename(changed ?? challengeFolder)} matches.` });
  }
  for (const variant of variants) await withWorkingCopy(variant, () => Promise.resolve());

  const usual = join(house, ".assay/calibration", basename(challengeFolder));
  const place = followUp === undefined ? usual : join(usual, "follow-ups", followUp);
  const records = runRecordsIn(options.recordsFolder ?? place);
  const contentKey = await contentKeyOf(options.engineFolder ?? engine, challengeFolder, changed);
  const repeat = options.repeat ?? 1;
  const states = await Promise.all(
    variants.map(async (variant) => {
      const key = await variantKeyOf(contentKey, variant);
      return { variant, key, runs: [...(await records.read(variant, key))] };
    }),
  );
  let done = states.reduce((sum, { runs }) => sum + Math.min(runs.length, repeat), 0);

  const waiting = [...states];
  const lane = async () => {
    for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
      while (state.runs.length < repeat) {
        if (options.signal?.aborted === true) throw new AssayError("interrupted");
        const record = await runOnce(state.variant, state.runs.length, options);
        state.runs.push(record);
        await records.write(state.variant, state.key, state.runs);
        done += 1;
        const wanted = repeat * states.length;
        options.onProgress?.({ variant: state.variant, run: state.runs.length, record, done, wanted });
      }
    }
  };
  await Promise.all(Array.from({ length: options.jobs ?? 1 }, lane));

  const runs = states.map(({ variant, runs }) => ({ variant, runs }));
  return {
    calibration: calibrationOf(runs),
    variants: runs,
    names: new Set(every.map((variant) => nameOf({ variant }))),
    contentKey,
    faults: options.only === undefined ? packFaults(options.challenge, every) : [],
  };
}

/** All of a challenge, or of one of its follow-ups. @throws AssayError `usage` when a head cannot be read */
export function variantsOf(challengeFolder: string, followUp?: string): Promise<readonly Variant[]> {
  return followUp === undefined
    ? findVariants(challengeFolder)
    : findFollowUpVariants(challengeFolder, followUpFolder(challengeFolder, followUp));
}

async function runOnce(variant: Variant, index: number, options: CalibrateOptions): Promise<RunRecord> {
  const only = options.all === true ? undefined : narrowed(variant, index, options);
  const seed =
    createHash("sha256")
      .update(`${variant.name} ${String(index)}`)
      .digest()
      .readUInt32BE() >>> 1;
  const { binding } = variant.kind === "solution" ? variant : variant.solution;
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 100) / 10;
  try {
    const { result } = await withWorkingCopy(variant, (directory) =>
      options.evaluate(directory, {
        seed,
        ...(only === undefined ? {} : { only }),
        // That of the working copy: a patch that changes a page may change by what it is known.
        ...(binding === undefined ? {} : { binding: join(directory, binding) }),
      }),
    );
    return recordOf(result, seconds());
  } catch (thrown) {
    const error = AssayError.from(thrown);
    if (error.code === "interrupted") throw error;
    // One run that broke must not lose the hours before it; it is put down as what it is.
    return {
      seed,
      areAllChecks: only === undefined,
      seconds: seconds(),
      problem: `${error.code}: ${error.message}`,
      checks: {},
    };
  }
}

/** The checks that this run asks; all where undefined. */
function narrowed(
  variant: Variant,
  index: number,
  { challenge, quick = false }: CalibrateOptions,
): readonly string[] | undefined {
  if (variant.kind === "flawed" && (index > 0 || quick)) {
    return neededFor([variant.check, ...variant.consequences], challenge);
  }
  return variant.kind === "legitimate" && quick ? neededFor(variant.tempts, challenge) : undefined;
}

/** The named checks, and whatever must work before these can be asked, in the challenge's order. */
export function neededFor(
  checks: readonly string[],
  challenge: Pick<Challenge, "checks" | "establishes">,
): readonly string[] {
  const needed = new Set<string>();
  const add = (id: string) => {
    const found = challenge.checks.find((one) => one.id === id);
    if (found === undefined || needed.has(id)) return;
    needed.add(id);
    for (const operation of [...found.needs, ...(found.needsWhereBound ?? [])])
      add(challenge.establishes[operation] ?? "");
  };
  for (const id of checks) add(id);
  return challenge.checks.map(({ id }) => id).filter((id) => needed.has(id));
}

export function isWanted(variant: Variant, only: readonly string[] | undefined): boolean {
  if (only === undefined || only.includes(variant.name)) return true;
  if (variant.kind === "flawed") return only.includes(variant.check);
  return variant.kind === "legitimate" && variant.tempts.some((check) => only.includes(check));
}
