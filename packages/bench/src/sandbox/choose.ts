import { bubblewrap } from "./bubblewrap.ts";
import type { SandboxDriver, SandboxName } from "./driver.ts";
import { noSandbox } from "./none.ts";
import { oci } from "./oci.ts";
import { users } from "./users.ts";

/** The driver of this name, for the submission's user. */
export function sandboxDriver(name: SandboxName): SandboxDriver {
  const user = users.submission === undefined ? {} : { user: users.submission };
  return { bubblewrap: () => bubblewrap(user), oci: () => oci(user), none: noSandbox }[name]();
}
