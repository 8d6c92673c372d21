import { findProgram } from "./program.ts";

/**
 * The command, wrapped so that the kernel kills it as soon as the thread that starts it has ended, however that ended.
 * A program whose event loop is blocked would never notice that the other end of a pipe is gone.
 */
export function endingWithParent(argv: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return [findProgram("setpriv"), "--pdeathsig", "KILL", "--", ...argv];
}
