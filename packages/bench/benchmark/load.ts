import { execFile, fork, type ChildProcess } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sleep } from "../src/cell/clock.ts";
import { arrivalsOf } from "../src/load/arrivals.ts";
import { Latency } from "../src/load/latency.ts";
import type { Load, LoadRecord, LoadTemplate } from "../src/load/load.ts";
import { openLoad } from "../src/load/open-load.ts";
import type { ServerHistory, ServerOrder } from "./load-server.ts";
import { clockZero } from "./machine-clock.ts";
import { measurementOf, type Measurement } from "./measure.ts";

const run = promisify(execFile);
const seconds = 2;
/** Of what wrk reaches: more than we promise. */
const hard = 0.7;
const seed = 1;
/** So many that nobody waits for a connection of their own. */
const people = 100;
const steady = { rate: 100, mix: { write: 1 } };
const percents = [50, 95, 99] as const;

/** How many requests our generator sends, held against wrk, and what one costs. */
export async function measureLoad(rounds: number): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const kind of ["kept connections", "fresh connections"] as const) {
    const shares: number[] = [];
    const rates: number[] = [];
    const costs: number[] = [];
    await withServer("bare", async (_server, port) => {
      const template = kind === "kept connections" ? see : { ...see, headers: [...see.headers, closing] };
      // Fifty connections, as wrk has.
      await withLoad(port, template, { people: 10, connections: 5 }, async (load, taken) => {
        await sendHard(load, taken, "warm-up", 2_000);
        for (let round = 1; round <= rounds; round += 1) {
          const before = await wrk(port, kind);
          const { rate, microseconds } = await sendHard(load, taken, `round ${String(round)}`, before * hard);
          const theirs = (before + (await wrk(port, kind))) / 2;
          shares.push((rate / theirs) * 100);
          rates.push(rate);
          costs.push(microseconds);
          const text = `wrk ${theirs.toFixed(0)}/s, ours ${rate.toFixed(0)}/s, ${microseconds.toFixed(0)} µs each`;
          tellRound(`load, ${kind}`, round, rounds, text);
        }
      });
    });
    const goal = kind === "kept connections" ? "at least 50 %" : undefined;
    measurements.push(
      measurementOf(`Load, ${kind}: answered`, "/s", rates),
      measurementOf(`  of what wrk reaches, sent ${String(hard * 100)} % of it`, "%", shares, goal),
      measurementOf("  our processor's time for each", "µs", costs),
    );
  }
  return measurements;
}

/** What is answered while it is sent, a second, and our processor's time for each answer. */
async function sendHard(
  load: Load,
  taken: () => readonly LoadRecord[],
  name: string,
  rate: number,
): Promise<{ readonly rate: number; readonly microseconds: number }> {
  const usage = process.cpuUsage();
  const from = performance.now();
  await load.begin({ name, rate, mix: { see: 1 } });
  await sleep(seconds * 1_000);
  const to = performance.now();
  const { user, system } = process.cpuUsage(usage);
  await load.pause();
  await load.drain();
  const answered = taken().filter(({ success, end }) => success === true && end <= to).length;
  return { rate: (answered / (to - from)) * 1_000, microseconds: (user + system) / answered };
}

async function wrk(port: number, kind: string): Promise<number> {
  const header = kind === "fresh connections" ? ["-H", "Connection: close"] : [];
  const url = `http://127.0.0.1:${String(port)}/`;
  const { stdout } = await run("wrk", ["-t1", "-c50", `-d${String(seconds)}s`, ...header, url]);
  const rate = Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1]);
  if (!(rate > 0)) throw new Error(`wrk said: ${stdout}`);
  return rate;
}

/** Whether what our histogram says of a server with known delays is true. */
export async function measureLatency(rounds: number): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const stopFor of [0, 2_000]) {
    const label = stopFor === 0 ? "a server with known delays" : "one that stops for 2 s, too";
    const off = new Map<number, number[]>(percents.map((percent) => [percent, []]));
    await withServer("script", async (server, port) => {
      await withLoad(port, write, { people, connections: 6 }, async (load, taken) => {
        await phase(load, "warm-up", 1_000);
        await ask(server, "history");
        taken();
        for (let round = 1; round <= rounds; round += 1) {
          const name = `round ${String(round)}`;
          const going = phase(load, name, 10_000);
          if (stopFor > 0) {
            await sleep(4_000);
            server.send({ stopFor } satisfies ServerOrder);
          }
          await going;
          const told = compare(name, taken(), await ask(server, "history"));
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
 * What the percentiles are by the drawn schedule and the server's own record, and what the histogram says.
 * @throws Error when an arrival was not meant for when it was drawn: a wait that counted from when it was sent would
 * look short
 */
function compare(
  name: string,
  records: readonly LoadRecord[],
  history: ServerHistory,
): readonly (readonly [percent: number, truth: number, ours: number])[] {
  const zero = clockZero();
  const answered = new Map(history);
  const arrivals = arrivalsOf(seed, { name, ...steady }, people);
  const drawn = new Map(Array.from(records, () => arrivals.next().value).map(({ word, at }) => [word, at]));
  const truths: number[] = [];
  const ours = new Latency();
  const shifts: number[] = [];
  for (const { word = "", planned, end } of records) {
    const [meant, at] = [drawn.get(word), answered.get(word)];
    if (meant === undefined || at === undefined) throw new Error(`"${word}" was never drawn, or never answered.`);
    shifts.push(planned - meant);
    truths.push(at - zero - planned);
    ours.add(end - planned);
  }
  if (Math.max(...shifts) - Math.min(...shifts) > 1.1)
    throw new Error("Arrivals were not meant for when they were drawn.");
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
  path: ["/"],
  headers: [["Host", "app.example"]],
  success: [200],
  shows: "Hello",
};
const write: LoadTemplate = { ...see, operation: "write", method: "POST", body: ["", ""] };
const closing = ["Connection", "close"] as const;

async function phase(load: Load, name: string, milliseconds: number): Promise<void> {
  await load.begin({ name, ...steady });
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
    seed,
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
