/** Runs in the cell of the doctor's trial: one sandboxed command, whose end it tells. */
import { sandboxDriver } from "../sandbox/choose.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import type { TrialReport } from "./sandbox-trial.ts";

const toolchain = nodeToolchain();
const running = sandboxDriver(process.argv[2] === "oci" ? "oci" : "bubblewrap").run({
  argv: ["npm", "--version"],
  environment: { PATH: toolchain.path },
  workingDirectory: "/tmp",
  readOnly: toolchain.views,
  writable: [],
  scratch: [{ at: "/tmp", bytes: 1024 * 1024 }],
});
let output = "";
const ended = [running.stdout, running.stderr].map((stream) => {
  stream.on("data", (part: Buffer) => (output = (output + part.toString()).slice(-4_096)));
  return new Promise((resolve) => stream.once("close", resolve));
});
const exit = await running.exited;
await Promise.all(ended);
process.send?.({ ...exit, output } satisfies TrialReport);
