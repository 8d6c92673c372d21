/** A coordinator in a process of its own, to be killed: opens a cell, says its processes' numbers, and waits. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createLimits } from "../../src/cell/limits.ts";
import { enterNamespace } from "../../src/cell/namespace.ts";

await createLimits("left-behind", { memoryBytes: 64 * 1024 * 1024, cpus: 1, processes: 16 });
const cell = enterNamespace({
  entry: fileURLToPath(new URL("./namespace-agent.ts", import.meta.url)),
  arguments: [],
  scratch: [],
});
cell.onMessage((message) => {
  if ((message as { ready?: true }).ready) cell.send({ spawn: "daemon" });
  else void tell();
});

/** A daemon whose parent has just ended is in nobody's list for a moment. */
async function tell(): Promise<void> {
  let processes = descendants(process.pid);
  for (let tries = 0; tries < 50 && processes.length < 4; tries++) {
    await sleep(20);
    processes = descendants(process.pid);
  }
  process.stdout.write(`${JSON.stringify(processes)}\n`);
}

function descendants(pid: number): number[] {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}
