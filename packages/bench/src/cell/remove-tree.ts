import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findProgram } from "../sandbox/program.ts";

const run = promisify(execFile);

/** How long it may take, milliseconds. */
const removedWithin = 600_000;

export interface Person {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Removes folders with all that is in them, and files; what isn't there is no error. By the system's `rm`, which goes from
 * folder to folder: Node's own fails where a path has more than 4,096 bytes, and a stranger can nest folders deeper. No
 * link is followed, and no mount is entered. Other work goes on meanwhile.
 * @param as with whose rights, where we are root: ours unless said
 * @throws when something is left
 */
export async function removeTrees(paths: readonly string[], as?: Person): Promise<void> {
  if (paths.length === 0) return;
  const options = { cwd: "/", env: {}, timeout: removedWithin, killSignal: "SIGKILL", ...as } as const;
  const remove = () => run(findProgram("rm"), ["-rf", "--one-file-system", "--", ...paths], options);
  await remove().catch(async (error: unknown) => {
    if (process.getuid?.() === 0 && as === undefined) throw error;
    // What is ours, and closed to us by whoever ran as us. It fails at what isn't there, which is no harm.
    await run(findProgram("chmod"), ["-R", "u+rwX", "--", ...paths], options).catch(() => undefined);
    await remove();
  });
}
