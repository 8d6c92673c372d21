import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import {
  calibrate,
  isWanted,
  readTrackRecord,
  tellCalibration,
  trackRecordPage,
  variantsOf,
  writeTrackRecord,
  type Calibrated,
  type TrackRecord,
} from "@assay/bench/calibration";
import { AssayError, exitCodes } from "@assay/bench/errors";
import { assayVersion, evaluate, followUpsOf, loadChallenge } from "@assay/bench/evaluation";
import { challengeFolder, challengeIds, root } from "../house.ts";

interface CalibrateOptions {
  readonly only?: readonly string[];
  readonly repeat: number;
  readonly all?: boolean;
  readonly quick?: boolean;
  readonly followUp?: string;
  readonly write?: boolean;
}

export function calibrateCommand(): Command {
  return new Command("calibrate")
    .description("proves a challenge: solutions and legitimate variants must pass, each flawed variant must be caught")
    .argument("[challenge]", "its name, such as login-system; every challenge with --all")
    .option("--only <names>", "only these variants, or the variants of these checks, with commas between", names)
    .option("--repeat <times>", "runs of each variant; those done before count", times, 1)
    .option("--quick", "of each variant only what it is about, from the first run on")
    .option("--write", "adds the runs to the challenge's calibration.json and to docs/calibration.md")
    .option("--all", "every challenge, and every check in each repeat of a flawed variant")
    .option("--follow-up <id>", "only this follow-up; else the challenge and all of them")
    .action(run);
}

async function run(challenge: string | undefined, options: CalibrateOptions): Promise<void> {
  if (challenge === undefined && options.all !== true) {
    throw new AssayError("usage", { problem: "Name a challenge, or give --all." });
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  let isProven = true;
  for (const { challenge: id, followUp } of await targetsOf(challenge, options)) {
    const folder = await challengeFolder(id);
    if (followUp !== undefined) console.log(`\nThe follow-up ${followUp} of ${id}:`);
    const calibrated = await calibrate({
      challenge: await loadChallenge(folder, { followUp }),
      challengeFolder: folder,
      evaluate: (path, asked) =>
        evaluate({
          ...{ path, challengeFolder: folder, signal: stop.signal, ...asked },
          ...(followUp === undefined ? {} : { followUp }),
        }),
      repeat: options.repeat,
      signal: stop.signal,
      ...(options.only === undefined ? {} : { only: options.only }),
      ...(options.all === true ? { all: true } : {}),
      ...(options.quick === true ? { quick: true } : {}),
      onProgress: ({ variant, run, record, done, wanted }) => {
        console.error(
          `${String(done)}/${String(wanted)}  ${variant.kind} ${variant.name}, run ${String(run)}: ${record.problem ?? `${String(record.seconds)} s`}`,
        );
      },
    });
    console.log(tellCalibration(calibrated));
    if (options.write === true && followUp === undefined) await write(folder, calibrated);
    isProven &&= calibrated.calibration.isProven && calibrated.faults.length === 0;
  }
  if (!isProven) process.exitCode = exitCodes.findings;
}

async function write(folder: string, { variants, contentKey, names: every }: Calibrated): Promise<void> {
  const ranOn = new Date().toISOString().slice(0, 10);
  await writeTrackRecord(folder, variants, { contentKey, assay: assayVersion, ranOn }, every);
  const records: Record<string, TrackRecord> = {};
  for (const id of await challengeIds()) {
    const place = await challengeFolder(id);
    const record = await readTrackRecord(place);
    if (record !== undefined) records[(await loadChallenge(place)).title] = record;
  }
  await writeFile(join(root, "docs/calibration.md"), trackRecordPage(records));
}

interface Target {
  readonly challenge: string;
  readonly followUp?: string;
}

/** Each challenge and each of its follow-ups; with names, those that have a variant of such a name. */
async function targetsOf(challenge: string | undefined, options: CalibrateOptions): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const id of challenge === undefined ? await challengeIds() : [challenge]) {
    if (options.followUp !== undefined) targets.push({ challenge: id, followUp: options.followUp });
    else {
      const followUps = await followUpsOf(await challengeFolder(id));
      targets.push({ challenge: id }, ...followUps.map((followUp) => ({ challenge: id, followUp })));
    }
  }
  if (options.only === undefined) return targets;
  const wanted: Target[] = [];
  for (const target of targets) {
    const variants = await variantsOf(await challengeFolder(target.challenge), target.followUp);
    if (variants.some((variant) => isWanted(variant, options.only))) wanted.push(target);
  }
  // Where nothing has such a name, calibrating says so.
  return wanted.length > 0 ? wanted : targets.slice(0, 1);
}

function names(value: string): readonly string[] {
  return value.split(",").map((name) => name.trim());
}

function times(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError("Give a whole number from 1.");
  return Number(value);
}
