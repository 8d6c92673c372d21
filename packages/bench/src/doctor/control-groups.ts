import { existsSync } from "node:fs";
import { createLimits } from "../cell/limits.ts";
import type { Limits } from "../cell/limits.ts";
import type { Finding } from "./finding.ts";

/** Makes a control group, for real, and removes it again. */
export async function examineControlGroups(): Promise<Finding> {
  const limits = await createLimits("doctor", { memoryBytes: 64 * 1024 * 1024, cpus: 1, processes: 16 });
  await limits.remove();
  return describeLimits(limits.kind, existsSync("/run/systemd/system"));
}

/** What it means that limits are of this kind here. */
export function describeLimits(kind: Limits["kind"], systemd: boolean): Finding {
  const common = { id: "control-groups", title: "Control groups", needed: "optional" } as const;
  if (kind !== "approximate") {
    const version = kind === "cgroup-v2" ? "2" : "1";
    return { ...common, ok: true, detail: `version ${version}: memory, processor and process limits are real` };
  }
  return {
    ...common,
    ok: false,
    detail: "none that we may use: memory is watched and processor time is not limited, and every result says so",
    // As a scope of the user's own systemd, a program is among groups that were handed to the user.
    ...(systemd && process.getuid?.() !== 0 ? { fix: "systemd-run --user --scope ./assay run PATH" } : {}),
  };
}
