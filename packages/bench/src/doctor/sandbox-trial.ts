import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { enterNamespace } from "../cell/namespace.ts";
import { privileged } from "../sandbox/users.ts";
import type { Finding } from "./finding.ts";

/** What the agent of the trial says. */
export interface TrialReport {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

const longest = 15_000;

/** Makes a cell and a sandbox in it, for real, and runs npm with Node there, as a submission's install does. */
export async function trySandbox(): Promise<Finding> {
  const common = { id: "sandbox-trial", title: "A sandbox inside a cell, tried", needed: "always" } as const;
  const { works, said, took } = await tryDriver("bubblewrap");
  if (!works) return { ...common, ok: false, detail: said, ...fixFor(said) };
  const how = privileged
    ? "users of their own keep the parts apart"
    : "without root: one user for all parts, so they are kept apart less";
  return { ...common, ok: true, detail: `works, in ${took} ms; ${how}` };
}

/** Whether the driver can run a command here; if not, `said` is what it said. `took` is in milliseconds. */
export async function tryDriver(
  driver: "bubblewrap" | "oci",
): Promise<{ readonly works: boolean; readonly said: string; readonly took: number }> {
  const startedAt = performance.now();
  const cell = enterNamespace({
    entry: fileURLToPath(new URL("./sandbox-trial-agent.ts", import.meta.url)),
    arguments: [driver],
    scratch: [],
  });
  const report = await Promise.race([
    new Promise<TrialReport>((resolve) => cell.onMessage((message) => resolve(message as TrialReport))),
    cell.exited.then(({ code, signal }) => ({ code, signal, output: cell.stderrTail() })),
    sleep(longest, { code: null, signal: null, output: `no answer in ${longest / 1_000} seconds` }, { ref: false }),
  ]);
  const took = Math.round(performance.now() - startedAt);
  await cell.close();
  const said = report.output.trim().split("\n").slice(-3).join(" ") || `it ended with ${report.signal ?? report.code}`;
  return { works: report.code === 0 && /^\d+\.\d+/.test(report.output), said, took };
}

/** Where the fault lies in the machine itself, the other findings tell the fix. */
function fixFor(said: string): { readonly fix?: string } {
  // A strict umask while it was installed: the submission's user cannot read it.
  if (said.startsWith("npm was not found")) return { fix: "umask 022 && npm ci" };
  const inContainer = existsSync("/.dockerenv") || existsSync("/run/.containerenv");
  return inContainer ? { fix: "start this container with --privileged, so that it may make sandboxes of its own" } : {};
}
