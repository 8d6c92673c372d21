/**
  positionals.length > 0
    ? positionals
    : ["postgres", "mysql", "mongodb", "redis", "tap", "cell", "load", "latency", "whole"];
 *
 * Medians with their ranges, for people to look at. They depend on the machine and on what else it does, so no test
 * does. Without names: all but timing.
 */
import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, release } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureCell } from "./cell.ts";
import { measureLatency, measureLoad } from "./load.ts";
import { tell, type Measurement } from "./measure.ts";
import { measureMongodb, measureMysql, measurePostgres, measureRedis } from "./databases.ts";
import { measureTap } from "./tap.ts";
import { measureFalseAlarms } from "./timing.ts";
import { measureWhole } from "./whole.ts";

const challengeFolder = fileURLToPath(new URL("../../../challenges/login-system", import.meta.url));
const solution = fileURLToPath(new URL("../../../challenges/login-system/solutions/node-postgres", import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    load: { type: "string", default: "5" },
    whole: { type: "string", default: "1" },
    timing: { type: "string", default: "5" },
    busy: { type: "boolean", default: false },
  },
});
const rounds = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`"${text}" is no number of rounds`);
  return Number(text);
};

const parts: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  postgres: measurePostgres,
  mysql: measureMysql,
  mongodb: measureMongodb,
  redis: measureRedis,
  tap: measureTap,
  cell: () => measureCell(challengeFolder),
  load: () => measureLoad(rounds(values.load)),
  latency: () => measureLatency(rounds(values.load)),
  whole: async () => {
    const whole = { challengeFolder, solution, rounds: rounds(values.whole) };
    const alone = await measureWhole({ ...whole, busy: false });
    return values.busy ? [...alone, ...(await measureWhole({ ...whole, busy: true }))] : alone;
  },
  timing: () => measureFalseAlarms(challengeFolder, solution, rounds(values.timing)),
};
const chosen =
  positionals.length > 0
    ? positionals
    : ["postgres", "mysql", "mongodb", "redis", "tap", "cell", "load", "latency", "whole"];
const unknown = chosen.find((name) => !(name in parts));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}". There is ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}

const machine = {
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? "unknown",
  kernel: release(),
  node: process.version,
  loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
};
console.log(
  `${String(machine.cores)} cores (${machine.processor}), Linux ${machine.kernel}, Node ${machine.node}, load before ${String(machine.loadBefore)}\n`,
);
const measurements: Measurement[] = [];
for (const name of chosen) measurements.push(...((await parts[name]?.()) ?? []));
console.log(tell(measurements));

const latest = new URL("latest.json", import.meta.url);
await writeFile(latest, `${JSON.stringify({ at: new Date().toISOString(), machine, measurements }, null, 2)}\n`);
console.log(`\nWritten: ${fileURLToPath(latest)}`);
