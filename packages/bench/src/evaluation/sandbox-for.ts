import { AssayError } from "../errors/assay-error.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { assertContainerRuntime } from "../sandbox/oci.ts";
import { privileged } from "../sandbox/users.ts";

/** @throws AssayError `dockerfile-needs-oci`, `dockerfile-needs-root`, `container-runtime-missing` */
export function sandboxFor(language: string, asked: SandboxName | undefined): SandboxName {
  if (language !== "dockerfile") return asked ?? "bubblewrap";
  if (asked !== undefined && asked !== "oci") throw new AssayError("dockerfile-needs-oci", { sandbox: asked });
  if (!privileged) throw new AssayError("dockerfile-needs-root");
  assertContainerRuntime();
  return "oci";
}
