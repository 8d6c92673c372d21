import { parentPort, workerData } from "node:worker_threads";
import { now, sleep } from "../cell/clock.ts";
import { runFirst } from "../cell/priority.ts";
import { arrivalsOf, type Arrival } from "./arrivals.ts";
import { Connections } from "./connections.ts";
import { Latency } from "./latency.ts";
import type { LoadLag, LoadPhase, LoadRecord, LoadSetting } from "./load.ts";
import { ready, Visit } from "./visit.ts";

export type LoadWorkerData = Omit<LoadSetting, "onRecords">;

export type LoadOrder =
  | { readonly kind: "begin"; readonly phase: LoadPhase }
  | { readonly kind: "route"; readonly copies: readonly number[] }
  | { readonly kind: "pause" | "drain" | "tell" | "lag" };

export interface NumberedOrder {
  readonly number: number;
  readonly order: LoadOrder;
}

/** What the thread says: records, or the answer to an order. */
export type LoadSaying =
  | { readonly records: readonly LoadRecord[]; readonly settledBefore: number }
  | { readonly number: number; readonly lag?: LoadLag }
  | { readonly number: number; readonly error: string };

/** As many as a browser opens to one server. */
const connectionsOfBrowser = 6;
/** Beyond this many outstanding, an arrival is not sent. */
const mostOutstanding = 4_000;
const tellMilliseconds = 100;
/** A timer is good to a millisecond. What is due within the next is sent now rather than late; it was then meant for now. */
const earlyMilliseconds = 1;

const { seed, ports, people, deadline, connections: most = connectionsOfBrowser } = workerData as LoadWorkerData;

runFirst();

const persons = people.map(({ localAddress, templates }) => ({
  templates: new Map(Object.entries(templates).map(([operation, template]) => [operation, ready(template)])),
  connections: ports.map((port) => new Connections({ port, localAddress, deadline, most })),
}));

let phase: { readonly name: string; readonly from: number; readonly arrivals: Generator<Arrival, never> } | undefined;
let next: Arrival | undefined;
let timer: NodeJS.Timeout | undefined;
let copies: readonly number[] = [0];
let turn = 0;
let records: LoadRecord[] = [];
const lag = new Latency();

/** In the order in which they were sent, so that the first is the first to run out of time. */
const outstanding = new Set<Visit>();
let ending: NodeJS.Timeout | undefined;
let onNoneOutstanding: (() => void)[] = [];

/** Sends everything that is due, then sleeps until the next arrival. */
function sendDue(): void {
  clearTimeout(timer);
  if (phase === undefined || next === undefined) return;
  const due = now() + earlyMilliseconds;
  for (; phase.from + next.at <= due; next = phase.arrivals.next().value) send(phase.name, phase.from + next.at, next);
  timer = setTimeout(sendDue, Math.max(1, Math.floor(phase.from + next.at - now())));
}

function send(name: string, due: number, { operation, person, word }: Arrival): void {
  const template = persons[person]?.templates.get(operation);
  const copy = copies[turn++ % copies.length] as number;
  const connections = persons[person]?.connections[copy];
  if (template === undefined || connections === undefined) throw new Error(`Person ${String(person)} is not there.`);
  const sent = now();
  const planned = Math.min(due, sent);
  const record = { phase: name, operation, person, copy, ...(template.hasWord && { word }), planned, end: sent };
  if (outstanding.size >= mostOutstanding) {
    records.push(record);
    return;
  }
  lag.add(sent - planned);
  const visit = new Visit({ template, word, record: { ...record, sent }, connections, onEnd });
  outstanding.add(visit);
  ending ??= setTimeout(endOverdue, deadline);
  connections.send(visit);
}

function onEnd(visit: Visit): void {
  outstanding.delete(visit);
  records.push(visit.record);
  if (outstanding.size > 0) return;
  for (const resolve of onNoneOutstanding) resolve();
  onNoneOutstanding = [];
}

function endOverdue(): void {
  ending = undefined;
  for (const visit of outstanding) {
    const left = (visit.record.sent ?? 0) + deadline - now();
    if (left > 0) {
      ending = setTimeout(endOverdue, Math.ceil(left));
      return;
    }
    visit.giveUp();
  }
}

function tellRecords(): void {
  if (records.length === 0 && outstanding.size === 0 && phase === undefined) return;
  tell({ records, settledBefore: settledBefore() });
  records = [];
}

/** The first outstanding is the one planned first; when we are late, the next arrival may lie behind us, too. */
function settledBefore(): number {
  const [first] = outstanding;
  const due = phase === undefined || next === undefined ? Infinity : phase.from + next.at;
  return Math.min(now(), due, first?.record.planned ?? Infinity);
}

function tell(saying: LoadSaying): void {
  parentPort?.postMessage(saying);
}

function begin(beginning: LoadPhase): void {
  const lacking = Object.keys(beginning.mix).find((operation) =>
    persons.some(({ templates }) => !templates.has(operation)),
  );
  if (lacking !== undefined) throw new Error(`Not everybody can ${lacking}.`);
  const arrivals = arrivalsOf(seed, beginning, persons.length);
  const first = arrivals.next().value;
  // What is due of the phase before belongs to it, even if we were late.
  sendDue();
  [phase, next] = [{ name: beginning.name, from: now(), arrivals }, first];
  sendDue();
}

async function drain(): Promise<void> {
  if (outstanding.size === 0) return;
  await Promise.race([new Promise<void>((resolve) => onNoneOutstanding.push(resolve)), sleep(deadline)]);
}

async function obey(order: LoadOrder): Promise<LoadLag | undefined> {
  switch (order.kind) {
    case "begin":
      begin(order.phase);
      return;
    case "pause":
      sendDue();
      phase = undefined;
      clearTimeout(timer);
      return;
    case "route":
      if (order.copies.length === 0 || order.copies.some((copy) => ports[copy] === undefined)) {
        throw new Error(`There are no copies ${order.copies.join(", ")}.`);
      }
      copies = order.copies;
      return;
    case "drain":
      await drain();
      tellRecords();
      return;
    case "tell":
      tellRecords();
      return;
    case "lag": {
      const said = { p99Ms: lag.percentile(99) ?? 0, longestMs: lag.longest ?? 0 };
      lag.reset();
      return said;
    }
  }
}

setInterval(tellRecords, tellMilliseconds);
parentPort?.on("message", ({ number, order }: NumberedOrder) => {
  obey(order).then(
    (lag) => tell({ number, ...(lag !== undefined && { lag }) }),
    (error: unknown) => tell({ number, error: error instanceof Error ? error.message : String(error) }),
  );
});
