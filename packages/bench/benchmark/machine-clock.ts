/** Milliseconds on a clock that all processes of the machine share. */
export function machineNow(): number {
  return Number(process.hrtime.bigint()) / 1_000_000;
}

/** Where this process's own clock began, on that of the machine. */
export function clockZero(): number {
  const read = () => machineNow() - performance.now();
  // Whoever is interrupted between the two readings sees a beginning that lies too early.
  return Math.max(...Array.from({ length: 10 }, read));
}
