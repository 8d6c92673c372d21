import { readdir, readFile } from "node:fs/promises";
import { now } from "./clock.ts";

const everyMs = 500;
/** Of the kernel's accounting: hundredths of a second, whatever the kernel itself counts in. */
const tickMs = 10;

/** Tells how much of the machine went to whoever else is on it: other programs, or other guests of the same host. */
export interface Company {
  /** In processors, on average between two moments of the cell's clock; 0 where nothing is known of them. */
  readonly between: (from: number, to: number) => number;
  readonly close: () => void;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly othersMs: number;
}

/** Counts from now on, twice a second. In a cell, `/proc` shows the cell's own processes and the whole machine's time. */
export function watchCompany(proc = "/proc"): Company {
  const spans: Span[] = [];
  let last: { readonly at: number; readonly all: number; readonly own: number } | undefined;
  let isReading = false;
  const read = async () => {
    if (isReading) return;
    isReading = true;
    const [all, own] = await Promise.all([busyTicks(proc), ownTicks(proc)]).finally(() => (isReading = false));
    const at = now();
    // Where a process took its time along as it ended, the others would seem to have had it.
    if (last !== undefined && own >= last.own) {
      spans.push({ from: last.at, to: at, othersMs: Math.max(0, all - last.all - (own - last.own)) * tickMs });
    }
    last = { at, all, own };
  };
  void read();
  const reading = setInterval(() => void read(), everyMs);
  return {
    between(from, to) {
      const inside = spans.filter((span) => span.from < to && span.to > from);
      const wholeMs = inside.reduce((sum, span) => sum + span.to - span.from, 0);
      return wholeMs === 0 ? 0 : inside.reduce((sum, span) => sum + span.othersMs, 0) / wholeMs;
    },
    close: () => {
      clearInterval(reading);
    },
  };
}

/** Of all processors: all but idle time and waiting for a disk; what the host gave to another guest is busy, too. */
async function busyTicks(proc: string): Promise<number> {
  const text = await readFile(`${proc}/stat`, "utf8").catch(() => "");
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (text.split("\n")[0] ?? "")
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return user + nice + system + irq + softirq + steal;
}

/** Of every process that can be seen, and of those that they saw end. */
async function ownTicks(proc: string): Promise<number> {
  const pids = (await readdir(proc).catch(() => [])).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`${proc}/${pid}/stat`, "utf8").catch(() => "")));
  return stats.reduce((sum, stat) => {
    // The name in parentheses may hold anything, so what follows is counted from its last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return sum + fields.slice(11, 15).reduce((of, ticks) => of + (Number(ticks) || 0), 0);
  }, 0);
}
