import { ociRuntime } from "../sandbox/oci.ts";
import { findProgram, isExecutable } from "../sandbox/program.ts";
import { privileged } from "../sandbox/users.ts";
import type { Finding } from "./finding.ts";
import { packageFix } from "./packages.ts";
import { tryDriver } from "./sandbox-trial.ts";

/** What `--sandbox oci` and submissions with a Dockerfile need: a container is made in a cell, for real. Nothing else needs it. */
export async function examineContainers(
  has = (program: string) => isExecutable(findProgram(program)),
  attempt = tryDriver,
): Promise<Finding> {
  const common = {
    id: "containers",
    title: "Containers, for submissions with a Dockerfile",
    needed: "optional",
  } as const;
  if (!has(ociRuntime)) {
    return { ...common, ok: false, detail: `${ociRuntime} was not found`, ...packageFix("crun", "podman") };
  }
  const { works, said, took } = await attempt("oci");
  if (!works) return { ...common, ok: false, detail: `${ociRuntime} cannot make a container here: ${said}` };
  if (!has("podman")) {
    const detail = `${ociRuntime} works, but there is no podman to build an image with`;
    return { ...common, ok: false, detail, ...packageFix("podman") };
  }
  const who = privileged ? "" : ", by root alone";
  return { ...common, ok: true, detail: `${ociRuntime} works, in ${took} ms; podman builds images${who}` };
}
