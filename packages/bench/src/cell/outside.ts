import { fork } from "node:child_process";
import type { CellProcess } from "./namespace.ts";

const tailLength = 16 * 1024;

/** The agent without a namespace: for `--sandbox none`, typed by a person for a folder of their own. */
export function stayOutside(options: { readonly entry: string }): CellProcess {
  const child = fork(options.entry, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let tail = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => (tail = (tail + part).slice(-tailLength)));
  }
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: 127, signal: null }));
  });
  return {
    pid: child.pid ?? -1,
    send(message) {
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage(listener) {
      child.on("message", listener);
    },
    exited,
    stderrTail: () => tail,
    async close() {
      // It ends what it started when the channel closes.
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
