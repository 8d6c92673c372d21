/** Milliseconds since this cell's agent began, on a clock that never goes back. */
export function now(): number {
  return performance.now();
}

/** Where the clock of this thread began, in milliseconds of the machine: each thread of a process has a clock of its own. */
export function clockZero(): number {
  const read = () => Number(process.hrtime.bigint()) / 1_000_000 - performance.now();
  // Whoever is interrupted between the two readings sees a beginning that lies too early.
  return Math.max(...Array.from({ length: 10 }, read));
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
