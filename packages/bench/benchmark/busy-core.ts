import { spawn } from "node:child_process";

/** Keeps one core busy while `act` runs. The process that does it ends with us, however we end. */
export async function withBusyCore<T>(act: () => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, ["-e", `while (process.ppid === ${String(process.pid)}) {}`], {
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    return await act();
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}
