import type { Part } from "./steps.ts";

/** How long was spent on each part, and since when the clock runs. Milliseconds. */
export interface ClockState {
  readonly spent: Readonly<Partial<Record<Part, number>>>;
  readonly running: { readonly part: Part; readonly since: number } | null;
}

export const stopped: ClockState = { spent: {}, running: null };

/** With what has passed since it started counted in, and no longer running. */
export function pause({ spent, running }: ClockState, now: number): ClockState {
  if (running === null) return { spent, running };
  const passed = Math.max(0, now - running.since);
  return { spent: { ...spent, [running.part]: (spent[running.part] ?? 0) + passed }, running: null };
}

export function start(clock: ClockState, part: Part, now: number): ClockState {
  return { ...pause(clock, now), running: { part, since: now } };
}

/** On one part, until now. Milliseconds. */
export function spentOn({ spent, running }: ClockState, part: Part, now: number): number {
  return (spent[part] ?? 0) + (running?.part === part ? Math.max(0, now - running.since) : 0);
}

/** In all, until now. Milliseconds. */
export function spentInAll(clock: ClockState, now: number): number {
  return Object.values(pause(clock, now).spent).reduce((sum, one) => sum + one, 0);
}

/** What was kept, or a clock that has not run: what somebody else wrote in its place is no clock. */
export function readClock(text: string | null): ClockState {
  try {
    const kept = JSON.parse(text ?? "null") as ClockState | null;
    if (kept === null || typeof kept.spent !== "object") return stopped;
    const since = kept.running?.since ?? 0;
    return { spent: kept.spent, running: Number.isFinite(since) ? kept.running : null };
  } catch {
    return stopped;
  }
}
