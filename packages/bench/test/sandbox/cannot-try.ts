import { ociRuntime } from "../../src/sandbox/oci.ts";
import { findProgram, isExecutable } from "../../src/sandbox/program.ts";

/** Why a driver cannot be tried on this machine; undefined when it can. */
export const cannotTry: Readonly<Record<"bubblewrap" | "oci", string | undefined>> = {
  bubblewrap: undefined,
  oci: isExecutable(findProgram(ociRuntime)) ? undefined : `${ociRuntime} is not installed`,
};
