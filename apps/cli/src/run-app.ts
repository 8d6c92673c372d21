import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { root } from "./house.ts";

/**
 * Becomes another app's program: nothing imports an app. It is the same process from then on, so that a signal or a
 * kill reaches the app itself.
 */
export function runApp(app: "server" | "worker"): never {
  if (process.execve === undefined) throw new Error("Assay needs Linux.");
  flushCompileCache();
  const program = join(root, `apps/${app}/src/main.ts`);
  return process.execve(process.execPath, [process.execPath, "--disable-warning=ExperimentalWarning", program]);
}
