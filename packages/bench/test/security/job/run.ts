import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { enterNamespace } from "../../../src/cell/namespace.ts";
import { findProgram } from "../../../src/sandbox/program.ts";
import { nodeToolchain } from "../../../src/sandbox/toolchain.ts";
import { secret, type Job, type JobReport } from "./job.ts";

/** A user of the machine's that no account is needed for. */
export const ordinaryUser = 64999;

/** Runs the job in a new cell. */
export async function runJob(job: Job): Promise<JobReport> {
  const cell = enterNamespace({
    entry: fileURLToPath(new URL("./agent.ts", import.meta.url)),
    arguments: [secret],
    scratch: [...(job.cellScratch ?? [])],
    files: { readOnly: job.show === undefined ? [] : [job.show], writable: [] },
    environment: { AGENT_SECRET: secret },
  });
  const report = await new Promise<JobReport>((resolve, reject) => {
    cell.onMessage((message) => {
      const said = message as { ready?: true; report?: JobReport; error?: string };
      if (said.ready) cell.send(job);
      if (said.report) resolve(said.report);
      if (said.error) reject(new Error(said.error));
    });
    void cell.exited.then((ended) =>
      reject(new Error(`the agent ended: ${JSON.stringify(ended)}\n${cell.stderrTail()}`)),
    );
  }).finally(() => cell.close());
  return report;
}

/** Runs the job the same way, but with a coordinator that is an ordinary user. Only root can. */
export async function runJobAsOrdinaryUser(job: Job): Promise<JobReport> {
  const coordinator = fileURLToPath(new URL("./coordinator.ts", import.meta.url));
  const child = spawn(
    findProgram("setpriv"),
    [
      ...[`--reuid=${ordinaryUser}`, `--regid=${ordinaryUser}`, "--clear-groups", "--"],
      ...[nodeToolchain().runtime, coordinator, JSON.stringify(job)],
    ],
    { cwd: "/", env: {}, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  let errors = "";
  child.stdout.on("data", (part: Buffer) => (output += part.toString()));
  child.stderr.on("data", (part: Buffer) => (errors += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`the coordinator ended with ${code}: ${errors}`);
  return JSON.parse(output) as JobReport;
}

/** What a hostile program printed last. */
export function findingsOf(report: JobReport): unknown {
  const line = report.output.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{"))
    throw new Error(`it ended without telling: ${JSON.stringify(report.exit)} ${report.output}`);
  return JSON.parse(line) as unknown;
}
