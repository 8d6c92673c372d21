import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./house.ts";

/** Runs another app's program in our place, until it ends: nothing imports an app. Signals are passed on. */
export async function runApp(app: "server" | "worker"): Promise<void> {
  const program = join(root, `apps/${app}/src/main.ts`);
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject).once("exit", (code, signal) => {
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}
