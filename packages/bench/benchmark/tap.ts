import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeTemporaryFolder, removeTemporaryFolder } from "../src/cell/temporary-folder.ts";
import { freePorts } from "../src/evaluation/ports.ts";
import { openTap } from "../src/tap/tap.ts";
import { measurementOf, type Measurement } from "./measure.ts";
import { sentBytes, type Task } from "./tap-client.ts";
import type { Readiness } from "./tap-service.ts";

const rounds = 5;

/**
 * A connection by TCP to a service's port, and one by TCP through a tap to the same service's path socket. Service and
 * client are processes of their own. What is carried in a second depends on how much of a core the tap got, so what it
 * carries in a second of its own processor time is told, too: the most that a free core would let it.
 */
export async function measureTap(): Promise<readonly Measurement[]> {
  const workplace = await makeTemporaryFolder("benchmark-tap-");
  const target = join(workplace, "service.sock");
  const service = fork(fileURLToPath(new URL("tap-service.ts", import.meta.url)), [target]);
  try {
    const { port: direct } = (await toldBy(service)) as Readiness;
    const { database: tapped } = await freePorts(0);
    const tap = await openTap({ port: tapped, target, name: "benchmark" });
    try {
      const trips = await compare("e", direct, tapped);
      const sent = await compare("s", direct, tapped);
      const received = await compare("r", direct, tapped);
      const added = trips.tapped.map((trip, round) => trip - (trips.direct[round] ?? 0));
      return [
        measurementOf("Tap: round trip of a byte, without one", "µs", trips.direct),
        measurementOf("  through one", "µs", trips.tapped),
        measurementOf("  added", "µs", added, "under 100 µs on an idle machine"),
        ...carried("to a service", sent),
        ...carried("from a service", received),
      ];
    } finally {
      await tap.close();
    }
  } finally {
    service.kill("SIGKILL");
    await removeTemporaryFolder(workplace);
  }
}

interface Comparison {
  readonly direct: readonly number[];
  readonly tapped: readonly number[];
  /** Seconds of processor time that the tap used in each round. */
  readonly processorSeconds: readonly number[];
}

/** In turns, so that a busy moment meets both. */
async function compare(task: Task, direct: number, tapped: number): Promise<Comparison> {
  const found = { direct: [] as number[], tapped: [] as number[], processorSeconds: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    found.direct.push(await clientOf(task, direct));
    // But for the tap, this process only waits.
    const before = process.cpuUsage();
    found.tapped.push(await clientOf(task, tapped));
    const { user, system } = process.cpuUsage(before);
    found.processorSeconds.push((user + system) / 1e6);
  }
  return found;
}

function carried(way: string, { direct, tapped, processorSeconds }: Comparison): readonly Measurement[] {
  const shares = tapped.map((rate, round) => (100 * rate) / (direct[round] ?? NaN));
  return [
    measurementOf(`Carried ${way} in a second, without a tap`, "GB", direct),
    measurementOf("  through one", "GB", tapped, "at least 1 GB on an idle machine"),
    measurementOf("  of what is carried without one", "%", shares),
    measurementOf(
      "  in a second of its processor time",
      "GB",
      processorSeconds.map((seconds) => sentBytes / seconds / 1e9),
    ),
  ];
}

async function clientOf(task: Task, port: number): Promise<number> {
  const client = fork(fileURLToPath(new URL("tap-client.ts", import.meta.url)), [task, String(port)]);
  return (await toldBy(client)) as number;
}

/** @throws Error when the process ends before it has told anything. */
function toldBy(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`A process of the benchmark ended with ${String(code)}`)));
  });
}
