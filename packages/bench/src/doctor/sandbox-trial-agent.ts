/** Runs in the cell of the doctor's trial: one sandboxed command, whose end it tells. */
import { bubblewrap } from "../sandbox/bubblewrap.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { users } from "../sandbox/users.ts";
import type { TrialReport } from "./sandbox-trial.ts";

const toolchain = nodeToolchain();
const running = bubblewrap(users.submission === undefined ? {} : { user: users.submission }).run({
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
