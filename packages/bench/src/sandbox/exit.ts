import { constants } from "node:os";

/** How a process ended: its exit status, or the name of the signal that ended it. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}

const signalNames = new Map<number, string>(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** Shells, npm and bubblewrap report a child's death by signal n as the exit status 128+n; this tells it as a signal again. */
export function decodeExit(code: number | null, signal: string | null): Ended {
  const name = code !== null && code > 128 ? signalNames.get(code - 128) : undefined;
  return name === undefined ? { code, signal } : { code: null, signal: name };
}
