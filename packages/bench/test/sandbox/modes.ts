import { spawnSync } from "node:child_process";
import { describe } from "vitest";
import { privileged } from "../../src/sandbox/users.ts";
import { ociRuntime } from "../../src/sandbox/oci.ts";
import { findProgram, isExecutable } from "../../src/sandbox/program.ts";
import { nodeToolchain } from "../../src/sandbox/toolchain.ts";
import type { Job, JobReport } from "./job.ts";
import { ordinaryUser, runJob, runJobAsOrdinaryUser } from "./run-job.ts";

interface Mode {
  readonly mode: string;
  readonly run: (job: Job) => Promise<JobReport>;
}

/** The ways in which this machine can run a cell: with separate users when we are root, and always as one ordinary user. */
const ways: readonly Mode[] = privileged
  ? [
      { mode: "as root", run: runJob },
      ...(ordinaryUserCanRunUs() ? [{ mode: "as an ordinary user", run: runJobAsOrdinaryUser }] : []),
    ]
  : [{ mode: "as an ordinary user", run: runJob }];

/** Why a driver cannot be tried on this machine; undefined when it can. */
export const cannotTry: Readonly<Record<"bubblewrap" | "oci", string | undefined>> = {
  bubblewrap: undefined,
  oci: isExecutable(findProgram(ociRuntime)) ? undefined : `${ociRuntime} is not installed`,
};

/** Every driver that closes in, in each of these ways. */
const modes: readonly (Mode & { readonly skip: boolean })[] = (["bubblewrap", "oci"] as const).flatMap((sandbox) =>
  ways.map(({ mode, run }) => ({
    mode: `with ${sandbox}, ${mode}${cannotTry[sandbox] === undefined ? "" : ` (skipped: ${cannotTry[sandbox]})`}`,
    run: (job: Job) => run({ ...job, sandbox }),
    skip: cannotTry[sandbox] !== undefined,
  })),
);

/** The statements about a submission, in every mode; skipped, and why, where a driver isn't on this machine. */
export function describeModes(title: string, statements: (run: Mode["run"]) => void): void {
  for (const { mode, run, skip } of modes) describe.skipIf(skip)(title.replace("$mode", mode), () => statements(run));
}

/** Not where the project lies in a folder of root's own, like `/root`. */
function ordinaryUserCanRunUs(): boolean {
  const as = [`--reuid=${ordinaryUser}`, `--regid=${ordinaryUser}`, "--clear-groups", "--"];
  return spawnSync(findProgram("setpriv"), [...as, nodeToolchain().runtime, "--version"], { cwd: "/" }).status === 0;
}
