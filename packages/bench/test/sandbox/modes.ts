import { spawnSync } from "node:child_process";
import { privileged } from "../../src/sandbox/users.ts";
import { findProgram } from "../../src/sandbox/program.ts";
import { nodeToolchain } from "../../src/sandbox/toolchain.ts";
import type { Job, JobReport } from "./job.ts";
import { ordinaryUser, runJob, runJobAsOrdinaryUser } from "./run-job.ts";

/** The ways in which this machine can run a cell: with separate users when we are root, and always as one ordinary user. */
export const modes: readonly { readonly mode: string; readonly run: (job: Job) => Promise<JobReport> }[] = privileged
  ? [
      { mode: "as root", run: runJob },
      ...(ordinaryUserCanRunUs() ? [{ mode: "as an ordinary user", run: runJobAsOrdinaryUser }] : []),
    ]
  : [{ mode: "as an ordinary user", run: runJob }];

/** Not where the project lies in a folder of root's own, like `/root`. */
function ordinaryUserCanRunUs(): boolean {
  const as = [`--reuid=${ordinaryUser}`, `--regid=${ordinaryUser}`, "--clear-groups", "--"];
  return spawnSync(findProgram("setpriv"), [...as, nodeToolchain().runtime, "--version"], { cwd: "/" }).status === 0;
}
