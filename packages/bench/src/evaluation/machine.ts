import { readFile } from "node:fs/promises";
import { availableParallelism, release, totalmem } from "node:os";
import type { Result } from "../result/result.ts";

interface ProcessorTimes {
  readonly all: number;
  readonly stolen: number;
}

async function processorTimes(): Promise<ProcessorTimes | undefined> {
  const line = (await readFile("/proc/stat", "utf8").catch(() => "")).split("\n")[0] ?? "";
  const ticks = line.split(/\s+/).slice(1).map(Number);
  if (ticks.length < 8) return undefined;
  return { all: ticks.slice(0, 8).reduce((sum, tick) => sum + tick, 0), stolen: ticks[7] ?? 0 };
}

/** Watches the machine while an evaluation runs; `describe` tells what it was like. */
export async function watchMachine(): Promise<{ describe(database: string): Promise<Result["machine"]> }> {
  const before = await processorTimes();
  return {
    async describe(database) {
      const after = await processorTimes();
      const all = before === undefined || after === undefined ? 0 : after.all - before.all;
      const stolen = before === undefined || after === undefined ? 0 : after.stolen - before.stolen;
      return {
        cores: availableParallelism(),
        memoryBytes: totalmem(),
        kernel: release(),
        node: process.version,
        database,
        ...(all === 0 ? {} : { stealPercent: Math.round((stolen / all) * 1000) / 10 }),
      };
    },
  };
}
