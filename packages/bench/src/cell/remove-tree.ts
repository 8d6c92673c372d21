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
 * @throws when something is left
 */
export async function removeTrees(paths: readonly string[]): Promise<void> {
  if (paths.length > 0) await removeBy((...program) => [...program, ...paths]);
}

/**
 * The same with all that is in a folder but one name. Names may be no text, so they never pass through us.
 * @param as with whose rights, where we are root: ours unless said
 */
export async function emptyFolder(folder: string, except: string, as?: Person): Promise<void> {
  const each = [findProgram("find"), folder, "-mindepth", "1", "-maxdepth", "1", "!", "-name", except, "-exec"];
  await removeBy((...program) => [...each, ...program, "{}", "+"], as);
}

async function removeBy(commandOf: (...program: string[]) => readonly string[], as?: Person): Promise<void> {
  const start = (...program: string[]) => {
    const [name = "", ...words] = commandOf(...program);
    const rights = as ?? {};
    return run(name, words, { cwd: "/", env: {}, timeout: removedWithin, killSignal: "SIGKILL", ...rights });
  };
  const remove = () => start(findProgram("rm"), "-rf", "--one-file-system", "--");
  await remove().catch(async (error: unknown) => {
    if (process.getuid?.() === 0 && as === undefined) throw error;
    // A program that ran as us may have closed our own folders to us. It fails where nothing is there, which does no harm.
    await start(findProgram("chmod"), "-R", "u+rwX", "--").catch(() => undefined);
    await remove();
  });
}
