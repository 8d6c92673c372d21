/** Milliseconds since this cell's agent began, on a clock that never goes back. */
export function now(): number {
  return performance.now();
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
