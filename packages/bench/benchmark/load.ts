import { execFile, fork, type ChildProcess } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { clockZero, sleep } from "../src/cell/clock.ts";
import { Latency } from "../src/load/latency.ts";
import type { Load, LoadRecord, LoadTemplate } from "../src/load/load.ts";
import { openLoad } from "../src/load/open-load.ts";
import type { ServerHistory, ServerOrder } from "./load-server.ts";
import { measurementOf, type Measurement } from "./measure.ts";

const run = promisify(execFile);
const seconds = 2;
/** A rate is sustained if nothing of it is left out and what is outstanding at its end is answered in no time. */
const drainMilliseconds = 100;
const percents = [50, 95, 99] as const;

/** How many requests our generator sends, held against wrk, and whether what its histogram says is true. */
export async function measureLoad(rounds: number): Promise<readonly Measurement[]> {
  return [...(await measureThroughput(rounds)), ...(await measureAccuracy(rounds))];
}

async function measureThroughput(rounds: number): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const kind of ["kept connections", "fresh connections"] as const) {
    const [ratios, rates]: [number[], number[]] = [[], []];
    await withServer("bare", async (server, port) => {
      const template = kind === "kept connections" ? see : { ...see, headers: [...see.headers, closing] };
      await withLoad(port, template, { people: 10, connections: 5 }, async (load, taken) => {
        for (let round = 1; round <= rounds; round += 1) {
          const before = await wrk(port, kind);
          const ours = await highest(load, taken, before, round);
          const theirs = (before + (await wrk(port, kind))) / 2;
          ratios.push((ours / theirs) * 100);
          rates.push(ours);
          tellRound(`load, ${kind}`, round, rounds, `wrk ${theirs.toFixed(0)}/s, ours ${ours.toFixed(0)}/s`);
        }
      });
    });
    const goal = kind === "kept connections" ? "at least 50 %" : undefined;
    measurements.push(
      measurementOf(`Load, ${kind}: sustained`, "/s", rates),
      measurementOf(`  of what wrk reaches`, "%", ratios, goal),
    );
  }
  return measurements;
}

/** The highest rate that is sustained, in steps of a twentieth of wrk's: answers a second. */
async function highest(load: Load, taken: () => readonly LoadRecord[], wrks: number, round: number): Promise<number> {
  let found = 0;
  let misses = 0;
  for (let share = 0.2; misses < 2; share += 0.05) {
    const rate = wrks * share;
    await load.begin({ name: `${String(round)} at ${share.toFixed(2)}`, rate, mix: { see: 1 } });
    await sleep(seconds * 1_000);
    await load.pause();
    const from = performance.now();
    await load.drain();
    const drained = performance.now() - from;
    const records = taken();
    const isSustained = drained < drainMilliseconds && records.every(({ success }) => success === true);
    if (isSustained) [found, misses] = [records.length / seconds, 0];
    else misses += 1;
  }
  return found;
}

async function wrk(port: number, kind: string): Promise<number> {
  const header = kind === "fresh connections" ? ["-H", "Connection: close"] : [];
  const url = `http://127.0.0.1:${String(port)}/`;
  const { stdout } = await run("wrk", ["-t1", "-c50", `-d${String(seconds)}s`, ...header, url]);
  const rate = Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1]);
  if (!(rate > 0)) throw new Error(`wrk said: ${stdout}`);
  return rate;
}

async function measureAccuracy(rounds: number): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const stopFor of [0, 2_000]) {
    const label = stopFor === 0 ? "a server with known delays" : "one that stops for 2 s, too";
    const off = new Map<number, number[]>(percents.map((percent) => [percent, []]));
    await withServer("script", async (server, port) => {
      // More people than can be waiting at once: nobody waits for a connection of their own.
      await withLoad(port, write, { people: 100, connections: 6 }, async (load, taken) => {
        await phase(load, "warm-up", 1_000);
        await ask(server, "history");
        taken();
        for (let round = 1; round <= rounds; round += 1) {
          const going = phase(load, `round ${String(round)}`, 10_000);
          if (stopFor > 0) {
            await sleep(4_000);
            server.send({ stopFor } satisfies ServerOrder);
          }
          await going;
          const told = compare(taken(), await ask(server, "history"));
          for (const [percent, truth, ours] of told) off.get(percent)?.push(Math.abs(ours - truth) / allowed(truth));
          const text = told.map(
            ([percent, truth, ours]) => `p${String(percent)} ${truth.toFixed(1)} seen ${ours.toFixed(1)}`,
          );
          tellRound(`load, ${label}`, round, rounds, `${text.join(", ")} ms`);
        }
      });
    });
    for (const [percent, shares] of off) {
      measurements.push(
        measurementOf(`Load, ${label}: p${String(percent)} off`, "of what may be", shares, "at most 1"),
      );
    }
  }
  return measurements;
}

/** 2 %, or a millisecond. */
function allowed(truth: number): number {
  return Math.max(1, truth * 0.02);
}

/**
 * What the percentiles are by arithmetic, and what the histogram says. Whoever was to be answered after so many
 * milliseconds waits for these, and for the end of the stop if they came in it.
 */
function compare(
  records: readonly LoadRecord[],
  { held, stopped }: ServerHistory,
): readonly (readonly [percent: number, truth: number, ours: number])[] {
  const heldFor = new Map(held);
  const zero = clockZero();
  const [truths, ours]: [number[], Latency] = [[], new Latency()];
  for (const { word = "", planned, end } of records) {
    const milliseconds = heldFor.get(word);
    if (milliseconds === undefined) throw new Error(`The server never saw ${word}.`);
    const at = zero + planned;
    truths.push(milliseconds + (at > stopped.from && at < stopped.to ? stopped.to - at : 0));
    ours.add(end - planned);
  }
  truths.sort((one, other) => one - other);
  return percents.map((percent) => [
    percent,
    truths[Math.ceil((percent / 100) * truths.length) - 1] ?? 0,
    ours.percentile(percent) ?? 0,
  ]);
}

const see: LoadTemplate = {
  operation: "see",
  method: "GET",
  path: "/",
  headers: [["Host", "app.example"]],
  success: [200],
  shows: "Hello",
};
const write: LoadTemplate = { ...see, operation: "write", method: "POST", body: ["", ""] };
const closing = ["Connection", "close"] as const;

async function phase(load: Load, name: string, milliseconds: number): Promise<void> {
  await load.begin({ name, rate: 100, mix: { write: 1 } });
  await sleep(milliseconds);
  await load.pause();
  await load.drain();
}

async function withServer(
  kind: "bare" | "script",
  act: (server: ChildProcess, port: number) => Promise<void>,
): Promise<void> {
  const server = fork(fileURLToPath(new URL("load-server.ts", import.meta.url)), [kind]);
  const ended = new Promise((resolve) => server.once("exit", resolve));
  try {
    await act(server, await said<number>(server));
  } finally {
    server.disconnect();
    await ended;
  }
}

/** @param act is given what takes the records told so far. */
async function withLoad(
  port: number,
  template: LoadTemplate,
  size: { readonly people: number; readonly connections: number },
  act: (load: Load, taken: () => readonly LoadRecord[]) => Promise<void>,
): Promise<void> {
  let records: LoadRecord[] = [];
  const load = await openLoad({
    seed: 1,
    ports: [port],
    people: Array.from({ length: size.people }, (_, index) => ({
      localAddress: `127.0.2.${String(index + 1)}`,
      templates: { [template.operation]: template },
    })),
    deadline: 5_000,
    connections: size.connections,
    onRecords: (told) => records.push(...told),
  });
  try {
    await act(load, () => {
      const taken = records;
      records = [];
      return taken;
    });
  } finally {
    await load.close();
  }
}

function ask(server: ChildProcess, order: "history"): Promise<ServerHistory> {
  const answer = said<ServerHistory>(server);
  server.send(order satisfies ServerOrder);
  return answer;
}

function said<T>(server: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    server.once("message", (message) => resolve(message as T));
    server.once("exit", () => reject(new Error("The benchmark's server has ended.")));
  });
}

function tellRound(part: string, round: number, rounds: number, text: string): void {
  console.error(`${part} ${String(round)}/${String(rounds)}: ${text}, load ${(loadavg()[0] ?? 0).toFixed(1)}`);
}
