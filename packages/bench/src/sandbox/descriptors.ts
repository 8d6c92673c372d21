import { openSync, readdirSync, readFileSync } from "node:fs";
import type { StdioOptions } from "node:child_process";

type Stdio = Exclude<StdioOptions, string>;

const closesOnExec = 0o2000000;

const nothing = openSync("/dev/null", "r+");

/** Descriptors above the standard three that a child of ours would inherit: those that our own parent left open. */
function inherited(): number[] {
  return readdirSync("/proc/self/fd")
    .map(Number)
    .filter((descriptor) => descriptor > 2 && !closes(descriptor));
}

function closes(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "utf8"))?.[1] ?? "0";
    return (parseInt(flags, 8) & closesOnExec) !== 0;
  } catch {
    return true; // It was the descriptor of the listing itself.
  }
}

/**
 * Puts `/dev/null` in the place of every descriptor that the child would inherit by accident.
 * A shell, an editor or a CI system may leave files and pipes of the host open for its children; none may reach a sandbox.
 */
export function withoutInherited(stdio: Stdio): Stdio {
  const last = Math.max(stdio.length - 1, ...inherited());
  return [...stdio, ...Array.from({ length: last + 1 - stdio.length }, () => nothing)];
}
